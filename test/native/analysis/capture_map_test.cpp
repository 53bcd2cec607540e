#include "analysis/capture_map.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "native/analysis/generated_readers.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

// A voice-like level everywhere, but for what `special` says; it gives NaN where it has nothing to say.
GeneratedAudio::Signal ToneBut(std::function<double(double seconds)> special) {
  return [special](int64_t frame, int channel) {
    const double value = special(static_cast<double>(frame) / kRate);
    return value == value ? static_cast<float>(value) : Sine(0.2, 440, kRate)(frame, channel) + 0.001f;
  };
}

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

Json MapOf(GeneratedAudio& audio, const std::vector<LaneGap>& gaps = {}) {
  const Result<std::string> result = MapOfAudio(audio, gaps, {});
  EXPECT_TRUE(result.ok()) << result.status().message();
  return ParseOrderedJson(result.value());
}

Json MapOf(GeneratedFeatures& features, int64_t frames) {
  const Result<std::string> result = MapOfFeatures(features, frames, {});
  EXPECT_TRUE(result.ok()) << result.status().message();
  return ParseOrderedJson(result.value());
}

Feature Loud() {
  Feature feature;
  feature.min = -8000;
  feature.max = 8000;
  feature.rms_dbfs = -15;
  return feature;
}

Feature Zeros() {
  Feature feature;
  feature.zero_run = 480;
  return feature;
}

TEST(CaptureMap, SilenceIsWhatIsBelowMinus60DbForHalfASecond) {
  GeneratedAudio audio(kRate, 2, 5 * kRate, ToneBut([](double t) {
                         if (t >= 1 && t < 1.48) return 0.0005;  // too short
                         if (t >= 2 && t < 2.6) return 0.00099;  // -60.09 dB
                         if (t >= 3 && t < 4) return 0.00102;    // -59.8 dB
                         return kNothing;
                       }));
  const Json map = MapOf(audio);
  EXPECT_EQ("audio", map["basis"]);
  EXPECT_EQ(false, map["approximate"]);
  EXPECT_EQ(ParseOrderedJson("[[2.0, 2.6]]"), map["silence"]);
  EXPECT_EQ(Json::array(), map["zeros"]);
}

TEST(CaptureMap, ZerosAreExactAndAtLeast20MsLong) {
  GeneratedAudio audio(kRate, 2, 3 * kRate, ToneBut([](double t) {
                         if (t >= 1.003 && t < 1.0225) return 0.0;  // 19.5 ms
                         if (t >= 2.003 && t < 2.0235) return 0.0;  // 20.5 ms, from the middle of a cell
                         return kNothing;
                       }));
  const Json map = MapOf(audio);
  EXPECT_EQ(ParseOrderedJson("[[2.003, 2.0235]]"), map["zeros"]);
  EXPECT_EQ(Json::array(), map["silence"]);
}

TEST(CaptureMap, OneChannelThatSoundsIsNoZero) {
  GeneratedAudio audio(kRate, 2, kRate, [](int64_t, int channel) { return channel == 0 ? 0.0f : 0.01f; });
  EXPECT_EQ(Json::array(), MapOf(audio)["zeros"]);
}

TEST(CaptureMap, ClippingIsCountedAndNeighboursAreOne) {
  GeneratedAudio audio(kRate, 1, 3 * kRate, [](int64_t frame, int) {
    if (frame >= 24000 && frame < 24003) return 1.0f;
    if (frame >= 24003 + 4799 && frame < 24003 + 4801) return -32767.0f / 32768.0f;  // 99.98 ms later
    if (frame == 96000) return -1.5f;
    return frame % 2 == 0 ? 32766.0f / 32768.0f : 0.1f;
  });
  const Json map = MapOf(audio);
  EXPECT_EQ(6, map["clippedSamples"]);
  ASSERT_EQ(2u, map["clipping"].size());
  EXPECT_EQ(0.5, map["clipping"][0][0]);
  EXPECT_NEAR((24003.0 + 4801) / kRate, map["clipping"][0][1].get<double>(), 1e-6);
  EXPECT_EQ(5, map["clipping"][0][2]);
  EXPECT_EQ(ParseOrderedJson("[2.0, 2.000021, 1]"), map["clipping"][1]);
}

TEST(CaptureMap, GapsOfASidecarAreTakenInOrderAndCutToTheCapture) {
  GeneratedAudio audio(kRate, 1, 2 * kRate, ToneBut([](double) { return kNothing; }));
  const Json map = MapOf(audio, {{1.5, 100}, {-1, 1.25}, {0.5, 0.25}, {0.6, 0.05}, {1, -3}});
  EXPECT_EQ(ParseOrderedJson("[[0.0, 0.25], [0.5, 0.75], [1.5, 2.0]]"), map["gaps"]);
}

TEST(CaptureMap, AudioFromAacIsApproximate) {
  GeneratedAudio audio(kRate, 1, kRate, Constant(0.1f));
  audio.set_lossy();
  EXPECT_EQ(true, MapOf(audio)["approximate"]);
}

