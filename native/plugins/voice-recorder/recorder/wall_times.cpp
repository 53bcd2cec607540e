#include "recorder/wall_times.h"

#include <cstdlib>

namespace vr {
namespace {

constexpr int64_t kDriftMs = 250;  // by which a written time may be off before another is written
constexpr int64_t kJumpMs = 500;
constexpr size_t kMostTimes = 10000;

}  // namespace

int64_t WallTimes::ExpectedAt(const WallTime& from, int64_t frame) const {
  return from.unix_ms + (frame - from.frame) * 1000 / sample_rate_hz_;
}

bool WallTimes::Observe(int64_t frame, int64_t unix_ms, int64_t* jump_ms) {
  const int64_t error_ms = unix_ms - ExpectedAt(times_.back(), frame);
  const int64_t step_ms = error_ms - last_error_ms_;
  *jump_ms = std::llabs(step_ms) >= kJumpMs ? step_ms : 0;
  last_error_ms_ = error_ms;
  if (std::llabs(error_ms) < kDriftMs) return false;
  last_error_ms_ = 0;
  times_.push_back({frame, unix_ms});
  if (times_.size() > kMostTimes) times_.pop_front();
  return true;
}

int64_t WallTimes::UnixMsAt(int64_t frame) const {
  const WallTime* from = &times_.front();
  for (const WallTime& time : times_) {
    if (time.frame > frame) break;
    from = &time;
  }
  return ExpectedAt(*from, frame);
}

void WallTimes::ForgetBefore(int64_t frame) {
  while (times_.size() > 1 && times_[1].frame <= frame) times_.pop_front();
}

}  // namespace vr
