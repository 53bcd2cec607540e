// Something like speech, from a seed: syllables of a voice with pauses between them, where the sound fades out and in.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include "native/analysis/generated_readers.h"

namespace vr::test {

// A harmonic voice that changes its pitch all the time, so that no two blocks are alike.
inline double HarmonicVoice(double t) {
  const double phase = 2 * kTestPi * (140 * t + 3 * std::sin(1.7 * t) + 0.4 * std::sin(5.3 * t));
  double voice = 0;
  for (int harmonic = 1; harmonic <= 12; ++harmonic) {
    voice += std::sin(harmonic * phase + harmonic * harmonic) / harmonic;
  }
  return voice;
}

// That voice frame by frame, each worked out when it is first asked for: a test reads the same seconds many times.
class KnownVoice {
 public:
  static KnownVoice& OfRate(int rate_hz) {
    static std::map<int, KnownVoice> voices;
    return voices.try_emplace(rate_hz, rate_hz).first->second;
  }
  explicit KnownVoice(int rate_hz) : rate_hz_(rate_hz) {}
  double At(int64_t frame) {
    if (frame < 0) return HarmonicVoice(static_cast<double>(frame) / rate_hz_);
    const auto i = static_cast<size_t>(frame);
    if (i >= values_.size()) values_.resize(i + static_cast<size_t>(rate_hz_), kUnknown);
    if (values_[i] == kUnknown) values_[i] = HarmonicVoice(static_cast<double>(frame) / rate_hz_);
    return values_[i];
  }

 private:
  static constexpr double kUnknown = 1000;  // louder than it ever is
  int rate_hz_;
  std::vector<double> values_;
};

// Syllables of 0.2 s of that voice, every fifth one a pause of exact zeros. As of 16 bits.
inline GeneratedAudio::Signal SpokenSignal(double amplitude, int rate_hz = kRate) {
  return [=, &known = KnownVoice::OfRate(rate_hz)](int64_t frame, int) {
    constexpr double kSyllableSeconds = 0.2;
    const double t = static_cast<double>(frame) / rate_hz;
    const auto syllable = static_cast<int64_t>(t / kSyllableSeconds);
    if (syllable % 5 == 4) return 0.0f;
    const double shape = std::sin(kTestPi * (t / kSyllableSeconds - static_cast<double>(syllable)));
    return static_cast<float>(std::round(amplitude * 0.4 * known.At(frame) * shape * 32767) / 32768);
  };
}

constexpr double kFaultSeconds = 10.0603;  // within a syllable

// White noise, the same for each frame whenever it is asked for.
inline float NoiseAt(int64_t frame, float height) {
  auto mixed = static_cast<uint32_t>(frame) * 2654435761U;
  mixed = (mixed ^ (mixed >> 15U)) * 2246822519U;
  mixed ^= mixed >> 13U;
  return height * (static_cast<float>(mixed % 2001) / 1000 - 1);
}

// The levels of each 10 ms of a signal, as a feature track has them.
inline GeneratedFeatures::Cells LevelsOf(const GeneratedAudio::Signal& signal) {
  return [=](uint64_t cell) {
    constexpr int64_t kFrames = kRate / 100;
    Feature feature;
    double power = 0;
    for (int64_t i = 0; i < kFrames; ++i) {
      const double value = std::round(static_cast<double>(signal(static_cast<int64_t>(cell) * kFrames + i, 0)) * 32768);
      power += value * value / static_cast<double>(kFrames);
      feature.min = i == 0 ? static_cast<int16_t>(value) : std::min(feature.min, static_cast<int16_t>(value));
      feature.max = i == 0 ? static_cast<int16_t>(value) : std::max(feature.max, static_cast<int16_t>(value));
    }
    feature.rms_dbfs = 10 * std::log10(power / 32768 / 32768 + 1e-12);
    return feature;
  };
}

}  // namespace vr::test
