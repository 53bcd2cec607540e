// Faults of sound in a plain voice, each where it was put, and none in what is fine.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "analysis/diagnosis/detectors/filled_band.h"
#include "analysis/diagnosis/detectors/voicing.h"
#include "analysis/float_spectrum.h"
#include "native/analysis/diagnosis/generated_capture.h"
#include "native/analysis/diagnosis/sound_signals.h"

namespace vr::test {
namespace {

constexpr const char* kSoundIds[] = {"click", "echo",        "howling",    "noise",
                                     "hum",   "narrow-band", "wrong-rate", "robotic"};

Report OfMix(GeneratedAudio::Signal signal, double seconds) {
  GeneratedCapture capture(kRate, seconds);
  capture.Add("mix", "", std::move(signal));
  return DiagnosisOf(capture);
}

GeneratedAudio::Signal Hiss(double dbfs) {
  return WhiteNoise(std::pow(10.0, dbfs / 20));
}

TEST(SoundDetectors, FindNothingInAVoiceWithAQuietRoom) {
  const Report report = OfMix(Sum(PlainVoice(40).Signal(), Hiss(-62)), 40);
  for (const char* id : kSoundIds) {
    if (std::string(id) == "wrong-rate") continue;  // this voice is nobody's
    EXPECT_TRUE(FindingsOf(report, id).empty()) << id;
  }
}

TEST(SoundDetectors, FindNothingInSilence) {
  const Report report = OfMix(Constant(0), 20);
  for (const char* id : kSoundIds) EXPECT_TRUE(FindingsOf(report, id).empty()) << id;
}

TEST(SoundDetectors, AreNotCheckableWithoutAudio) {
  GeneratedCapture capture(kRate, 3);
  capture.Add("mix", "", Constant(0)).WithoutAudio();
  const Report report = DiagnosisOf(capture);
  for (const char* id : {"click", "howling", "noise", "hum", "narrow-band", "robotic"}) {
    EXPECT_EQ(StateOf(report, id, 0), CheckState::kNotCheckable) << id;
  }
}

TEST(Click, IsFoundWithin20Milliseconds) {
  const GeneratedAudio::Signal voice = Sum(PlainVoice(12).Signal(), Hiss(-65));
  const auto clicked = [voice](int64_t frame, int channel) {
    return voice(frame, channel) + (frame == kRate * 4 + 1234 || frame == kRate * 89 / 10 ? 0.4f : 0.0f);
  };
  const std::vector<Finding> found = FindingsOf(OfMix(clicked, 12), "click");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NEAR(found[0].start_s, 4 + 1234.0 / kRate, 0.002);
  EXPECT_NEAR(found[1].start_s, 8.9, 0.002);
}

// As where two pieces do not fit, right behind an s.
TEST(Click, IsAJumpThatStandsLessOverWhatIsNearby) {
  constexpr int64_t kAt = 4 * kRate;
  const GeneratedAudio::Signal hiss = Hiss(-40);
  const GeneratedAudio::Signal quiet = Hiss(-80);
  const auto behind_s = [=](double height, bool is_jump) {
    return [=](int64_t frame, int channel) {
      const int64_t past = frame - kAt;
      const float s = past < -kRate / 100 && past > -kRate / 20 ? hiss(frame, channel) : quiet(frame, channel);
      const double fallen = is_jump ? std::exp(-static_cast<double>(past) / 240) : (past == 0 ? 1 : 0);
      return s + (past >= 0 ? static_cast<float>(height * fallen) : 0.0f);
    };
  };
  const std::vector<Finding> found = FindingsOf(OfMix(behind_s(0.35, true), 8), "click");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].start_s, 4, 0.002);
  EXPECT_LT(found[0].quantity.value, 18);
  EXPECT_TRUE(FindingsOf(OfMix(behind_s(0.15, true), 8), "click").empty());
  EXPECT_TRUE(FindingsOf(OfMix(behind_s(0.2, false), 8), "click").empty());
}

TEST(Click, IsNoneAtTheEdgesOfADropout) {
  const GeneratedAudio::Signal tone = Sine(0.3, 220, kRate);
  const auto cut = [tone](int64_t frame, int channel) {
    return frame >= kRate * 3 && frame < kRate * 3 + 4800 ? 0.0f : tone(frame, channel);
  };
  EXPECT_TRUE(FindingsOf(OfMix(cut, 8), "click").empty());
}

