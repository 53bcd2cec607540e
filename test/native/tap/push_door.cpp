#include "native/tap/push_door.h"

namespace vr {
namespace {

constexpr uint32_t kTenMsFrames = 480;
int16_t g_samples[kTenMsFrames * 2] = {1, 2, 3};

void Count(PushOutcome outcome, PushTally* tally) {
  switch (outcome) {
    case PushOutcome::kTaken:
      ++tally->taken;
      return;
    case PushOutcome::kDropped:
      ++tally->dropped;
      return;
    case PushOutcome::kClosed:
      ++tally->closed;
      return;
    case PushOutcome::kInvalid:
      ++tally->invalid;
      return;
  }
}

}  // namespace

OpenSources OpenDoorSources(bool has_real_clock) {
  OpenSources sources;
  for (uint64_t& source : sources) source = DoorUnderTest().open(has_real_clock);
  return sources;
}

bool AllOpen(const OpenSources& sources) {
  for (const uint64_t source : sources) {
    if (source == 0) return false;
  }
  return true;
}

PushTally PushEveryWay(const OpenSources& sources, uint64_t closed_source, bool has_capture_time) {
  const auto push = DoorUnderTest().push;
  PushTally tally;
  for (const uint64_t source : sources) {
    for (uint64_t i = 0; i < kPushesPerSource; ++i) {
      const uint32_t frames = i < 100 ? kTenMsFrames : 1;
      Count(push(source, g_samples, frames, 2, has_capture_time), &tally);
    }
  }
  for (uint64_t i = 0; i < kBadPushes / 3; ++i) {
    Count(push(sources[0], nullptr, kTenMsFrames, 2, has_capture_time), &tally);
    Count(push(sources[0], g_samples, 0, 2, has_capture_time), &tally);
    Count(push(sources[0], g_samples, 1, 3, has_capture_time), &tally);
  }
  for (uint64_t i = 0; i < kBadPushes; ++i) {
    Count(push(closed_source, g_samples, kTenMsFrames, 2, has_capture_time), &tally);
  }
  return tally;
}

}  // namespace vr
