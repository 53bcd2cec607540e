// The true peak, measured where it can be higher, beside libebur128 that interpolates everything.
#include "analysis/true_peak.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace vr {
namespace {

constexpr double kPi = 3.14159265358979323846;

double FullTruePeak(const std::vector<float>& samples, int channels, int rate_hz) {
  ebur128_state* state = ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(rate_hz),
                                      EBUR128_MODE_TRUE_PEAK | EBUR128_MODE_I);
  const size_t frames = samples.size() / static_cast<size_t>(channels);
  EXPECT_EQ(EBUR128_SUCCESS, ebur128_add_frames_float(state, samples.data(), frames));
  double highest = 0;
  for (unsigned channel = 0; channel < static_cast<unsigned>(channels); ++channel) {
    double peak = 0;
    ebur128_true_peak(state, channel, &peak);
    highest = std::max(highest, peak);
  }
  ebur128_destroy(&state);
  return highest;
}

// In pieces of these sizes, again and again. The samples' own peak is the caller's.
double SparingTruePeak(const std::vector<float>& samples, int channels, int rate_hz, const std::vector<size_t>& pieces,
                       uint64_t* interpolated = nullptr) {
  const auto meter = TruePeak::Make(channels, rate_hz);
  EXPECT_NE(nullptr, meter);
  const size_t frames = samples.size() / static_cast<size_t>(channels);
  double highest = 0;
  for (const float sample : samples) highest = std::max<double>(highest, std::fabs(sample));
  size_t piece = 0;
  for (size_t done = 0; done < frames;) {
    const size_t count = std::min(pieces[piece++ % pieces.size()], frames - done);
    EXPECT_TRUE(meter->Add(samples.data() + done * static_cast<size_t>(channels), count));
    done += count;
  }
  if (interpolated != nullptr) *interpolated = meter->interpolated_frames();
  return std::max(highest, meter->peak());
}

void ExpectExact(const std::vector<float>& samples, int channels, const char* what) {
  for (const int rate_hz : {8000, 44100, 48000, 95999, 96000, 176400, 192000, 384000}) {
    const double full = FullTruePeak(samples, channels, rate_hz);
    for (const std::vector<size_t>& pieces :
         {std::vector<size_t>{9600}, std::vector<size_t>{1, 127, 128, 129, 5}, std::vector<size_t>{31, 33}}) {
      EXPECT_EQ(full, SparingTruePeak(samples, channels, rate_hz, pieces))
          << what << " at " << rate_hz << " Hz, " << channels << " channels";
    }
  }
}

// What makes the filter swing highest: full scale with the signs of a sinc between two samples.
std::vector<float> Worst(double phase, size_t half, float level) {
  std::vector<float> signs;
  for (int i = -static_cast<int>(half); i < static_cast<int>(half); ++i) {
    signs.push_back(std::sin(kPi * (i + phase)) / (i + phase) < 0 ? -level : level);
  }
  return signs;
}

TEST(TruePeak, IsThatOfTheWholeInterpolationWhereItIsHighestBetweenSamples) {
  for (const double phase : {0.25, 0.5, 0.75, 0.125}) {
    for (size_t at = 100; at < 160; at += 3) {
      std::vector<float> samples(2000);
      const std::vector<float> loud = Worst(phase, 16, 0.5f);
      // Single samples that are higher than all around, and do not swing.
      samples[20] = 0.9f;
      std::copy(loud.begin(), loud.end(), samples.begin() + static_cast<std::ptrdiff_t>(at));
      const std::vector<float> less = Worst(1 - phase, 16, 0.49f);
      std::copy(less.begin(), less.end(), samples.begin() + 1000 + static_cast<std::ptrdiff_t>(at));
      ExpectExact(samples, 1, "signs of a sinc");
    }
  }
}

TEST(TruePeak, IsThatOfTheWholeInterpolationOfAnySound) {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> any(-1, 1);
  for (const int channels : {1, 2, 6}) {
    const size_t count = 20000 * static_cast<size_t>(channels);
    std::vector<float> noise(count);
    std::vector<float> bursts(count);
    std::vector<float> swell(count);
    std::vector<float> sine(count);
    for (size_t i = 0; i < count; ++i) {
      const double frame = static_cast<double>(i) / channels;
      noise[i] = any(random);
      bursts[i] = any(random) * (i / 700 % 5 == 0 ? 1.0f : 0.01f);
      swell[i] = any(random) * static_cast<float>(std::fabs(std::sin(frame / 3000)));
      sine[i] = static_cast<float>(0.7 * std::sin(frame * kPi / 2 + kPi / 4) * (1 + frame / 1e6));
    }
    ExpectExact(noise, channels, "noise");
    ExpectExact(bursts, channels, "bursts");
    ExpectExact(swell, channels, "a swell");
    ExpectExact(sine, channels, "a quarter of the rate");
    ExpectExact(std::vector<float>(count), channels, "silence");
  }
  ExpectExact({1.5f}, 1, "one sample");
}

TEST(TruePeak, IsNotLookedForWhereItCannotBe) {
  std::vector<float> samples(480000);
  for (size_t i = 0; i < samples.size(); ++i) {
    samples[i] = static_cast<float>(std::sin(static_cast<double>(i) * 0.05)) * (i < 5000 ? 1.0f : 0.5f);
  }
  uint64_t interpolated = 0;
  EXPECT_EQ(FullTruePeak(samples, 1, 48000), SparingTruePeak(samples, 1, 48000, {9600}, &interpolated));
  EXPECT_LT(interpolated, 10000u);
}

}  // namespace
}  // namespace vr
