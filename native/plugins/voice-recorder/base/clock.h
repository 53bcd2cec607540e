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
  // How long the machine has slept since it was started, which NowNs does not count; 0 where the platform does not
  // say. Not for audio threads, as the next.
  virtual int64_t SuspendedNs() const = 0;
  // UTC in milliseconds since 1970. It may jump.
  virtual int64_t WallUnixMs() const = 0;
};

class MonotonicClock final : public Clock {
 public:
  int64_t NowNs() const override;
  int64_t SuspendedNs() const override;
  int64_t WallUnixMs() const override;
};

// Stands still until it is advanced. Its UTC begins with the machine's.
class VirtualClock final : public Clock {
 public:
  VirtualClock();
  int64_t NowNs() const override { return now_ns_.load(std::memory_order_acquire); }
  int64_t SuspendedNs() const override { return suspended_ns_.load(std::memory_order_acquire); }
  int64_t WallUnixMs() const override;
  void Advance(int64_t duration_ns) { now_ns_.fetch_add(duration_ns, std::memory_order_acq_rel); }
  // As if the machine had slept so long.
  void Suspend(int64_t duration_ns) { suspended_ns_.fetch_add(duration_ns, std::memory_order_acq_rel); }
  // As if somebody had set the machine's clock.
  void SetWallClockForward(int64_t duration_ms) { wall_ms_.fetch_add(duration_ms, std::memory_order_acq_rel); }

 private:
  std::atomic<int64_t> now_ns_{0};
  std::atomic<int64_t> suspended_ns_{0};
  std::atomic<int64_t> wall_ms_;  // at 0
};

// UTC in milliseconds since 1970 of the machine.
int64_t WallClockUnixMs();

}  // namespace vr