TEST(Echo, IsFoundWithItsDelayAndItsLoss) {
  const GeneratedAudio::Signal remote = PlainVoice(30, 3).Signal();
  GeneratedCapture capture(kRate, 30);
  capture.Add("local", "", Sum(Later(remote, 0.24, 0.05), Sum(PlainVoice(30, 9).Signal(0.5), Hiss(-66))));
  capture.Add("remote", "bob", remote);
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "echo");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].lane, 0);
  EXPECT_NEAR(found[0].quantity.value, 240, 5);
  EXPECT_NEAR(found[0].more[0].value, 26, 4);
}

TEST(Echo, IsNotThereBetweenTwoVoices) {
  GeneratedCapture capture(kRate, 30);
  capture.Add("local", "", Sum(PlainVoice(30, 9).Signal(), Hiss(-66)));
  capture.Add("remote", "bob", Sum(PlainVoice(30, 4).Signal(), WhiteNoise(0.0005, 99)));
  const Report report = DiagnosisOf(capture);
  EXPECT_TRUE(FindingsOf(report, "echo").empty());
  EXPECT_EQ(StateOf(report, "echo", 0), CheckState::kOk);
}

TEST(Echo, IsNotCheckableInAMix) {
  EXPECT_EQ(StateOf(OfMix(PlainVoice(5).Signal(), 5), "echo", kWholeCapture), CheckState::kNotCheckable);
}

TEST(Howling, IsFoundWhereATonesLevelGrows) {
  const auto howl = [](int64_t frame, int) {
    const double time_s = static_cast<double>(frame) / kRate - 5;
    if (time_s < 0 || time_s > 1.5) return 0.0f;
    return static_cast<float>(0.3 * std::min(1.0, 0.003 * std::exp(6 * time_s)) *
                              std::sin(2 * kTestPi * 1730 * time_s));
  };
  const std::vector<Finding> found =
      FindingsOf(OfMix(Sum(Sum(PlainVoice(12).Signal(0.5), Hiss(-65)), howl), 12), "howling");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].quantity.value, 1730, 10);
  EXPECT_GT(found[0].start_s, 4.9);
  EXPECT_NEAR(found[0].start_s + found[0].seconds, 6.5, 0.1);
}

TEST(Howling, IsNoTonesWithHarmonics) {
  const auto organ = [](int64_t frame, int) {
    double value = 0;
    for (int harmonic = 1; harmonic <= 6; ++harmonic) {
      value += 0.1 / harmonic * std::sin(2 * kTestPi * 330 * harmonic * static_cast<double>(frame) / kRate);
    }
    return static_cast<float>(value);
  };
  EXPECT_TRUE(FindingsOf(OfMix(organ, 10), "howling").empty());
}

TEST(Noise, IsToldWithItsLevelFromWhereItBegins) {
  const GeneratedAudio::Signal noisy = Sum(PlainVoice(30).Signal(), From(Hiss(-38), 14));
  const std::vector<Finding> found = FindingsOf(OfMix(noisy, 30), "noise");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].quantity.value, -38, 1);
  EXPECT_NEAR(found[0].start_s, 14, 0.4);  // it may begin under a syllable
}

TEST(Noise, IsNotSteadyWhereItLastsForASecond) {
  for (const double seconds : {1.0, 3.0}) {
    const GeneratedAudio::Signal hiss = Hiss(-38);
    const GeneratedAudio::Signal burst = [=](int64_t frame, int channel) {
      return frame >= 14 * kRate && static_cast<double>(frame) < (14 + seconds) * kRate ? hiss(frame, channel) : 0;
    };
    const std::vector<Finding> found = FindingsOf(OfMix(Sum(Hiss(-66), burst), 20), "noise");
    EXPECT_EQ(found.size(), seconds < 2 ? 0u : 1u) << seconds;
  }
}

TEST(Hum, IsToldWithItsMainsAndItsLevel) {
  const GeneratedAudio::Signal hum = Sum(Sine(0.01, 60, kRate), Sine(0.005, 180, kRate));
  const std::vector<Finding> found = FindingsOf(OfMix(Sum(Sum(PlainVoice(20).Signal(), Hiss(-65)), hum), 20), "hum");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].more[0].value, 60);
  EXPECT_NEAR(found[0].quantity.value, -42, 1.5);  // what a voice covers now and then is not counted
  EXPECT_NEAR(found[0].start_s, 0, 0.1);
}

TEST(Hum, IsNoToneOfMusicNearby) {
  EXPECT_TRUE(FindingsOf(OfMix(Sum(Sine(0.02, 49, kRate), Sine(0.02, 98, kRate)), 20), "hum").empty());
}

