#include <array>
#include <cstring>
#include <vector>

#include "puerts/answer.h"
#include "puerts/calls.h"

namespace vr_puerts {
namespace {

struct PolledEvent {
  std::array<double, 16> numbers{};
  std::vector<std::string> texts;
};

PolledEvent& OfThisThread() {
  thread_local PolledEvent event;
  return event;
}

double Number(uint64_t value) {
  return static_cast<double>(value);
}

const char* TextOf(const char* text) {
  return text == nullptr ? "" : text;
}

PolledEvent Copy(const vr_event& event) {
  const vr_capture none{};
  const vr_capture& capture = event.capture == nullptr ? none : *event.capture;
  PolledEvent copy;
  copy.numbers = {static_cast<double>(event.kind),
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
  copy.texts = {TextOf(event.path), TextOf(event.text), TextOf(capture.file_path), TextOf(capture.sidecar_path),
                TextOf(capture.reason)};
  for (uint32_t i = 0; i < capture.track_count; ++i) copy.texts.emplace_back(TextOf(capture.track_paths[i]));
  return copy;
}

}  // namespace

bool Poll(double recorder) {
  vr_event event{};
  event.struct_size = sizeof event;
  if (vr_poll_event(HandleOf(recorder), &event) == 0) return false;
  Guarded([&] {
    OfThisThread() = Copy(event);
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
