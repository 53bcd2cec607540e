#include <cstddef>

#include "native/tap/push_door.h"
#include "voice_recorder.h"

namespace vr {
namespace {

// One recorder for each clock; they live as long as the program.
vr_recorder RecorderOf(bool has_real_clock) {
  static vr_recorder recorders[2] = {0, 0};
  vr_recorder& recorder = recorders[has_real_clock ? 1 : 0];
  if (recorder == 0) {
    vr_recorder_options options;
    vr_recorder_options_init(&options);
    options.virtual_clock = has_real_clock ? 0 : 1;
    if (vr_recorder_create(&options, &recorder) != VR_OK) return 0;
    vr_enter_room(recorder, "room", "me");
  }
  return recorder;
}

uint64_t Open(bool has_real_clock) {
  vr_source source = 0;
  vr_open_source(RecorderOf(has_real_clock), VR_SOURCE_REMOTE, "someone", nullptr, &source);
  return source;
}

void Close(uint64_t source) {
  vr_source_close(source);
}

PushOutcome Push(uint64_t source, const void* samples, uint32_t frames, uint32_t channels, bool has_capture_time) {
  const int64_t time_ns = has_capture_time ? 1234 : VR_NO_CAPTURE_TIME;
  switch (vr_source_push(source, samples, frames, VR_SAMPLE_INT16, 48000, channels, time_ns)) {
    case VR_OK:
      return PushOutcome::kTaken;
    case VR_ERROR_BLOCK_DROPPED:
      return PushOutcome::kDropped;
    case VR_ERROR_INVALID_STATE:
      return PushOutcome::kClosed;
    default:
      return PushOutcome::kInvalid;
  }
}

}  // namespace

const PushDoor& DoorUnderTest() {
  static constexpr PushDoor kDoor = {Open, Close, Push};
  return kDoor;
}

}  // namespace vr
