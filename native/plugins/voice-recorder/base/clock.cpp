#include "base/clock.h"

#include <chrono>
#if defined(__linux__)
#include <ctime>
#endif

namespace vr {

// std::chrono::steady_clock is CLOCK_MONOTONIC, mach_absolute_time or QueryPerformanceCounter.
int64_t MonotonicClock::NowNs() const {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

int64_t MonotonicClock::SuspendedNs() const {
#if defined(__linux__)
  timespec awake{};
  timespec since_boot{};
  if (clock_gettime(CLOCK_MONOTONIC, &awake) != 0 || clock_gettime(CLOCK_BOOTTIME, &since_boot) != 0) return 0;
  return (since_boot.tv_sec - awake.tv_sec) * kNsPerSecond + (since_boot.tv_nsec - awake.tv_nsec);
#else
  return 0;
#endif
}

int64_t MonotonicClock::WallUnixMs() const {
  return WallClockUnixMs();
}

VirtualClock::VirtualClock() : wall_ms_(WallClockUnixMs()) {}

int64_t VirtualClock::WallUnixMs() const {
  return wall_ms_.load(std::memory_order_acquire) + (NowNs() + SuspendedNs()) / kNsPerMs;
}

int64_t WallClockUnixMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace vr
