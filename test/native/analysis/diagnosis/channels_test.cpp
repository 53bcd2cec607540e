#include <gtest/gtest.h>

#include "native/analysis/diagnosis/generated_capture.h"
#include "native/analysis/diagnosis/spoken_signal.h"

namespace vr::test {
namespace {

TEST(Channels, WithTheSameSoundAreWorthKnowing) {
  GeneratedCapture capture(kRate, 5);
  capture.Add("mix", "", SpokenSignal(0.3), 2);
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "channels");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "identical");
  EXPECT_EQ(found[0].severity, Severity::kInfo);
}

TEST(Channels, InOppositePhaseAreAnError) {
  GeneratedCapture capture(kRate, 5);
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  capture.Add("mix", "", [=](int64_t frame, int channel) { return speech(frame, 0) * (channel == 0 ? 1 : -0.7f); }, 2);
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "channels");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "opposite");
  EXPECT_EQ(found[0].severity, Severity::kError);
}

TEST(Channels, OfASideInOppositePhaseAreAnErrorOfThatSide) {
  GeneratedCapture capture(kRate, 5);
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  capture.Add(
      "local", "me", [=](int64_t frame, int channel) { return speech(frame, 0) * (channel == 0 ? 1 : -0.7f); }, 2);
  capture.Add("remote", "bob", SpokenSignal(0.3));
  capture.Add("mix", "", SpokenSignal(0.3));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "channels");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "opposite");
  EXPECT_EQ(found[0].lane, 0);
}

TEST(Channels, OfASideWithOneVoiceInBothAreFine) {
  GeneratedCapture capture(kRate, 5);
  capture.Add("local", "me", SpokenSignal(0.3), 2);
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "channels", 0), CheckState::kOk);
}

TEST(Channels, ThatDifferAreFine) {
  GeneratedCapture capture(kRate, 5);
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  capture.Add("mix", "", [=](int64_t frame, int channel) { return speech(frame + channel * 30000, 0); }, 2);
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "channels", 0), CheckState::kOk);
}

TEST(Channels, OfOneCannotBeCompared) {
  GeneratedCapture capture(kRate, 5);
  capture.Add("mix", "", SpokenSignal(0.3));
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "channels", 0), CheckState::kNotCheckable);
}

Feature OfTurn(uint64_t cell, bool local) {
  Feature feature;
  const bool speaks = (cell / 100 % 2 == 0) == local;
  feature.rms_dbfs = speaks ? -20 : -90;
  feature.max = speaks ? 5000 : 1;
  return feature;
}

// swapped_s: from this second on the sides are on each other's channel.
Report OfTurns(double swapped_s) {
  GeneratedCapture capture(kRate, 20);
  capture.Split();
  const auto turns = [=](int64_t frame, int channel) {
    const bool speaks = (frame / kRate % 2 == 0) == ((channel == 0) != (frame >= swapped_s * kRate));
    return speaks ? Sine(0.14, 300, kRate)(frame, 0) : 0.0f;
  };
  const auto one = [=](int channel) { return [=](int64_t frame, int) { return turns(frame, channel); }; };
  capture.Add("local", "me", one(0)).WithFeatures([](uint64_t cell) { return OfTurn(cell, true); });
  capture.Add("remote", "bob", one(1)).WithFeatures([](uint64_t cell) { return OfTurn(cell, false); });
  capture.Add("mix", "", turns, 2);
  return DiagnosisOf(capture);
}

TEST(Channels, OfASplitFileAreSwappedWhereTheSourcesLevelsSaySo) {
  const std::vector<Finding> found = FindingsOf(OfTurns(0), "channels");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "swapped");
  const Report straight = OfTurns(20);
  EXPECT_EQ(StateOf(straight, "channels", 2), CheckState::kOk);
}

TEST(Channels, OfASplitFileAreSwappedFromTheMomentOnThatTheyAre) {
  const std::vector<Finding> found = FindingsOf(OfTurns(12), "channels");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "swapped");
  EXPECT_NEAR(found[0].start_s, 12, 1.01);
  EXPECT_NEAR(found[0].start_s + found[0].seconds, 20, 0.01);
}

}  // namespace
}  // namespace vr::test