TEST(CaptureMap, ListsEndAndSaySo) {
  GeneratedAudio audio(1000, 1, 3000000, [](int64_t frame, int) { return frame % 120 < 10 ? 1.0f : 0.1f; });
  const Json map = MapOf(audio);
  EXPECT_EQ(true, map["truncated"]);
  EXPECT_EQ(20000u, map["clipping"].size());
  EXPECT_EQ(250000, map["clippedSamples"]);
}

TEST(CaptureMap, AnyRateAndLengthIsFine) {
  for (const int rate_hz : {1, 8, 99, 11025, 44100, 192000}) {
    for (const int64_t frames : {int64_t{0}, int64_t{1}, int64_t{rate_hz} * 3 + 1}) {
      GeneratedAudio audio(rate_hz, 1, frames, Constant(0));
      const Json map = MapOf(audio);
      if (frames > rate_hz) {
        ASSERT_EQ(1u, map["silence"].size()) << rate_hz;
        EXPECT_EQ(0.0, map["silence"][0][0]);
        EXPECT_NEAR(3 + 1.0 / rate_hz, map["silence"][0][1].get<double>(), 1e-6) << rate_hz;
      }
    }
  }
}

TEST(CaptureMap, FeaturesTellGapsSilenceZerosAndClipping) {
  GeneratedFeatures features(kRate, 400, 0, [](uint64_t cell) {
    Feature feature = Loud();
    if (cell >= 100 && cell < 160) feature.rms_dbfs = -61;
    if (cell >= 200 && cell < 230) feature = Zeros();
    if (cell >= 300 && cell < 310) return UnpackFeature(GapFeature());
    if (cell == 350 || cell == 355) feature.full_scale_count = 7;
    if (cell == 370) feature.full_scale_count = 1;
    return feature;
  });
  const Json map = MapOf(features, 400 * 480);
  EXPECT_EQ("features", map["basis"]);
  EXPECT_EQ(false, map["approximate"]);
  EXPECT_EQ(ParseOrderedJson("[[1.0, 1.6]]"), map["silence"]);
  EXPECT_EQ(ParseOrderedJson("[[2.0, 2.3]]"), map["zeros"]);
  EXPECT_EQ(ParseOrderedJson("[[3.0, 3.1]]"), map["gaps"]);
  EXPECT_EQ(ParseOrderedJson("[[3.5, 3.56, 14], [3.7, 3.71, 1]]"), map["clipping"]);
  EXPECT_EQ(15, map["clippedSamples"]);
}

TEST(CaptureMap, ZerosThatBeginWithinACellReachIntoIt) {
  // 24 ms from 7 ms into cell 10 on: 3 ms, two whole cells, 1 ms.
  GeneratedFeatures features(kRate, 100, 0, [](uint64_t cell) {
    Feature feature = Loud();
    if (cell == 10) feature.zero_run = 144;
    if (cell == 11) feature = Zeros();
    if (cell == 12) feature.zero_run = 48;
    if (cell == 50) feature = Zeros();  // 10 ms alone are too short
    return feature;
  });
  EXPECT_EQ(Json::array(), MapOf(features, 48000)["zeros"]);
  GeneratedFeatures longer(kRate, 100, 0, [](uint64_t cell) {
    Feature feature = Loud();
    if (cell == 10) feature.zero_run = 144;
    if (cell == 11 || cell == 12) feature = Zeros();
    if (cell == 13) feature.zero_run = 48;
    return feature;
  });
  EXPECT_EQ(ParseOrderedJson("[[0.107, 0.131]]"), MapOf(longer, 48000)["zeros"]);
}

TEST(CaptureMap, FeaturesOutsideTheCaptureAreNotTold) {
  GeneratedFeatures features(kRate, 200, 240, [](uint64_t) {
    Feature feature = Zeros();
    feature.full_scale_count = 1;
    feature.gap = true;
    return feature;
  });
  const Json map = MapOf(features, 48000);
  EXPECT_EQ(ParseOrderedJson("[[0.0, 1.0]]"), map["silence"]);
  EXPECT_EQ(ParseOrderedJson("[[0.0, 1.0]]"), map["gaps"]);
  EXPECT_EQ(ParseOrderedJson("[[0.0, 1.0, 101]]"), map["clipping"]);
}

TEST(CaptureMap, AListenerCanEndThePass) {
  GeneratedAudio audio(kRate, 1, kRate, Constant(0));
  EXPECT_EQ(ErrorCode::kCancelled, MapOfAudio(audio, {}, [](double) { return false; }).status().code());
  GeneratedFeatures features(kRate, 100, 0, [](uint64_t) { return Loud(); });
  EXPECT_EQ(ErrorCode::kCancelled, MapOfFeatures(features, 100, [](double) { return false; }).status().code());
  audio.FailAt(100);
  EXPECT_EQ(ErrorCode::kUnreadable, MapOfAudio(audio, {}, {}).status().code());
}

}  // namespace
}  // namespace vr
