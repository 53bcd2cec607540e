#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "native/analysis/diagnosis/generated_capture.h"
#include "native/analysis/diagnosis/spoken_signal.h"

namespace vr::test {
namespace {

// Cut at a height, and made quieter afterwards.
GeneratedAudio::Signal CutAt(double amplitude, float height, float gain) {
  const GeneratedAudio::Signal speech = SpokenSignal(amplitude);
  return [=](int64_t frame, int channel) {
    return std::round(std::clamp(speech(frame, channel), -height, height) * gain * 32767) / 32768;
  };
}

TEST(Clipping, AtFullScaleIsFound) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", CutAt(2, 1, 1));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "clipping");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, Severity::kError);
  EXPECT_GT(found[0].quantity.value, 20);
}

TEST(Clipping, ThatWasMadeQuieterAfterwardsIsFoundByItsFlatTops) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", CutAt(0.6, 0.45f, 0.5f));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "clipping");
  ASSERT_EQ(found.size(), 1u);
  ASSERT_FALSE(found[0].more.empty());
  EXPECT_NEAR(found[0].more[0].value, 20 * std::log10(0.225), 0.1);
}

TEST(Clipping, IsReadFromLevelsTakenBeforeEncoding) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", SpokenSignal(0.3)).Lossy().WithFeatures([](uint64_t cell) {
    Feature feature;
    feature.rms_dbfs = -10;
    feature.max = 32767;
    feature.full_scale_count = cell % 50 == 7 ? 12 : 0;
    return feature;
  });
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "clipping");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].quantity.value, 2, 0.1);
  EXPECT_FALSE(found[0].approximate);
}

// Once, for 4 ms, four times as loud as anything else; cut at a height or not.
GeneratedAudio::Signal LoudOnce(float height) {
  const GeneratedAudio::Signal speech = SpokenSignal(0.2);
  return [=](int64_t frame, int channel) {
    const bool is_loud = frame >= 10.0603 * kRate && frame < 10.0643 * kRate;
    const float sample = std::clamp(speech(frame, channel) * (is_loud ? 4.0f : 1.0f), -height, height);
    return std::round(sample * 32767) / 32768;
  };
}

TEST(Clipping, OfOneTopIsFoundWhereItIsFlatAndBendsSharply) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", LoudOnce(0.25f));
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "clipping", 0), CheckState::kFound);
  GeneratedCapture round(kRate, 20);
  round.Add("mix", "", LoudOnce(1));
  EXPECT_EQ(StateOf(DiagnosisOf(round), "clipping", 0), CheckState::kOk);
}

// One cell of fifty, or all of half a second, reach the same height.
Report OfEqualLevels(bool is_tone) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", SpokenSignal(0.3)).Lossy().WithFeatures([=](uint64_t cell) {
    Feature feature;
    const bool is_high = is_tone ? cell % 100 < 50 : cell % 50 == 7;
    feature.rms_dbfs = is_tone ? -14.0f : -20.0f + static_cast<float>(cell % 7);
    feature.max = static_cast<int16_t>(is_high ? 9000 : 4000 + cell * 37 % 3000);
    return feature;
  });
  return DiagnosisOf(capture);
}

TEST(Clipping, ThatWasMadeQuieterIsReadFromLevelsThatAreEqual) {
  const std::vector<Finding> found = FindingsOf(OfEqualLevels(false), "clipping");
  ASSERT_EQ(found.size(), 1u);
  ASSERT_FALSE(found[0].more.empty());
  EXPECT_NEAR(found[0].more[0].value, 20 * std::log10(9000.0 / 32768), 0.1);
  EXPECT_EQ(StateOf(OfEqualLevels(true), "clipping", 0), CheckState::kOk);
}

TEST(Clipping, IsNotThereInSpeechThatReachesFullScaleJustSo) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", SpokenSignal(0.8));
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "clipping", 0), CheckState::kOk);
}

}  // namespace
}  // namespace vr::test
