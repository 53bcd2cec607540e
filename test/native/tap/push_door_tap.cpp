#include "base/clock.h"
#include "native/tap/push_door.h"
#include "tap/tap_table.h"

namespace vr {
namespace {

uint64_t Open(bool has_real_clock) {
  static const MonotonicClock real_clock;
  static const VirtualClock virtual_clock;
  return has_real_clock ? OpenTap(real_clock) : OpenTap(virtual_clock);
}

void Close(uint64_t source) {
  CloseTap(source);
  TapBlock block;
  while (FrontOfTap(source, &block)) PopTap(source);
  ReleaseTap(source);
}

PushOutcome Push(uint64_t source, const void* samples, uint32_t frames, uint32_t channels, bool has_capture_time) {
  const StreamFormat format = {48000, static_cast<int>(channels), SampleFormat::kInt16};
  switch (PushToTap(source, samples, frames, format, has_capture_time ? 1234 : kNoCaptureTime)) {
    case PushResult::kTaken:
      return PushOutcome::kTaken;
    case PushResult::kDropped:
      return PushOutcome::kDropped;
    case PushResult::kClosed:
      return PushOutcome::kClosed;
    case PushResult::kInvalid:
      break;
  }
  return PushOutcome::kInvalid;
}

}  // namespace

const PushDoor& DoorUnderTest() {
  static constexpr PushDoor kDoor = {Open, Close, Push};
  return kDoor;
}

}  // namespace vr
