#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "analysis/diagnosis/detectors/cuts.h"
#include "native/analysis/diagnosis/generated_capture.h"
#include "native/analysis/diagnosis/spoken_signal.h"

namespace vr::test {
namespace {

TEST(Dropout, ThatIsCutToNoiseIsFound) {
  GeneratedCapture capture(kRate, 20);
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  capture.Add("mix", "", [=](int64_t frame, int channel) {
    const double t = static_cast<double>(frame) / kRate;
    const bool is_lost = t >= kFaultSeconds && t < kFaultSeconds + 0.06;
    return is_lost ? static_cast<float>(frame * 7919 % 13 - 6) / 32768 : speech(frame, channel);
  });
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "cut");
  EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.002);
  EXPECT_NEAR(found[0].quantity.value, 60, 3);
}

TEST(Dropout, IsNotTheClosureOfAPlosiveBehindWhichTheVoiceIsAnother) {
  GeneratedCapture capture(kRate, 20);
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  capture.Add("mix", "", [=](int64_t frame, int channel) {
    const double t = static_cast<double>(frame) / kRate;
    if (t < kFaultSeconds) return speech(frame, channel);
    if (t < kFaultSeconds + 0.06) return static_cast<float>(frame * 7919 % 13 - 6) / 32768;
    if (t < kFaultSeconds + 0.1) return static_cast<float>(frame * 7919 % 4001 - 2000) / 16384;
    return speech(frame, channel);
  });
  EXPECT_TRUE(FindingsOf(DiagnosisOf(capture), "dropout").empty());
}

// A line with noise, and a closure of so much of it behind which the voice is another.
GeneratedAudio::Signal WithClosure(float height) {
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  return [=](int64_t frame, int channel) {
    const double t = static_cast<double>(frame) / kRate;
    if (t >= kFaultSeconds && t < kFaultSeconds + 0.06) return NoiseAt(frame, height);
    if (t >= kFaultSeconds + 0.06 && t < kFaultSeconds + 0.1) return NoiseAt(frame, 0.1F);
    return speech(frame, channel) + NoiseAt(frame, 0.003F);
  };
}

TEST(Dropout, ThatIsCutToLessThanTheNoiseOfTheLineIsFoundWhateverComesBehind) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", WithClosure(0.0015F));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "cut");
  EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.002);
}

TEST(Dropout, IsNotAClosureWithTheNoiseOfTheLine) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", WithClosure(0.003F));
  EXPECT_TRUE(FindingsOf(DiagnosisOf(capture), "dropout").empty());
}

// At 8 kHz a millisecond has eight samples, and the quietest ones are far below the level of the noise.
TEST(Dropout, IsNotAClosureWithTheNoiseOfALineOfALowRate) {
  constexpr double kNoiseDbfs = -70;
  Cuts cuts;
  for (int64_t ms = 0; ms < 20000; ++ms) {
    double power = 0;
    for (int64_t i = 0; i < 8; ++i) power += std::pow(NoiseAt(8 * ms + i, std::sqrt(3.0F)), 2) / 8;
    cuts.Heard(static_cast<float>(ms % 10 == 0 ? -20 : kNoiseDbfs + 10 * std::log10(power)));
  }
  constexpr double kLouder[] = {0, 3, -3};
  for (const double louder_db : kLouder) {
    Cut cut;
    cut.noise_dbfs = kNoiseDbfs + louder_db;
    cut.edges_at_once = 2;
    cut.unlikeness = 3;
    cuts.Add(cut);
  }
  const std::vector<Cut> told = cuts.Told();
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].noise_dbfs, kNoiseDbfs + 3);
  EXPECT_EQ(told[1].noise_dbfs, kNoiseDbfs - 3);
}

Cut CutTo(double noise_dbfs, int edges_at_once, double unlikeness, double likeness) {
  Cut cut;
  cut.noise_dbfs = noise_dbfs;
  cut.edges_at_once = edges_at_once;
  cut.unlikeness = unlikeness;
  cut.likeness = likeness;
  return cut;
}

// What a line of noise of -70 dBFS and a voice have for cuts.
Cuts CutsOfALine() {
  Cuts cuts;
  for (int64_t ms = 0; ms < 20000; ++ms) cuts.Heard(ms % 10 == 0 ? -20 : -70);
  return cuts;
}

// A glottal stop between two halves of a vowel is like that.
TEST(Dropout, IsNoMomentWithTheNoiseOfTheLineThatTheSameVoiceEnds) {
  Cuts cuts = CutsOfALine();
  for (const double noise_dbfs : {-70.0, -69.3, -69.05}) cuts.Add(CutTo(noise_dbfs, 2, 0.2, 0.8));
  const std::vector<Cut> told = cuts.Told();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].noise_dbfs, -69.05);
}

TEST(Dropout, ToNoiseBehindWhichTheSameVoiceReturnsIsFoundWherePausesAreZeros) {
  Cuts cuts;
  for (int64_t ms = 0; ms < 20000; ++ms) cuts.Heard(ms % 10 == 0 ? FineLevels::kZeros : -20);
  cuts.Add(CutTo(-70, 2, 0.2, 0.8));
  EXPECT_EQ(cuts.Told().size(), 1u);
}

