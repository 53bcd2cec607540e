#include <array>
#include <cstring>
#include <vector>

#include "flat/numbers.h"
#include "puerts/answer.h"
#include "puerts/calls.h"

namespace vr_puerts {
namespace {

struct PolledEvent {
  std::array<double, vr_flat::kEventNumbers> numbers{};
  std::vector<std::string> texts;
};

PolledEvent& OfThisThread() {
  thread_local PolledEvent event;
  return event;
}

}  // namespace

bool Poll(double recorder) {
  vr_event event{};
  event.struct_size = sizeof event;
  if (vr_poll_event(HandleOf(recorder), &event) == 0) return false;
  Guarded([&] {
    OfThisThread() = {vr_flat::NumbersOf(event), vr_flat::TextsOf(event)};
    return 0.0;
  });
  return true;
}

double ReadEvent(Bytes into) {
  const PolledEvent& event = OfThisThread();
  if (into.size_bytes < sizeof event.numbers) return Refuse("into: too short");
  std::memcpy(into.data, event.numbers.data(), sizeof event.numbers);
  return VR_OK;
}

std::string EventText(double index) {
  const PolledEvent& event = OfThisThread();
  Numbers numbers;
  const uint32_t position = numbers.Unsigned32(index);
  return numbers.ok() && position < event.texts.size() ? event.texts[position] : std::string();
}

}  // namespace vr_puerts
