// Keeps a sum of voices below full scale without wrapping or clipping: looks 5 ms ahead, comes down smoothly, goes
// back up within about 100 ms to exactly 1. Exactly 1 whenever nothing is too loud. Worker thread only.
#pragma once

#include <cstddef>
#include <vector>

namespace vr {

constexpr float kFullScale = 32767.0F / 32768.0F;

class Limiter {
 public:
  // One gain for all channels of these frames.
  Limiter(int sample_rate_hz, int channels);

  // Applies the gain to frames interleaved frames at samples. The peaks of the frames that follow (as many as there
  // are) are looked at first. limit false: these frames may not bring the gain down (one voice alone).
  void Process(float* samples, int frames, const float* following, int following_frames, bool limit,
               bool limit_following);
  // The lowest gain since the last call.
  float TakeLowestGain();

 private:
  float WantedGain(const float* frame, bool limit) const;
  void BeginAt(float gain);
  bool Idle(const std::vector<float>& wanted) const;

  size_t channels_;
  size_t look_ahead_;
  float release_;
  float held_ = 1.0F;             // the wanted gain, held over the look-ahead and released slowly
  std::vector<float> shortfall_;  // 1 - held over the last look_ahead_ frames, a ring
  size_t at_ = 0;
  size_t nonzero_ = 0;
  double sum_ = 0;
  float lowest_ = 1.0F;
  bool begun_ = false;
  std::vector<float> wanted_;
  std::vector<size_t> minima_;
};

}  // namespace vr
