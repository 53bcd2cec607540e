// The mono audio of a lane at a low rate, for what is slow or low: hum, pitch, echo. Everything below 3.5 kHz is kept.
// Delays by half of its filter, under 2 ms. One thread; allocates when it is made and for the longest cell.
#pragma once

#include <cstddef>
#include <vector>

namespace vr {

class SlowAudio {
 public:
  explicit SlowAudio(int sample_rate_hz);

  // A whole divisor of the lane's rate: 8 to 12 kHz, or that rate where it is lower.
  double rate_hz() const { return rate_hz_; }
  // The next frames; what is given back is good until the next call.
  const std::vector<float>& Of(const float* mono, size_t frames);

 private:
  size_t factor_;
  double rate_hz_;
  std::vector<float> taps_;
  std::vector<float> waiting_;  // frames that the next output still needs
  std::vector<float> out_;
};

}  // namespace vr