// A voice of a lower rate with a filter between its samples: nothing above half of that rate.
GeneratedAudio::Signal Raised(const PlainVoice& voice, int64_t times) {
  constexpr int64_t kBefore = 15;
  constexpr int64_t kTaps = 32;
  std::vector<double> taps;  // of each place between two samples
  for (int64_t place = 0; place < times; ++place) {
    for (int64_t tap = 0; tap < kTaps; ++tap) {
      const double x = static_cast<double>(place) / static_cast<double>(times) - static_cast<double>(tap - kBefore);
      const double window = 0.5 + 0.5 * std::cos(kTestPi * x / 17);
      taps.push_back(window * (x == 0 ? 1 : std::sin(kTestPi * x) / (kTestPi * x)));
    }
  }
  return [samples = voice.samples(), times, taps](int64_t frame, int) {
    const double* tap = &taps[static_cast<size_t>(frame % times * kTaps)];
    const auto count = static_cast<int64_t>(samples.size());
    double value = 0;
    for (int64_t near = frame / times - kBefore; near < frame / times - kBefore + kTaps; ++near, ++tap) {
      if (near >= 0 && near < count) value += static_cast<double>(samples[static_cast<size_t>(near)]) * *tap;
    }
    return static_cast<float>(value);
  };
}

TEST(NarrowBand, IsToldWithItsEdge) {
  const std::vector<Finding> found = FindingsOf(OfMix(Raised(PlainVoice(40, 5, 8000), 6), 40), "narrow-band");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_GT(found[0].quantity.value, 3300);
  EXPECT_LT(found[0].quantity.value, 4600);
}

TEST(NarrowBand, IsToldOfWhatEndsAt8Kilohertz) {
  const GeneratedAudio::Signal voice = Raised(PlainVoice(40, 5, 16000), 3);
  const std::vector<Finding> found = FindingsOf(OfMix(voice, 40), "narrow-band");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_GT(found[0].quantity.value, 7000);
  EXPECT_LT(found[0].quantity.value, 8700);
}

TEST(NarrowBand, IsNotToldOfWhatAnEncoderLeavesOutAbove8Kilohertz) {
  GeneratedCapture capture(kRate, 40);
  capture.Add("mix", "", Raised(PlainVoice(40, 5, 16000), 3)).Lossy();
  EXPECT_TRUE(FindingsOf(DiagnosisOf(capture), "narrow-band").empty());
}

TEST(NarrowBand, IsNotCheckableWhereTheRatePromisesNoMore) {
  GeneratedCapture capture(8000, 3);
  capture.Add("mix", "", Sine(0.1, 440, 8000));
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "narrow-band", 0), CheckState::kNotCheckable);
}

TEST(WrongRate, LeavesImagesWhereSamplesAreRepeated) {
  const GeneratedAudio::Signal hiss = Hiss(-30);
  const auto repeated = [hiss](int64_t frame, int channel) { return hiss(frame / 3, channel); };
  const std::vector<Finding> found = FindingsOf(OfMix(repeated, 20), "wrong-rate");
  const auto cut = std::find_if(found.begin(), found.end(), [](const Finding& f) { return f.form == "cut"; });
  ASSERT_NE(cut, found.end());
  EXPECT_EQ(cut->quantity.value, 8000);
}

TEST(WrongRate, LeavesNoImagesInPlainNoise) {
  for (const Finding& finding : FindingsOf(OfMix(Hiss(-30), 20), "wrong-rate")) EXPECT_NE(finding.form, "cut");
}

TEST(Robotic, IsAVoiceThatIsModulatedAtTheRateOfPackets) {
  const GeneratedAudio::Signal voice = PlainVoice(25).Signal();
  const auto chopped = [voice](int64_t frame, int channel) {
    return voice(frame, channel) * (frame % 960 < 480 ? 1.0f : 0.2f);
  };
  const std::vector<Finding> found = FindingsOf(OfMix(chopped, 25), "robotic");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].quantity.value, 50);
}

TEST(Robotic, IsAVoiceWhoseBlocksArePlayedAgainAndAgain) {
  const GeneratedAudio::Signal voice = PlainVoice(12).Signal();
  const auto buzzing = [voice](int64_t frame, int channel) {
    const bool again = frame >= 5 * kRate && frame < 8 * kRate && frame % 960 >= 480;
    return voice(again ? frame - 480 : frame, channel);
  };
  const std::vector<Finding> found = FindingsOf(OfMix(Sum(buzzing, Constant(0)), 12), "robotic");
  ASSERT_FALSE(found.empty());
  EXPECT_GT(found[0].start_s, 4.9);
  EXPECT_LT(found.back().start_s + found.back().seconds, 8.1);
  EXPECT_NEAR(found[0].quantity.value, 50, 5);
}

