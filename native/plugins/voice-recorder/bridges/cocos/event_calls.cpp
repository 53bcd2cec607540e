#include <algorithm>

#include "cocos/calls.h"

namespace vr_cocos {

bool Poll(uint64_t recorder) {
  vr_event event{};
  event.struct_size = sizeof event;
  if (vr_poll_event(recorder, &event) == 0) return false;
  Session& session = TheSession();
  session.event_numbers = vr_flat::NumbersOf(event);
  session.event_texts = vr_flat::TextsOf(event);
  return true;
}

void ReadEvent(Doubles<kEventNumbers> numbers) {
  const auto& event = TheSession().event_numbers;
  std::copy(event.begin(), event.end(), numbers.data);
}

std::string EventText(uint32_t index) {
  const auto& texts = TheSession().event_texts;
  return index < texts.size() ? texts[index] : std::string();
}

}  // namespace vr_cocos
