#include "base/clock.h"

#include <chrono>

namespace vr {

// std::chrono::steady_clock is CLOCK_MONOTONIC, mach_absolute_time or QueryPerformanceCounter.
int64_t MonotonicClock::NowNs() const {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

int64_t WallClockUnixMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace vr
