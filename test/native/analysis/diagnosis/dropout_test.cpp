#include <gtest/gtest.h>

#include <cmath>

#include "native/analysis/diagnosis/generated_capture.h"
#include "native/analysis/diagnosis/spoken_signal.h"

namespace vr::test {
namespace {

GeneratedAudio::Signal WithZeros(double seconds) {
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  return [=](int64_t frame, int channel) {
    const double t = static_cast<double>(frame) / kRate;
    return t >= kFaultSeconds && t < kFaultSeconds + seconds ? 0.0f : speech(frame, channel);
  };
}

// Blocks of some frames are played again for a while.
GeneratedAudio::Signal Repeating(int64_t block, double seconds) {
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  const auto begin = static_cast<int64_t>(kFaultSeconds * kRate);
  return [=](int64_t frame, int channel) {
    const bool is_in = frame >= begin && static_cast<double>(frame - begin) < seconds * kRate;
    return speech(is_in ? begin - block + (frame - begin) % block : frame, channel);
  };
}

TEST(Dropout, OfZerosIsFoundAtItsPlaceHoweverShort) {
  for (const double seconds : {0.006, 0.02, 0.06}) {
    GeneratedCapture capture(kRate, 20);
    capture.Add("mix", "", WithZeros(seconds));
    const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
    ASSERT_EQ(found.size(), 1u) << seconds;
    EXPECT_EQ(found[0].form, "zeros");
    EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.001);
    EXPECT_NEAR(found[0].quantity.value, 1000 * seconds, 1);
  }
}

// Zeros in which the voice ends; behind them a pause with noise of so many steps of 16 bits.
GeneratedAudio::Signal WithZerosIntoAPause(int steps) {
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  return [=](int64_t frame, int channel) {
    const double t = static_cast<double>(frame) / kRate;
    if (t < kFaultSeconds || t >= kFaultSeconds + 0.2) return speech(frame, channel);
    if (t < kFaultSeconds + 0.06) return 0.0f;
    return static_cast<float>(frame * 7919 % (2 * steps + 1) - steps) / 32768;
  };
}

TEST(Dropout, OfZerosMayEndInAPauseOfALineThatIsOpen) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", WithZerosIntoAPause(60));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "zeros");
  EXPECT_NEAR(found[0].quantity.value, 60, 1);
}

TEST(Dropout, OfZerosIsNotTheEndOfAVoiceBeforeDitherAlone) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", WithZerosIntoAPause(1));
  for (const Finding& finding : FindingsOf(DiagnosisOf(capture), "dropout")) EXPECT_NE(finding.form, "zeros");
}

TEST(Dropout, IsNotAPauseInWhichTheVoiceFades) {
  GeneratedCapture capture(kRate, 30);
  capture.Add("mix", "", SpokenSignal(0.3));
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "dropout", 0), CheckState::kOk);
}

TEST(Dropout, IsNoneWhileMuted) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("local", "me", WithZeros(0.06));
  capture.WithSidecar(R"({"markers":[{"seconds":10.05,"label":"muted","source":"me"},
                                     {"seconds":10.12,"label":"unmuted","source":"me"}]})");
  EXPECT_TRUE(FindingsOf(DiagnosisOf(capture), "dropout").empty());
}

// The last period again and again, down to nothing.
GeneratedAudio::Signal Fading(double seconds, int64_t period, float error) {
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  const auto begin = static_cast<int64_t>(kFaultSeconds * kRate);
  const auto frames = static_cast<int64_t>(seconds * kRate);
  return [=](int64_t frame, int channel) {
    if (frame < begin || frame >= begin + frames) return speech(frame, channel);
    const float gain = 1 - static_cast<float>(frame - begin) / static_cast<float>(frames);
    const float other = error * static_cast<float>(frame * 7919 % 2003 - 1001) / 1001;
    return gain * (speech(begin - period + (frame - begin) % period, channel) + other);
  };
}

TEST(Dropout, ThatIsConcealedByAFadingPeriodIsFound) {
  for (const double seconds : {0.02, 0.06}) {
    for (const int64_t period : {171, 343, 480}) {
      GeneratedCapture capture(kRate, 20);
      capture.Add("mix", "", Fading(seconds, period, 0));
      const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
      ASSERT_EQ(found.size(), 1u) << seconds << " " << period;
      EXPECT_EQ(found[0].form, "decay");
      EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.01);
      EXPECT_NEAR(found[0].quantity.value, 1000 * seconds, 10);
    }
  }
}

