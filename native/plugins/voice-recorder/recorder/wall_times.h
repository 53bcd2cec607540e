// UTC at the frames of a task. The machine's clock may be set, and does not stop when the machine sleeps, while the
// room's clock does; what has once been written down for a frame stays. Worker thread only.
#pragma once

#include <cstdint>
#include <deque>

namespace vr {

struct WallTime {
  int64_t frame = 0;
  int64_t unix_ms = 0;
};

class WallTimes {
 public:
  WallTimes(int sample_rate_hz, int64_t start_unix_ms)
      : sample_rate_hz_(sample_rate_hz), times_({{0, start_unix_ms}}) {}

  // It is unix_ms at this frame. True when that is not what was expected, so that there is a new time to write down;
  // jump_ms: by how much the clock has jumped since the last call, 0 when it has only drifted.
  bool Observe(int64_t frame, int64_t unix_ms, int64_t* jump_ms);
  void Add(const WallTime& time) { times_.push_back(time); }

  int64_t UnixMsAt(int64_t frame) const;
  const WallTime& newest() const { return times_.back(); }
  // Keeps what is needed from this frame on.
  void ForgetBefore(int64_t frame);

 private:
  int64_t ExpectedAt(const WallTime& from, int64_t frame) const;

  int sample_rate_hz_;
  std::deque<WallTime> times_;
  int64_t last_error_ms_ = 0;
};

}  // namespace vr
