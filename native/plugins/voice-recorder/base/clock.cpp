#include "base/clock.h"

#include <chrono>
#if defined(__linux__) || defined(__APPLE__)
#include <ctime>
#elif defined(_WIN32)
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>
#endif

namespace vr {
namespace {

#if defined(__linux__)

int64_t Read(clockid_t clock) {
  timespec time{};
  return clock_gettime(clock, &time) == 0 ? time.tv_sec * kNsPerSecond + time.tv_nsec : 0;
}
int64_t AwakeNs() {
  return Read(CLOCK_MONOTONIC);
}
int64_t SinceBootNs() {
  return Read(CLOCK_BOOTTIME);
}

#elif defined(__APPLE__)

int64_t AwakeNs() {
  return static_cast<int64_t>(clock_gettime_nsec_np(CLOCK_UPTIME_RAW));
}
int64_t SinceBootNs() {
  return static_cast<int64_t>(clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW));
}

#elif defined(_WIN32)

// Since Windows 10, and in no import library of older ones.
using QueryTime = void(WINAPI*)(PULONGLONG);
QueryTime Find(const char* name) {
  HMODULE module = GetModuleHandleW(L"kernelbase.dll");
  return module == nullptr ? nullptr
                           : reinterpret_cast<QueryTime>(reinterpret_cast<void*>(GetProcAddress(module, name)));
}
int64_t Read(QueryTime query) {
  ULONGLONG hundred_ns = 0;
  query(&hundred_ns);
  return static_cast<int64_t>(hundred_ns) * 100;
}
const QueryTime kAwake = Find("QueryUnbiasedInterruptTimePrecise");
const QueryTime kSinceBoot = Find("QueryInterruptTimePrecise");
int64_t SteadyNs() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}
int64_t AwakeNs() {
  return kAwake == nullptr ? SteadyNs() : Read(kAwake);
}
int64_t SinceBootNs() {
  return kAwake == nullptr || kSinceBoot == nullptr ? AwakeNs() : Read(kSinceBoot);
}

#else

int64_t AwakeNs() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}
int64_t SinceBootNs() {
  return AwakeNs();
}

#endif

}  // namespace

int64_t MonotonicClock::NowNs() const {
  return AwakeNs();
}

int64_t MonotonicClock::SuspendedNs() const {
  const int64_t awake_ns = AwakeNs();
  return SinceBootNs() - awake_ns;
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
