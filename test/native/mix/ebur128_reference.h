// Loudness as libebur128 measures it by itself, to compare with.
#pragma once

#include <ebur128.h>

#include <cstdint>
#include <vector>

namespace vr::test {

class Ebur128Reference {
 public:
  Ebur128Reference(int sample_rate_hz, int channels)
      : state_(ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(sample_rate_hz),
                            EBUR128_MODE_I)) {}
  ~Ebur128Reference() { ebur128_destroy(&state_); }
  Ebur128Reference(const Ebur128Reference&) = delete;
  Ebur128Reference& operator=(const Ebur128Reference&) = delete;

  void Add(const int16_t* samples, int frames) {
    ebur128_add_frames_short(state_, samples, static_cast<size_t>(frames));
  }
  double Momentary() const {
    double lufs = 0;
    ebur128_loudness_momentary(state_, &lufs);
    return lufs;
  }
  double Integrated() const {
    double lufs = 0;
    ebur128_loudness_global(state_, &lufs);
    return lufs;
  }
  // The momentary loudness after every 100 ms of them.
  static std::vector<double> BlocksOf(const std::vector<int16_t>& samples, int sample_rate_hz, int channels) {
    Ebur128Reference reference(sample_rate_hz, channels);
    const auto block = static_cast<size_t>(sample_rate_hz / 10 * channels);
    std::vector<double> blocks;
    for (size_t at = 0; at + block <= samples.size(); at += block) {
      reference.Add(samples.data() + at, sample_rate_hz / 10);
      blocks.push_back(reference.Momentary());
    }
    return blocks;
  }

 private:
  ebur128_state* state_;
};

}  // namespace vr::test
