#include "analysis/loudness.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/short_term_curve.h"
#include "base/json_text.h"
#include "native/analysis/generated_readers.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

double Amplitude(double dbfs) {
  return std::pow(10.0, dbfs / 20);
}

Json Measured(GeneratedAudio& audio) {
  const Result<std::string> result = LoudnessOf(audio, {});
  EXPECT_TRUE(result.ok()) << result.status().message();
  return ParseOrderedJson(result.value());
}

// EBU Tech 3341, cases 1 and 2.
TEST(Loudness, TheReferenceTonesHaveTheirLoudness) {
  for (const int rate_hz : {16000, 44100, 48000}) {
    for (const double level : {-23.0, -33.0}) {
      GeneratedAudio audio(rate_hz, 2, 20 * rate_hz, Sine(Amplitude(level), 1000, rate_hz));
      const Json json = Measured(audio);
      EXPECT_NEAR(level, json["integratedLufs"].get<double>(), 0.1) << rate_hz;
      EXPECT_NEAR(level, json["samplePeakDbfs"].get<double>(), 0.1);
      EXPECT_NEAR(level, json["truePeakDbtp"].get<double>(), 0.2);
      EXPECT_EQ(0.1, json["stepSeconds"]);
      ASSERT_EQ(200u, json["shortTermLufs"].size());
      EXPECT_NEAR(level, json["shortTermLufs"][29].get<double>(), 0.1);
      EXPECT_NEAR(level, json["shortTermLufs"][199].get<double>(), 0.1);
      EXPECT_EQ(false, json["approximate"]);
    }
  }
}

// EBU Tech 3341, case 3: what is 10 LU below is gated.
TEST(Loudness, QuietPartsAreGated) {
  const int rate_hz = 48000;
  GeneratedAudio audio(rate_hz, 2, 80 * rate_hz, [](int64_t frame, int channel) {
    const double level = frame < 10 * rate_hz || frame >= 70 * rate_hz ? -36 : -23;
    return Sine(Amplitude(level), 1000, rate_hz)(frame, channel);
  });
  EXPECT_NEAR(-23, Measured(audio)["integratedLufs"].get<double>(), 0.1);
}

// EBU Tech 3342, case 1.
TEST(Loudness, TwoLevelsThatAre10LuApartHaveThatRange) {
  const int rate_hz = 48000;
  GeneratedAudio audio(rate_hz, 2, 40 * rate_hz, [](int64_t frame, int channel) {
    return Sine(Amplitude(frame < 20 * rate_hz ? -20 : -30), 1000, rate_hz)(frame, channel);
  });
  const Json json = Measured(audio);
  EXPECT_NEAR(10, json["rangeLu"].get<double>(), 1);
  EXPECT_NEAR(-20, json["shortTermLufs"][199].get<double>(), 0.1);
  EXPECT_NEAR(-30, json["shortTermLufs"][229].get<double>(), 0.1);
  EXPECT_NEAR(10 * std::log10(0.5 * 0.01 + 0.5 * 0.001), json["shortTermLufs"][214].get<double>(), 0.1);
}

// EBU Tech 3341, case 16: the peak lies between the samples.
TEST(Loudness, TheTruePeakLiesBetweenTheSamples) {
  const int rate_hz = 48000;
  GeneratedAudio audio(rate_hz, 1, 5 * rate_hz, [](int64_t frame, int) {
    return static_cast<float>(0.5 * std::sin(kTestPi * (static_cast<double>(frame) / 2 + 0.25)));
  });
  const Json json = Measured(audio);
  EXPECT_NEAR(-9.03, json["samplePeakDbfs"].get<double>(), 0.02);
  EXPECT_NEAR(-6.0, json["truePeakDbtp"].get<double>(), 0.3);
}

TEST(Loudness, SilenceHasNone) {
  GeneratedAudio audio(48000, 2, 5 * 48000, Constant(0));
  const Json json = Measured(audio);
  EXPECT_TRUE(json["integratedLufs"].is_null());
  EXPECT_EQ(0.0, json["rangeLu"]);
  EXPECT_EQ(-120.0, json["truePeakDbtp"]);
  EXPECT_EQ(-120.0, json["samplePeakDbfs"]);
  ASSERT_EQ(50u, json["shortTermLufs"].size());
  EXPECT_TRUE(json["shortTermLufs"][49].is_null());
}

TEST(Loudness, NothingAndOneSampleAreFine) {
  for (const int64_t frames : {0, 1}) {
    GeneratedAudio audio(48000, 2, frames, Constant(0.5f));
    const Json json = Measured(audio);
    EXPECT_TRUE(json["integratedLufs"].is_null());
    EXPECT_EQ(0u, json["shortTermLufs"].size());
  }
}

TEST(Loudness, ALongCurveHasFewerAndWiderSteps) {
  const uint64_t day = 24 * 36000;
  ShortTermCurve curve(day);
  for (uint64_t tenth = 0; tenth < day; ++tenth) curve.Add(tenth < day / 2 ? -20 : -40);
  EXPECT_EQ(2.4, curve.step_s());
  ASSERT_EQ(36000u, curve.lufs().size());
  EXPECT_NEAR(-20, curve.lufs()[17999], 1e-9);
  EXPECT_NEAR(10 * std::log10((6 * 0.01 + 24 * 0.0001) / 30), curve.lufs()[18000], 1e-9);
  EXPECT_NEAR(-40, curve.lufs()[18001], 1e-9);
}

TEST(Loudness, MoreThanTheFiltersCanHoldIsRefusedWithTheReason) {
  GeneratedAudio many(48000, 65, 48000, Constant(0));
  GeneratedAudio fast(2000000, 1, 48000, Constant(0));
  GeneratedAudio slow(8, 1, 48000, Constant(0));
  for (GeneratedAudio* audio : {&many, &fast, &slow}) {
    const Status status = LoudnessOf(*audio, {}).status();
    EXPECT_EQ(ErrorCode::kNotSupported, status.code());
    EXPECT_NE(std::string::npos, status.message().find(std::to_string(audio->sample_rate_hz())));
  }
}

TEST(Loudness, AListenerCanEndThePassAndAReaderItsReason) {
  GeneratedAudio audio(48000, 1, 480000, Constant(0.1f));
  EXPECT_EQ(ErrorCode::kCancelled, LoudnessOf(audio, [](double) { return false; }).status().code());
  audio.FailAt(300000);
  EXPECT_EQ(ErrorCode::kUnreadable, LoudnessOf(audio, {}).status().code());
}

TEST(Loudness, AacIsApproximate) {
  GeneratedAudio audio(48000, 1, 48000, Constant(0.1f));
  audio.set_lossy();
  EXPECT_EQ(true, Measured(audio)["approximate"]);
}

}  // namespace
}  // namespace vr
