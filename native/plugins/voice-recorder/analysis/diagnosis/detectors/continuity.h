// How well the sound after a gap goes on with what was before it. Across a loss the voice is the same: its spectrum by
// the likelihood ratio of F. Itakura (1975), its waveform by correlation, as packet loss is concealed. After the
// closure of a plosive something else begins. Pure.
#pragma once

#include <array>
#include <cstdint>

#include "analysis/diagnosis/recent_samples.h"

namespace vr {

// 20 ms at about 12 kHz.
class SoundBeside {
 public:
  static constexpr int64_t kMs = 20;

  // Of the frames from this one on, which are there.
  static SoundBeside From(int64_t frame, const RecentSamples& samples, int rate_hz);
  static SoundBeside Until(int64_t frame, const RecentSamples& samples, int rate_hz);

  // How unlike the spectra are: 0 for the same one.
  double UnlikenessTo(const SoundBeside& other) const;
  // The correlation of the first 8 ms of this one with the most similar stretch of the other one.
  double LikenessTo(const SoundBeside& before) const;

 private:
  static constexpr size_t kFrames = 240;
  static constexpr size_t kOrder = 10;

  void Analyse();
  double ErrorOf(const std::array<double, kOrder + 1>& predictor) const;

  std::array<float, kFrames> samples_{};
  std::array<double, kOrder + 1> likeness_{};  // to itself, at each lag
  std::array<double, kOrder + 1> predictor_{};
};

}  // namespace vr
