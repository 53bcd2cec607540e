// The clock of a recorder: monotonic nanoseconds that do not count a suspended machine.
#pragma once

#include <atomic>
#include <cstdint>

namespace vr {

constexpr int64_t kNsPerSecond = 1'000'000'000;
constexpr int64_t kNsPerMs = 1'000'000;

class Clock {
 public:
  virtual ~Clock() = default;
  // Any thread, audio threads among them: no lock, no allocation, no system call where the platform has a vDSO.
  virtual int64_t NowNs() const = 0;
};

class MonotonicClock final : public Clock {
 public:
  int64_t NowNs() const override;
};

// Stands still until it is advanced.
class VirtualClock final : public Clock {
 public:
  int64_t NowNs() const override { return now_ns_.load(std::memory_order_acquire); }
  void Advance(int64_t duration_ns) { now_ns_.fetch_add(duration_ns, std::memory_order_acq_rel); }

 private:
  std::atomic<int64_t> now_ns_{0};
};

// How long the machine has slept since it was started, which no Clock counts; 0 where the platform does not say.
int64_t SuspendedNs();

// UTC in milliseconds since 1970, for names and sidecars only: it may jump.
int64_t WallClockUnixMs();

}  // namespace vr
