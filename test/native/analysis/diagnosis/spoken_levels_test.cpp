// One-way audio, low level and level jumps.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/diagnosis/detectors/jump_place.h"
#include "analysis/diagnosis/detectors/octaves.h"
#include "native/analysis/diagnosis/generated_capture.h"
#include "native/analysis/diagnosis/sound_signals.h"
#include "native/analysis/diagnosis/spoken_signal.h"

namespace vr::test {
namespace {

TEST(OneWay, NamesTheSideThatIsNeverHeard) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("local", "me", SpokenSignal(0.3)).Add("remote", "bob", Sine(0.002, 100, kRate));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "one-way");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].lane, 1);
  EXPECT_NEAR(found[0].quantity.value, 15, 2);
}

TEST(OneWay, IsReadFromFeaturesWhereThereIsNoAudio) {
  const auto spoken = [](uint64_t cell) {
    Feature feature;
    const bool is_pause = cell / 20 % 5 == 4;
    feature.rms_dbfs = is_pause ? -80 : -20;
    feature.max = is_pause ? 2 : 8000;
    return feature;
  };
  const auto quiet = [](uint64_t) {
    Feature feature;
    feature.rms_dbfs = -80;
    feature.max = 2;
    return feature;
  };
  GeneratedCapture capture(kRate, 20);
  capture.Add("local", "me", Constant(0)).WithFeatures(quiet).WithoutAudio();
  capture.Add("remote", "bob", Constant(0)).WithFeatures(spoken).WithoutAudio();
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "one-way");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].lane, 0);
  EXPECT_FALSE(found[0].approximate);
}

TEST(OneWay, IsNotThereWhereBothSpeak) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("local", "me", SpokenSignal(0.3)).Add("remote", "bob", SpokenSignal(0.1));
  const Report report = DiagnosisOf(capture);
  EXPECT_EQ(StateOf(report, "one-way", kWholeCapture), CheckState::kOk);
}

TEST(OneWay, CannotBeCheckedWhereSidesAreNotToldApart) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", SpokenSignal(0.3));
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "one-way", kWholeCapture), CheckState::kNotCheckable);
}

TEST(LowLevel, IsThatOfTheSpeechAlone) {
  GeneratedCapture quiet(kRate, 20);
  quiet.Add("mix", "", SpokenSignal(0.01));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(quiet), "low-level");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_LT(found[0].quantity.value, -40);
  GeneratedCapture loud(kRate, 20);
  loud.Add("mix", "", SpokenSignal(0.1));
  EXPECT_EQ(StateOf(DiagnosisOf(loud), "low-level", 0), CheckState::kOk);
}

TEST(LowLevel, CannotBeCheckedWithoutSpeech) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", Sine(0.001, 440, kRate));
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "low-level", 0), CheckState::kNotCheckable);
}

constexpr double kJumpAt = 20.5;

std::vector<Finding> JumpsOf(const GeneratedAudio::Signal& speech, float gain_behind) {
  GeneratedCapture capture(kRate, 40);
  capture.Add("mix", "", [=](int64_t frame, int channel) {
    return speech(frame, channel) * (static_cast<double>(frame) < kJumpAt * kRate ? 1.0f : gain_behind);
  });
  return FindingsOf(DiagnosisOf(capture), "level-jump");
}

TEST(LevelJump, TellsItsSizeAndItsPlace) {
  const std::vector<Finding> found = JumpsOf(SpokenSignal(0.3), 0.25f);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].quantity.value, -12, 1);
  EXPECT_NEAR(found[0].start_s, kJumpAt, 0.1);
}

TEST(LevelJump, TakesLessWhereTheNoiseInPausesIsTheSame) {
  const std::vector<Finding> found = JumpsOf(Sum(SpokenSignal(0.3), WhiteNoise(0.002)), 0.457f);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].quantity.value, -6.8, 0.7);
  EXPECT_NEAR(found[0].start_s, kJumpAt, 0.3);
}

// A capture without audio: speech of these levels, over pauses that are 40 dB below, and all of it louder behind.
std::vector<Finding> JumpsOfLevels(float jump_db) {
  GeneratedCapture capture(kRate, 40);
  const auto spoken = [=](uint64_t cell) {
    Feature feature;
    const bool is_pause = cell / 20 % 5 == 4;
    feature.rms_dbfs = (is_pause ? -80.0f : -40.0f) + (cell < 2000 ? 0.0f : jump_db);
    feature.max = is_pause ? 2 : 8000;
    return feature;
  };
  capture.Add("remote", "bob", Constant(0)).WithFeatures(spoken).WithoutAudio();
  return FindingsOf(DiagnosisOf(capture), "level-jump");
}

TEST(LevelJump, TakesMoreWhereThereAreLevelsAlone) {
  EXPECT_EQ(JumpsOfLevels(12).size(), 1u);
  EXPECT_TRUE(JumpsOfLevels(8).empty());
}

// Words that swell and fade, over pauses, and all of it other by this from a moment in the midst of a word on.
std::vector<HeardLevel> WordsWithJump(size_t jump_at, float jump_db) {
  std::vector<HeardLevel> heard(880);
  for (size_t i = 0; i < heard.size(); ++i) {
    const double phase = static_cast<double>(i + 80) / 160;
    const double word = std::max(0.0, std::sin(6.283185307 * phase));
    heard[i].time_s = static_cast<double>(i) * 0.01;
    heard[i].level_dbfs = static_cast<float>(-60 + 35 * word) + (i >= jump_at ? jump_db : 0);
    for (size_t k = 0; k < kOctaves; ++k) {
      const double ripple = 2 * std::sin(static_cast<double>((k + 2) * i) / 9);
      heard[i].octaves[k] = heard[i].level_dbfs - 10 + static_cast<float>(ripple);
    }
  }
  return heard;
}

TEST(LevelJump, HasItsPlaceWhereAllOctavesMakeTheStep) {
  for (const float jump_db : {-10.0f, 10.0f}) {
    for (const size_t jump_at : {438u, 442u}) {
      const double time_s = TimeOfJump(WordsWithJump(jump_at, jump_db), jump_db);
      EXPECT_NEAR(time_s, static_cast<double>(jump_at) * 0.01, 0.02) << jump_db;
    }
  }
}

TEST(Octaves, ChangeTogetherOrApart) {
  Octaves before{};
  Octaves after{};
  after.fill(6);
  EXPECT_FLOAT_EQ(ChangeOf(before, after).together_db, 6);
  EXPECT_NEAR(ChangeOf(before, after).apart_db, 0, 1e-5);
  after = {6, -6, 6, -6, 6, -6, 0};
  EXPECT_NEAR(ChangeOf(before, after).together_db, 0, 1e-5);
  EXPECT_NEAR(ChangeOf(before, after).apart_db, 36.0 / 7, 1e-4);
}

TEST(LevelJump, IsNotThereWhereOneSentenceIsLouder) {
  GeneratedCapture capture(kRate, 40);
  const GeneratedAudio::Signal speech = SpokenSignal(0.1);
  capture.Add("mix", "", [=](int64_t frame, int channel) {
    const bool is_shouted = frame >= 20 * kRate && frame < 22 * kRate;
    return speech(frame, channel) * (is_shouted ? 4.0f : 1.0f);
  });
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "level-jump", 0), CheckState::kOk);
}

}  // namespace
}  // namespace vr::test
