// The true peak of audio, as libebur128 measures it, measured only where it can be higher than what was found: most of
// the time of a loudness meter goes into interpolation. One thread.
#pragma once

#include <ebur128.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace vr {

struct DestroyEbur128 {
  void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};
using Ebur128 = std::unique_ptr<ebur128_state, DestroyEbur128>;

class TruePeak {
 public:
  // Null: no memory.
  static std::unique_ptr<TruePeak> Make(int channels, int sample_rate_hz);

  // The next frames, interleaved. False: no memory.
  bool Add(const float* samples, size_t frames);
  // Of all channels, linear; exactly what libebur128 finds when it interpolates everything.
  double peak() const { return peak_; }
  // How many of the frames were interpolated, those that come before a stretch for its filter included.
  uint64_t interpolated_frames() const { return interpolated_frames_; }

 private:
  explicit TruePeak(int channels);
  bool AddBlock(const float* samples, size_t frames);
  bool Interpolate(const float* samples, size_t frames);
  void Keep(const float* samples, size_t frames);

  const size_t channels_;
  Ebur128 state_;
  double overshoot_ = 0;     // no interpolated sample is above the highest one around it times this
  std::vector<float> tail_;  // the frames before the next one that its filter reaches
  bool is_behind_ = false;   // the state has not seen them
  double peak_ = 0;
  uint64_t interpolated_frames_ = 0;
};

}  // namespace vr
