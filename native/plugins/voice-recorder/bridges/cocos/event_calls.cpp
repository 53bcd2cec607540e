#include <algorithm>

#include "cocos/calls.h"

namespace vr_cocos {
namespace {

std::string TextOf(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

std::array<double, kEventNumbers> NumbersOf(const vr_event& event, const vr_capture& capture) {
  return {static_cast<double>(event.kind),
          static_cast<double>(event.code),
          Number(event.task_id),
          Number(event.capture_id),
          event.progress,
          event.time_ms,
          event.capture == nullptr ? 0.0 : 1.0,
          static_cast<double>(capture.format),
          static_cast<double>(capture.sample_rate_hz),
          static_cast<double>(capture.channels),
          capture.duration_s,
          static_cast<double>(capture.started_at_unix_ms),
          static_cast<double>(capture.origin),
          Number(capture.size_bytes),
          capture.peak_dbfs,
          static_cast<double>(capture.track_count)};
}

}  // namespace

bool Poll(uint64_t recorder) {
  vr_event event{};
  event.struct_size = sizeof event;
  if (vr_poll_event(recorder, &event) == 0) return false;
  const vr_capture none{};
  const vr_capture& capture = event.capture == nullptr ? none : *event.capture;
  Session& session = TheSession();
  session.event_numbers = NumbersOf(event, capture);
  session.event_texts = {TextOf(event.path), TextOf(event.text), TextOf(capture.file_path),
                         TextOf(capture.sidecar_path), TextOf(capture.reason)};
  for (uint32_t i = 0; i < capture.track_count; ++i) session.event_texts.push_back(TextOf(capture.track_paths[i]));
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