TEST(Dropout, IsNoVoiceThatFadesWithoutBeingTheSame) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", Fading(0.06, 343, 0.03f));
  EXPECT_TRUE(FindingsOf(DiagnosisOf(capture), "dropout").empty());
}

TEST(Dropout, ThatIsConcealedByAFadingPeriodIsFoundWhereTheVoiceReturnsQuietly) {
  GeneratedCapture capture(kRate, 20);
  const GeneratedAudio::Signal fading = Fading(0.06, 343, 0);
  capture.Add("mix", "", [=](int64_t frame, int channel) {
    const double since_s = static_cast<double>(frame) / kRate - kFaultSeconds - 0.06;
    return (since_s >= 0 && since_s < 0.006 ? 0.15F : 1) * fading(frame, channel);
  });
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "decay");
  EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.01);
}

// Samples of a line with noise, with what a codec adds, and the levels from before it.
std::vector<Finding> FoundInDecoded(const GeneratedAudio::Signal& signal) {
  GeneratedCapture capture(kRate, 20);
  const auto exact = [=](int64_t frame, int channel) {
    return signal(frame, channel) + NoiseAt(3 * frame + 1, 0.002F);
  };
  const auto decoded = [=](int64_t frame, int channel) { return exact(frame, channel) + NoiseAt(frame, 0.002F); };
  capture.Add("mix", "", decoded).Lossy().WithFeatures(LevelsOf(exact));
  return FindingsOf(DiagnosisOf(capture), "dropout");
}

TEST(Dropout, ThatIsConcealedByAFadingPeriodIsFoundInWhatWasDecoded) {
  for (const double seconds : {0.02, 0.06}) {
    const std::vector<Finding> found = FoundInDecoded(Fading(seconds, 343, 0));
    ASSERT_EQ(found.size(), 1u) << seconds;
    EXPECT_EQ(found[0].form, "decay");
    EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.01);
    EXPECT_NEAR(found[0].quantity.value, 1000 * seconds, 10);
  }
}

TEST(Dropout, IsNoVoiceThatFadesInWhatWasDecodedWithoutBeingTheSame) {
  EXPECT_TRUE(FoundInDecoded(Fading(0.06, 343, 0.03F)).empty());
}

TEST(Dropout, ThatRepeatsABlockIsFoundAndTellsTheBlock) {
  for (const int64_t block : {480, 960}) {
    GeneratedCapture capture(kRate, 20);
    capture.Add("mix", "", Repeating(block, static_cast<double>(block) / kRate));
    const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
    ASSERT_EQ(found.size(), 1u) << block;
    EXPECT_EQ(found[0].form, "repeat");
    EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.001);
    EXPECT_NEAR(found[0].more.at(0).value, 1000.0 * static_cast<double>(block) / kRate, 0.1);
  }
}

TEST(Dropout, IsAGapOfDataBetweenSounds) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("local", "me", WithZeros(0.1)).WithGap(kFaultSeconds, 0.1);
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
  ASSERT_FALSE(found.empty());
  EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.011);
}

TEST(Dropout, IsReadFromLevelsTakenBeforeEncoding) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", SpokenSignal(0.3)).Lossy().WithFeatures([](uint64_t cell) {
    Feature feature;
    if (cell >= 1000 && cell < 1006) {
      feature.zero_run = 480;
      return feature;
    }
    feature.rms_dbfs = -20;
    feature.max = 9000;
    feature.min = -9000;
    return feature;
  });
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].start_s, 10, 0.011);
  EXPECT_NEAR(found[0].quantity.value, 60, 1);
  EXPECT_FALSE(found[0].approximate);
}