TEST(Robotic, IsNoVoiceInWhichOneBlockIsPlayedAgain) {
  const GeneratedAudio::Signal voice = PlainVoice(12).Signal();
  const auto repeated = [voice](int64_t frame, int channel) {
    const bool again = frame % (2 * kRate) >= 4800 && frame % (2 * kRate) < 5280;
    return voice(again ? frame - 480 : frame, channel);
  };
  EXPECT_TRUE(FindingsOf(OfMix(repeated, 12), "robotic").empty());
}

TEST(FilledBand, TellsWhereTheSoundEnds) {
  FilledBand band;
  std::vector<float> powers(513, 4e-13f);
  std::fill(powers.begin(), powers.begin() + 342, 1e-9f);
  Cell cell;
  cell.powers = &powers;
  for (int i = 0; i < 40; ++i) band.Add(cell);
  EXPECT_EQ(band.Share(), 1);  // too little is known
  for (int i = 0; i < 40; ++i) band.Add(cell);
  EXPECT_NEAR(band.Share(), 342.0 / 513, 0.02);
}

// Its parts follow as syllables do, and have no pitch.
TEST(WrongRate, IsNotToldOfNoiseThatComesAsWords) {
  const GeneratedAudio::Signal noise = WhiteNoise(0.3);
  const GeneratedAudio::Signal words = [noise](int64_t frame, int channel) {
    const double syllable = std::sin(kTestPi * 1.7 * static_cast<double>(frame) / 48000);
    return noise(frame, channel) * static_cast<float>(syllable * syllable + 0.002);
  };
  EXPECT_TRUE(FindingsOf(OfMix(words, 8), "wrong-rate").empty());
}

TEST(Voicing, TellsAPitchFromNoise) {
  for (const bool has_pitch : {true, false}) {
    const GeneratedAudio::Signal noise = WhiteNoise(0.3);
    Voicing voicing;
    std::vector<float> mono(480);
    for (int64_t index = 0; index < 100; ++index) {
      for (int64_t i = 0; i < 480; ++i) {
        const int64_t frame = index * 480 + i;
        mono[static_cast<size_t>(i)] = has_pitch ? (frame % 400 < 20 ? 0.5f : -0.02f) : noise(frame, 0);
      }
      Cell cell;
      cell.mono = mono.data();
      cell.frames = mono.size();
      voicing.Listen(cell);
      if (index >= 10) voicing.Add();
    }
    EXPECT_GE(voicing.Share(), has_pitch ? 1 : 0);
    EXPECT_LE(voicing.Share(), has_pitch ? 1 : 0.1);
  }
}

std::vector<float> FramesOfNoise(size_t count) {
  const GeneratedAudio::Signal noise = WhiteNoise(0.3);
  std::vector<float> frames(count);
  for (size_t i = 0; i < count; ++i) frames[i] = noise(static_cast<int64_t>(i), 0);
  return frames;
}

TEST(FloatSpectrum, IsThatOfTheDirectTransform) {
  for (const size_t size : {4, 8, 64, 512, 2048}) {
    FloatSpectrum spectrum(size);
    const std::vector<float> frames = FramesOfNoise(size);
    std::vector<float> powers;
    spectrum.Of(frames.data(), &powers);
    ASSERT_EQ(powers.size(), size / 2 + 1);
    const double n = static_cast<double>(size);
    for (size_t bin = 0; bin <= size / 2; bin += 1 + size / 64) {
      double re = 0;
      double im = 0;
      for (size_t i = 0; i < size; ++i) {
        const double angle = 2 * kTestPi * static_cast<double>(i) / n;
        const double value = 4 / n * (0.5 - 0.5 * std::cos(angle)) * static_cast<double>(frames[i]);
        re += value * std::cos(angle * static_cast<double>(bin));
        im -= value * std::sin(angle * static_cast<double>(bin));
      }
      const double is_end = bin == 0 || bin == size / 2 ? 4 : 1;
      EXPECT_NEAR(static_cast<double>(powers[bin]), (re * re + im * im) / is_end, 1e-6) << size << " " << bin;
    }
  }
}

TEST(FloatSpectrum, KnowsTheMostThatItsPowersAddUpTo) {
  constexpr size_t kSize = 256;
  FloatSpectrum spectrum(kSize);
  const std::vector<float> frames = FramesOfNoise(kSize);
  std::vector<float> powers;
  spectrum.Of(frames.data(), &powers);
  const float most = spectrum.MostOf(frames.data());
  EXPECT_GE(1.0001f * most, std::accumulate(powers.begin() + 1, powers.end() - 1, 0.0f));
  // Only the two ends are missing.
  EXPECT_NEAR(most, std::accumulate(powers.begin(), powers.end(), powers.front() + powers.back()), 1e-4f * most);
}

}  // namespace
}  // namespace vr::test