TEST(Dropout, WithoutAnEdgeAtOnceIsOneWhereTheVoiceGoesOn) {
  Cuts cuts = CutsOfALine();
  for (const double likeness : {0.2, 0.5}) cuts.Add(CutTo(-73, 0, 1.5, likeness));
  const std::vector<Cut> told = cuts.Told();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].likeness, 0.5);
}

TEST(Dropout, OfOneEdgeToMoreThanTheNoiseOfTheLineIsOneWhereTheVoiceGoesOn) {
  Cuts cuts = CutsOfALine();
  for (const double unlikeness : {4.0, 1.0}) cuts.Add(CutTo(-67.5, 1, unlikeness, 0.1));
  const std::vector<Cut> told = cuts.Told();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].unlikeness, 1);
}

TEST(Dropout, ThatIsCutToMoreThanTheNoiseOfTheLineIsFoundWhateverComesBehind) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", WithClosure(0.0045F));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "cut");
}

TEST(Dropout, IsNotAClosureWithTheNoiseThatTheLineHasBeforeEverythingBecomesQuieter) {
  GeneratedCapture capture(kRate, 40);
  const GeneratedAudio::Signal closure = WithClosure(0.003F);
  capture.Add("mix", "", [=](int64_t frame, int channel) {
    const float gain = frame < 12 * kRate ? 1.0F : 0.1F;
    return gain * closure(frame, channel);
  });
  EXPECT_TRUE(FindingsOf(DiagnosisOf(capture), "dropout").empty());
}

// Noise as that of a line: most of it is small.
float LineNoiseAt(int64_t frame, float rms) {
  float sum = 0;
  for (int64_t i = 0; i < 12; ++i) sum += NoiseAt(frame * 12 + i, 0.5F);
  return rms * sum;
}

// A line with noise, and a cut to so much of it; what a codec makes of that noise is not even.
struct CutLine {
  double seconds = 0.06;
  float line = 0.001F;
  float cut = 0.0003F;
  bool as_another = false;  // the voice behind it

  bool IsIn(int64_t frame) const {
    const double t = static_cast<double>(frame) / kRate;
    return t >= kFaultSeconds && t < kFaultSeconds + seconds;
  }
  float Voice(int64_t frame) const {
    const double t = static_cast<double>(frame) / kRate;
    const bool is_behind = t >= kFaultSeconds + seconds && t < kFaultSeconds + seconds + 0.04;
    if (as_another && is_behind) return NoiseAt(frame, 0.1F);
    return SpokenSignal(0.3)(frame, 0) + LineNoiseAt(frame, line);
  }
  float Exact(int64_t frame) const { return IsIn(frame) ? LineNoiseAt(frame, cut) : Voice(frame); }
  float Decoded(int64_t frame) const {
    return IsIn(frame) ? LineNoiseAt(frame, cut) * (frame / 48 % 2 == 0 ? 3.0F : 0.1F) : Voice(frame);
  }
};

std::vector<Finding> FoundInAac(const CutLine& line) {
  GeneratedCapture capture(kRate, 12);
  capture.Add("mix", "", [=](int64_t frame, int) { return line.Decoded(frame); }).Lossy();
  capture.WithFeatures(LevelsOf([=](int64_t frame, int) { return line.Exact(frame); }));
  return FindingsOf(DiagnosisOf(capture), "dropout");
}

TEST(Dropout, ThatIsCutToNoiseIsReadFromLevelsTakenBeforeEncoding) {
  for (const double seconds : {0.022, 0.06}) {
    CutLine line;
    line.seconds = seconds;
    const std::vector<Finding> found = FoundInAac(line);
    ASSERT_EQ(found.size(), 1u) << seconds;
    EXPECT_EQ(found[0].form, "cut");
    EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.003);
    EXPECT_NEAR(found[0].quantity.value, 1000 * seconds, 5);
    EXPECT_FALSE(found[0].approximate);
  }
}

TEST(Dropout, IsNotAClosureWithTheNoiseOfTheLineByLevelsTakenBeforeEncoding) {
  for (const double seconds : {0.02, 0.06}) {
    CutLine line;
    line.seconds = seconds;
    line.cut = line.line;
    line.as_another = true;
    EXPECT_TRUE(FoundInAac(line).empty()) << seconds;
  }
}

TEST(Dropout, IsNoShortMomentOfLessNoiseBehindWhichTheVoiceIsAnother) {
  CutLine line;
  line.seconds = 0.02;
  line.as_another = true;
  EXPECT_TRUE(FoundInAac(line).empty());
}

// What plays on the line is quieter for moments: the more often it is, the less one of them tells.
TEST(Dropout, IsNoMomentOfLessNoiseWhereThereAreManyByLevelsTakenBeforeEncoding) {
  CutLine line;
  line.seconds = 0.022;
  GeneratedCapture capture(kRate, 12);
  capture.Add("mix", "", [=](int64_t frame, int) { return line.Decoded(frame); }).Lossy();
  const GeneratedFeatures::Cells exact = LevelsOf([=](int64_t frame, int) { return line.Exact(frame); });
  capture.WithFeatures([=](uint64_t cell) {
    Feature feature = exact(cell);
    if (cell % 100 == 85) feature.rms_dbfs -= 15;  // of the pauses
    return feature;
  });
  EXPECT_TRUE(FindingsOf(DiagnosisOf(capture), "dropout").empty());
}

}  // namespace
}  // namespace vr::test