TEST(Dropout, ThatBeginsWithinACellIsReadFromLevelsTakenBeforeEncoding) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", SpokenSignal(0.3)).Lossy().WithFeatures([](uint64_t cell) {
    Feature feature;
    feature.rms_dbfs = cell == 999 ? -52 : -20;
    feature.max = 9000;
    feature.min = -9000;
    if (cell == 999) feature.zero_run = 432;
    if (cell == 1000) feature = Feature{0, 0, -120, 0, 480, false};
    if (cell == 1001) feature.zero_run = 48;
    return feature;
  });
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "zeros");
  EXPECT_NEAR(found[0].start_s, 9.991, 0.0005);
  EXPECT_NEAR(found[0].quantity.value, 20, 0.5);
}

// Levels that are those of some cells before, for so many cells.
GeneratedFeatures::Cells RepeatedLevels(uint64_t block, uint64_t cells) {
  return [=](uint64_t cell) {
    const uint64_t from = cell >= 1000 && cell < 1000 + cells ? 1000 - block + (cell - 1000) % block : cell;
    Feature feature;
    feature.rms_dbfs = -20 - static_cast<double>(from * 7919 % 97) / 10;
    feature.max = static_cast<int16_t>(9000 + from * 7919 % 997);
    feature.min = static_cast<int16_t>(-9000 + static_cast<int>(from * 7919 % 991));
    return feature;
  };
}

TEST(Dropout, ThatRepeatsABlockIsReadFromLevelsTakenBeforeEncoding) {
  for (const uint64_t cells : {1, 2, 5}) {
    GeneratedCapture capture(kRate, 20);
    capture.Add("mix", "", SpokenSignal(0.3)).Lossy().WithFeatures(RepeatedLevels(2, cells));
    const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dropout");
    ASSERT_EQ(found.size(), 1u) << cells;
    EXPECT_EQ(found[0].form, "repeat");
    EXPECT_NEAR(found[0].start_s, 10, 0.001);
    EXPECT_NEAR(found[0].more.at(0).value, 20, 0.1);
  }
}

TEST(Dropout, IsNoPartOfABlockWhoseLevelsComeAgain) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", SpokenSignal(0.3)).Lossy().WithFeatures(RepeatedLevels(6, 2));
  EXPECT_TRUE(FindingsOf(DiagnosisOf(capture), "dropout").empty());
}

TEST(StuckBuffer, IsFoundAndNoDropout) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", Repeating(960, 0.3));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "stuck-buffer");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.03);
  EXPECT_NEAR(found[0].quantity.value, 300, 25);
}

TEST(StuckBuffer, MayBeQuietInPlaces) {
  GeneratedCapture capture(kRate, 20);
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  const auto begin = static_cast<int64_t>(kFaultSeconds * kRate);
  capture.Add("mix", "", [=](int64_t frame, int channel) {
    const bool is_in = frame >= begin && frame < begin + kRate / 2;
    const int64_t from = is_in ? begin - 1920 + (frame - begin) % 1920 : frame;
    const bool is_quiet = from >= begin - 1440 && from < begin - 480;
    return is_quiet ? NoiseAt(from, 0.001F) : speech(from, channel);
  });
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "stuck-buffer");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].start_s, kFaultSeconds, 0.03);
}

TEST(StuckBuffer, IsReadFromLevelsTakenBeforeEncoding) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", SpokenSignal(0.3)).Lossy().WithFeatures([](uint64_t cell) {
    const uint64_t from = cell >= 1000 && cell < 1030 ? 996 + cell % 4 : cell;
    Feature feature;
    feature.rms_dbfs = -20 - static_cast<double>(from * 7919 % 97) / 10;
    feature.max = static_cast<int16_t>(9000 + from * 7919 % 997);
    feature.min = static_cast<int16_t>(-9000 + static_cast<int>(from * 7919 % 991));
    return feature;
  });
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "stuck-buffer");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].start_s, 10, 0.001);
  EXPECT_NEAR(found[0].quantity.value, 300, 1);
  EXPECT_NEAR(found[0].more.at(0).value, 40, 1);
}

TEST(StuckBuffer, IsNotASteadyTone) {
  GeneratedCapture capture(kRate, 5);
  capture.Add("mix", "", [](int64_t frame, int) {
    return static_cast<float>(
               std::round(3000 * std::sin(2 * kTestPi * 1000 * static_cast<double>(frame % 48) / kRate))) /
           32768;
  });
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "stuck-buffer", 0), CheckState::kOk);
}

}  // namespace
}  // namespace vr::test
