// Something like speech, from a seed: syllables of a voice with pauses between them, where the sound fades out and in.
#pragma once

#include <cmath>
#include <cstdint>

#include "native/analysis/generated_readers.h"

namespace vr::test {

// A harmonic voice that changes its pitch all the time, so that no two blocks are alike. Syllables of 0.2 s, every
// fifth one a pause of exact zeros. As of 16 bits.
inline GeneratedAudio::Signal SpokenSignal(double amplitude, int rate_hz = kRate) {
  return [=](int64_t frame, int) {
    constexpr double kSyllableSeconds = 0.2;
    const double t = static_cast<double>(frame) / rate_hz;
    const auto syllable = static_cast<int64_t>(t / kSyllableSeconds);
    if (syllable % 5 == 4) return 0.0f;
    const double phase = 2 * kTestPi * (140 * t + 3 * std::sin(1.7 * t) + 0.4 * std::sin(5.3 * t));
    double voice = 0;
    for (int harmonic = 1; harmonic <= 12; ++harmonic) {
      voice += std::sin(harmonic * phase + harmonic * harmonic) / harmonic;
    }
    const double shape = std::sin(kTestPi * (t / kSyllableSeconds - static_cast<double>(syllable)));
    return static_cast<float>(std::round(amplitude * 0.4 * voice * shape * 32767) / 32768);
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

}  // namespace vr::test
