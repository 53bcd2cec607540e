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

TEST(Clipping, IsNotThereInSpeechThatReachesFullScaleJustSo) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", SpokenSignal(0.8));
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "clipping", 0), CheckState::kOk);
}

}  // namespace
}  // namespace vr::test
