#include "native/analysis/diagnosis/sound_signals.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace vr::test {
namespace {

float Random(uint32_t value) {
  value ^= value >> 16;
  value *= 0x7feb352dU;
  value ^= value >> 15;
  value *= 0x846ca68bU;
  value ^= value >> 16;
  return static_cast<float>(value) / 2147483648.0f - 1;
}

// A formant: two poles.
struct Resonance {
  double r;
  double before = 0;
  double before_that = 0;
  Resonance(double width_hz, int rate_hz) : r(std::exp(-kTestPi * width_hz / rate_hz)) {}
  double Step(double input, double hz, int rate_hz) {
    const double out = (1 - r) * input + 2 * r * std::cos(2 * kTestPi * hz / rate_hz) * before - r * r * before_that;
    before_that = before;
    return before = out;
  }
};

}  // namespace

PlainVoice::PlainVoice(double seconds, uint32_t seed, int rate_hz) {
  std::array<Resonance, 3> formants = {Resonance(80, rate_hz), Resonance(120, rate_hz), Resonance(160, rate_hz)};
  std::array<double, 3> hz = {500, 1500, 2500};
  double phase = 0;
  float hiss_before = 0;
  constexpr double kSyllableSeconds = 0.22;
  const auto frames = static_cast<size_t>(seconds * rate_hz);
  samples_.reserve(frames);
  for (size_t i = 0; i < frames; ++i) {
    const double time_s = static_cast<double>(i) / rate_hz;
    const auto syllable = static_cast<uint32_t>(time_s / kSyllableSeconds);
    const double within = time_s / kSyllableSeconds - syllable;
    const bool is_pause = syllable % 9 >= 7;
    const uint32_t dice = syllable * 7919 + seed * 104729;
    const std::array<double, 3> wanted = {450 + 220 * static_cast<double>(Random(dice)),
                                          1500 + 550 * static_cast<double>(Random(dice + 1)),
                                          2600 + 300 * static_cast<double>(Random(dice + 2))};
    const double pitch_hz =
        118 + 22 * static_cast<double>(Random(dice + 3)) + 14 * std::sin(2 * kTestPi * 1.3 * time_s) - 18 * within;
    phase += pitch_hz / rate_hz;
    double pulse = 0;
    if (phase >= 1) {
      phase -= 1;
      pulse = 1;
    }
    const double loud = is_pause || within > 0.7 ? 0 : std::sin(kTestPi * within / 0.7);
    const float hiss = Random(static_cast<uint32_t>(i) * 31 + seed);
    double value = 0;
    for (size_t k = 0; k < 3; ++k) {
      hz[k] += (wanted[k] - hz[k]) * 20.0 / rate_hz;
      value +=
          formants[k].Step(pulse * 3 + 0.02 * static_cast<double>(hiss), hz[k], rate_hz) / static_cast<double>(k + 1);
    }
    const double hissing =
        !is_pause && within > 0.7 && syllable % 2 == 0 ? std::sin(kTestPi * (within - 0.7) / 0.3) : 0;
    const double sound = 0.9 * loud * value + 0.05 * hissing * static_cast<double>(hiss - hiss_before);
    hiss_before = hiss;
    samples_.push_back(static_cast<float>(std::clamp(sound, -0.9, 0.9)));
  }
}

GeneratedAudio::Signal PlainVoice::Signal(double gain) const {
  const auto samples = std::make_shared<const std::vector<float>>(samples_);
  return [samples, gain](int64_t frame, int) {
    const bool is_there = frame >= 0 && frame < static_cast<int64_t>(samples->size());
    return is_there ? (*samples)[static_cast<size_t>(frame)] * static_cast<float>(gain) : 0.0f;
  };
}

GeneratedAudio::Signal WhiteNoise(double rms, uint32_t seed) {
  return [=](int64_t frame, int) {
    return static_cast<float>(rms * std::sqrt(3.0)) * Random(static_cast<uint32_t>(frame) * 2654435761U + seed);
  };
}

GeneratedAudio::Signal Sum(GeneratedAudio::Signal a, GeneratedAudio::Signal b) {
  return [a = std::move(a), b = std::move(b)](int64_t frame, int channel) {
    return a(frame, channel) + b(frame, channel);
  };
}

GeneratedAudio::Signal Later(GeneratedAudio::Signal signal, double seconds, double gain) {
  const auto frames = static_cast<int64_t>(seconds * kRate);
  return [signal = std::move(signal), frames, gain](int64_t frame, int channel) {
    return frame < frames ? 0.0f : signal(frame - frames, channel) * static_cast<float>(gain);
  };
}

GeneratedAudio::Signal From(GeneratedAudio::Signal signal, double start_s) {
  const auto first = static_cast<int64_t>(start_s * kRate);
  return [signal = std::move(signal), first](int64_t frame, int channel) {
    return frame < first ? 0.0f : signal(frame, channel);
  };
}

}  // namespace vr::test
