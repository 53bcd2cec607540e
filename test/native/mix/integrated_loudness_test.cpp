// Integrated loudness out of momentary values is that of libebur128; a value fits into two bytes.
#include "mix/integrated_loudness.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <tuple>
#include <vector>

#include "ebur128_reference.h"
#include "mix/loudness.h"
#include "mix/loudness_meter.h"

namespace vr::test {
namespace {

// A level in dBFS for so many seconds; silence is any below -200.
struct Part {
  double dbfs;
  double length_s;
};

struct Signal {
  const char* name;
  std::vector<Part> parts;
  bool is_speech = false;  // noise in syllables and not a tone
};

const Signal kSignals[] = {
    {"one level", {{-23, 6}}},
    {"short", {{-30, 0.6}}},
    {"two levels within the gate", {{-20, 4}, {-28, 5.03}}},
    {"two levels, one below the relative gate", {{-20, 5}, {-45, 20}}},
    {"below the absolute gate", {{-80, 3}, {-30, 3}}},
    {"EBU's case of three", {{-36, 10}, {-23, 30}, {-36, 10}}},
    {"full scale", {{0, 3}}},
    {"speech with pauses", {{-18, 2.1}, {-300, 1.3}, {-22, 0.4}, {-300, 0.2}, {-26, 3}, {-300, 4}, {-15, 1}}, true},
    {"quiet speech", {{-50, 3}, {-300, 2}, {-48, 2}}, true},
};

std::vector<int16_t> Render(const Signal& signal, int rate_hz, int channels) {
  constexpr double kPi = 3.14159265358979323846;
  std::mt19937 random(7);
  std::uniform_real_distribution<double> noise(-1, 1);
  std::vector<int16_t> samples;
  for (const Part& part : signal.parts) {
    const double peak = part.dbfs < -200 ? 0 : 32767 * std::pow(10.0, part.dbfs / 20);
    for (int frame = 0; frame < std::lround(part.length_s * rate_hz); ++frame) {
      const double at_s = static_cast<double>(frame) / rate_hz;
      for (int channel = 0; channel < channels; ++channel) {
        const double syllable = std::pow(std::sin(kPi * 4 * at_s), 2) * noise(random);
        const double tone = std::sin(2 * kPi * (channel == 0 ? 997 : 400) * at_s);
        samples.push_back(static_cast<int16_t>(std::lround(peak * (signal.is_speech ? syllable : tone))));
      }
    }
  }
  return samples;
}

double Measure(const std::vector<int16_t>& samples, int rate_hz, int channels) {
  const auto meter = LoudnessMeter::Make(rate_hz, channels);
  const int cell = rate_hz / 100;
  const auto cells = static_cast<int>(samples.size()) / (cell * channels);
  IntegratedLoudness integrated;
  for (int i = 0; i < cells; ++i) {
    meter->Add(samples.data() + i * cell * channels, cell);
    if (i >= 39 && i % 10 == 9) integrated.Add(meter->Momentary());
  }
  return integrated.lufs();
}

class MixIntegratedLoudness : public ::testing::TestWithParam<std::tuple<int, int>> {};

TEST_P(MixIntegratedLoudness, IsThatOfTheLibrary) {
  const auto [rate_hz, channels] = GetParam();
  for (const Signal& signal : kSignals) {
    const std::vector<int16_t> samples = Render(signal, rate_hz, channels);
    Ebur128Reference reference(rate_hz, channels);
    reference.Add(samples.data(), static_cast<int>(samples.size()) / channels);
    ASSERT_GT(reference.Integrated(), -70) << signal.name;
    EXPECT_NEAR(Measure(samples, rate_hz, channels), reference.Integrated(), 0.1) << signal.name;
  }
}

INSTANTIATE_TEST_SUITE_P(EveryRate, MixIntegratedLoudness,
                         ::testing::Combine(::testing::Values(16000, 32000, 44100, 48000), ::testing::Values(1, 2)));

TEST(MixIntegratedLoudnessOfValues, IsThatOfTheOneLevelThatThereIs) {
  for (double level = -69.9; level < 9; level += 0.777) {
    IntegratedLoudness integrated;
    for (int i = 0; i < 100; ++i) integrated.Add(level);
    EXPECT_NEAR(integrated.lufs(), level, 0.0126) << level;
  }
}

TEST(MixIntegratedLoudnessOfValues, GatesAtMinusSeventyAndTenBelowTheMean) {
  IntegratedLoudness integrated;
  EXPECT_EQ(integrated.lufs(), kSilenceLufs);
  for (const double silence : {kSilenceLufs, -70.0, -100.0, std::nan("")}) integrated.Add(silence);
  EXPECT_EQ(integrated.lufs(), kSilenceLufs) << "nothing passes the gate";
  for (int i = 0; i < 10; ++i) integrated.Add(-20);
  for (int i = 0; i < 10; ++i) integrated.Add(-34);
  // The mean of all is -22.8, so that -34 is below the gate.
  EXPECT_NEAR(integrated.lufs(), -20, 0.02);
  for (int i = 0; i < 10; ++i) integrated.Add(-30);
  // Now it is -24.2, and -34 is above.
  const double mean = (std::pow(10, -2.0) + std::pow(10, -3.4) + std::pow(10, -3.0)) / 3;
  EXPECT_NEAR(integrated.lufs(), 10 * std::log10(mean), 0.02);
}

TEST(MixIntegratedLoudnessOfValues, CostsTheSameForADay) {
  static_assert(sizeof(IntegratedLoudness) <= 16 * 1024);
  IntegratedLoudness integrated;
  for (int i = 0; i < 864000; ++i) integrated.Add(i % 2 == 0 ? -20 : -23);
  EXPECT_NEAR(integrated.lufs(), 10 * std::log10(0.5 * (std::pow(10, -2) + std::pow(10, -2.3))), 0.02);
  integrated.Add(50);
  EXPECT_LT(integrated.lufs(), -19) << "louder than any sound counts as the loudest";
}

TEST(MixPackedLoudness, KeepsHundredthsOfLu) {
  for (double lufs = -70; lufs < 20; lufs += 0.0371) {
    EXPECT_NEAR(UnpackLoudness(PackLoudness(lufs)), lufs, 0.00501) << lufs;
  }
  for (int packed = 0; packed <= 65535; ++packed) {
    ASSERT_EQ(PackLoudness(UnpackLoudness(static_cast<uint16_t>(packed))), packed);
  }
}

TEST(MixPackedLoudness, IsZeroForSilenceAndClampedAtTheTop) {
  for (const double silence : {kSilenceLufs, -70.01, -1e300, std::nan("")}) EXPECT_EQ(PackLoudness(silence), 0);
  EXPECT_EQ(UnpackLoudness(0), kSilenceLufs);
  EXPECT_EQ(PackLoudness(-70), 1);
  EXPECT_EQ(PackLoudness(-69.99), 2);
  EXPECT_EQ(PackLoudness(1e300), 65535);
  EXPECT_EQ(PackLoudness(-kSilenceLufs), 65535);
}

}  // namespace
}  // namespace vr::test
