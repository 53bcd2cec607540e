// What a lane sounds like, against what is expected of it.
#include <gtest/gtest.h>

#include "native/analysis/diagnosis/spoken_signal.h"
#include "native/analysis/expectations/answers.h"

namespace vr::test {
namespace {

GeneratedAudio::Signal During(double start_s, double end_s, GeneratedAudio::Signal signal) {
  return [=](int64_t frame, int channel) {
    const double t = static_cast<double>(frame) / kRate;
    return t >= start_s && t < end_s ? signal(frame, channel) : 0.0f;
  };
}

// Bob speaks from 2 s to 4 s, and nobody else does.
GeneratedCapture BobSpeaks() {
  GeneratedCapture capture(kRate, 6);
  const GeneratedAudio::Signal speech = During(2, 4, SpokenSignal(0.3));
  capture.Add("mix", "", speech).Add("local", "ann", Constant(0)).Add("remote", "bob", speech);
  return capture;
}

TEST(HearSpeech, IsTrueOfWhoSpeaksWhereItIsSpoken) {
  GeneratedCapture capture = BobSpeaks();
  EXPECT_TRUE(Passes(capture, R"("expect":"hearSpeech","user":"bob")"));
  EXPECT_TRUE(Passes(capture, R"("expect":"hearSpeech","side":"remote","startSeconds":2,"endSeconds":3)"));
  EXPECT_FALSE(Passes(capture, R"("expect":"hearSpeech","side":"remote","startSeconds":4.1)"));
  EXPECT_FALSE(Passes(capture, R"("expect":"hearSpeech","side":"local")"));
}

TEST(HearSpeech, NamesSidePlaceAndQuantity) {
  GeneratedCapture capture = BobSpeaks();
  const std::string heard = MessageOf(capture, R"("expect":"hearSpeech","user":"bob")");
  EXPECT_EQ(heard.find("remote user bob: 1."), 0u) << heard;
  EXPECT_NE(heard.find(" s of speech between 2.0"), std::string::npos) << heard;
  EXPECT_EQ(MessageOf(capture, R"("expect":"hearSpeech","user":"ann","startSeconds":1,"endSeconds":3)"),
            "the local user ann: no speech between 1.00 s and 3.00 s, nothing but zeros");
}

TEST(HearSpeech, IsNotToldByATone) {
  GeneratedCapture capture(kRate, 4);
  capture.Add("remote", "bob", During(1, 3, Sine(0.3, 440, kRate)));
  EXPECT_FALSE(Passes(capture, R"("expect":"hearSpeech","user":"bob")"));
  const std::string message = MessageOf(capture, R"("expect":"hearSpeech","user":"bob")");
  EXPECT_EQ(message.find("remote user bob: no speech but a steady tone of 440 Hz"), 0u) << message;
}

TEST(HearSpeech, IsNotToldBySteadyNoise) {
  GeneratedCapture capture(kRate, 4);
  capture.Add("remote", "bob", [](int64_t frame, int) {
    const auto hash = static_cast<uint32_t>(frame) * 2654435761u;
    return static_cast<float>(static_cast<double>((hash ^ (hash >> 15)) & 0xFFFF) / 65536.0 - 0.5) * 0.2f;
  });
  EXPECT_FALSE(Passes(capture, R"("expect":"hearSpeech","user":"bob")"));
}

TEST(HearSpeech, IsReadFromTheFeatureTrackWhereAUserHasNoAudioOfTheirOwn) {
  GeneratedCapture capture(kRate, 4);
  capture.Add("mix", "", Constant(0)).Add("remote", "bob", Constant(0)).WithoutAudio().WithFeatures([](uint64_t cell) {
    Feature feature;
    feature.rms_dbfs = cell >= 100 && cell < 200 && cell % 20 < 15 ? -25 : -90;
    return feature;
  });
  EXPECT_TRUE(Passes(capture, R"("expect":"hearSpeech","user":"bob","endSeconds":2)"));
  EXPECT_FALSE(Passes(capture, R"("expect":"hearSpeech","user":"bob","startSeconds":2)"));
}

TEST(HearSpeech, IsNotCheckableOfWhoIsNotThere) {
  GeneratedCapture capture = BobSpeaks();
  ExpectNotCheckable(capture, R"("expect":"hearSpeech","user":"eve")",
                     "user eve is not in this capture: it has the mix, the local user ann, remote user bob");
  GeneratedCapture nothing(kRate, 3);
  nothing.Add("mix", "", Constant(0)).Add("remote", "bob", Constant(0)).WithoutAudio();
  ExpectNotCheckable(nothing, R"("expect":"hearSpeech","user":"bob")", "neither audio nor levels");
}

TEST(HearSpeech, IsNotCheckableBehindTheEnd) {
  GeneratedCapture capture = BobSpeaks();
  ExpectNotCheckable(capture, R"("expect":"hearSpeech","user":"bob","startSeconds":6)", "lasts 6.00 s");
}

TEST(HearSpeech, IsTrueOfTheOtherSideWhenAnyOfThemSpeaks) {
  GeneratedCapture capture = BobSpeaks();
  capture.Add("remote", "eve", Constant(0));
  EXPECT_TRUE(Passes(capture, R"("expect":"hearSpeech","side":"remote")"));
  EXPECT_FALSE(Passes(capture, R"("expect":"hearSpeech","user":"eve")"));
}

TEST(Silent, IsTrueOfAPlaceWhereNothingIsHeard) {
  GeneratedCapture capture = BobSpeaks();
  EXPECT_TRUE(Passes(capture, R"("expect":"silent","endSeconds":2)"));
  EXPECT_TRUE(Passes(capture, R"("expect":"silent","side":"local")"));
  EXPECT_FALSE(Passes(capture, R"("expect":"silent","startSeconds":3.5)"));
  const std::string message = MessageOf(capture, R"("expect":"silent")");
  EXPECT_EQ(message.find("the mix: sound for 1."), 0u) << message;
  EXPECT_NE(message.find("the loudest is -"), std::string::npos) << message;
}

TEST(Silent, TakesALevelOfItsOwn) {
  GeneratedCapture capture(kRate, 2);
  capture.Add("mix", "", Sine(0.003, 440, kRate));  // -53.5 dBFS
  EXPECT_FALSE(Passes(capture, R"("expect":"silent")"));
  EXPECT_TRUE(Passes(capture, R"("expect":"silent","belowDbfs":-50)"));
}

TEST(Silent, IsNotCheckableOfNothing) {
  GeneratedCapture capture(kRate, 0);
  capture.Add("mix", "", Constant(0));
  ExpectNotCheckable(capture, R"("expect":"silent")", "lasts 0.00 s");
}

TEST(Tone, IsHeardAtItsFrequencyAlone) {
  for (const int rate_hz : {8000, 16000, 44100, 48000}) {
    GeneratedCapture capture(rate_hz, 2);
    capture.Add("mix", "", Sine(0.1, 440, rate_hz));
    EXPECT_TRUE(Passes(capture, R"("expect":"tone","hz":440)")) << rate_hz;
    EXPECT_FALSE(Passes(capture, R"("expect":"tone","hz":460)")) << rate_hz;
    EXPECT_FALSE(Passes(capture, R"("expect":"tone","hz":880)")) << rate_hz;
    const AnswerJson answer = AnswerTo(capture, R"("expect":"tone","hz":440)");
    EXPECT_NEAR(answer["measured"][0]["value"].get<double>(), 440, 1) << rate_hz;
  }
}

TEST(Tone, IsHeardUnderSpeechAndInItsPlace) {
  GeneratedCapture capture(kRate, 6);
  const GeneratedAudio::Signal tone = During(2, 3, Sine(0.1, 1000, kRate));
  const GeneratedAudio::Signal speech = SpokenSignal(0.2);
  capture.Add("mix", "", [=](int64_t frame, int channel) { return tone(frame, channel) + speech(frame, channel); });
  EXPECT_TRUE(Passes(capture, R"("expect":"tone","hz":1000,"atLeastSeconds":0.8)"));
  EXPECT_FALSE(Passes(capture, R"("expect":"tone","hz":1000,"atLeastSeconds":1.2)"));
  EXPECT_FALSE(Passes(capture, R"("expect":"tone","hz":1000,"startSeconds":3)"));
}

TEST(Tone, SaysWhichOneIsThereInstead) {
  GeneratedCapture capture(kRate, 2);
  capture.Add("mix", "", Sine(0.1, 523, kRate));
  const std::string message = MessageOf(capture, R"("expect":"tone","hz":440)");
  EXPECT_EQ(message.find("the mix: no tone of 440 Hz between 0.00 s and 2.00 s, the strongest tone is 52"), 0u)
      << message;
}

TEST(Tone, IsNotCheckableOfLevelsAlone) {
  GeneratedCapture capture(kRate, 2);
  capture.Add("remote", "bob", Constant(0)).WithoutAudio().WithFeatures([](uint64_t) { return Feature{}; });
  ExpectNotCheckable(capture, R"("expect":"tone","hz":440,"user":"bob")", "no audio of its own");
}

TEST(LoudnessExpected, IsThatOfThePlace) {
  GeneratedCapture capture(kRate, 6);
  capture.Add("mix", "", During(2, 4, Sine(0.1, 1000, kRate)));  // -20 dBFS peak, -23 LUFS
  EXPECT_TRUE(Passes(capture, R"("expect":"loudness","minLufs":-24,"maxLufs":-22,"startSeconds":2,"endSeconds":4)"));
  EXPECT_FALSE(Passes(capture, R"("expect":"loudness","minLufs":-20)"));
  EXPECT_FALSE(Passes(capture, R"("expect":"loudness","minLufs":-60,"startSeconds":4)"));
  EXPECT_EQ(MessageOf(capture, R"("expect":"loudness","minLufs":-60,"startSeconds":4)"),
            "the mix: silent, below -70 LUFS, between 4.00 s and 6.00 s");
  ExpectNotCheckable(capture, R"("expect":"loudness","minLufs":-60,"startSeconds":2,"endSeconds":2.3)", "0.4 s");
}

TEST(Lasts, IsTrueWithinItsTolerance) {
  GeneratedCapture capture(kRate, 3);
  capture.Add("mix", "", Constant(0));
  EXPECT_TRUE(Passes(capture, R"("expect":"lasts","seconds":3.05)"));
  EXPECT_FALSE(Passes(capture, R"("expect":"lasts","seconds":3.05,"toleranceSeconds":0.01)"));
  EXPECT_EQ(MessageOf(capture, R"("expect":"lasts","seconds":1)"), "the capture lasts 3.00 s");
}

}  // namespace
}  // namespace vr::test
