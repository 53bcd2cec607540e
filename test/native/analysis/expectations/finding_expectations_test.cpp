// What detectors find, against what is expected.
#include <gtest/gtest.h>

#include <cmath>

#include "native/analysis/diagnosis/spoken_signal.h"
#include "native/analysis/expectations/answers.h"

namespace vr::test {
namespace {

struct Loss {
  double start_s;
  double seconds;
};

GeneratedAudio::Signal Losing(std::vector<Loss> losses) {
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  return [=](int64_t frame, int channel) {
    const double t = static_cast<double>(frame) / kRate;
    for (const Loss& loss : losses) {
      if (t >= loss.start_s && t < loss.start_s + loss.seconds) return 0.0f;
    }
    return speech(frame, channel);
  };
}

GeneratedCapture Room(GeneratedAudio::Signal local, GeneratedAudio::Signal remote) {
  GeneratedCapture capture(kRate, 12);
  capture.Add("mix", "", remote).Add("local", "ann", std::move(local)).Add("remote", "2", std::move(remote));
  return capture;
}

TEST(NoDropouts, TellsHowManyOfWhichLengthWhere) {
  GeneratedCapture capture = Room(Constant(0), Losing({{4.06, 0.08}, {5.06, 0.06}, {6.03, 0.14}}));
  EXPECT_FALSE(Passes(capture, R"("expect":"noDropouts")"));
  EXPECT_EQ(MessageOf(capture, R"("expect":"noDropouts","side":"remote")"),
            "remote user 2: 3 dropouts (80, 60, 140 ms) between 4.06 s and 6.17 s");
  EXPECT_EQ(MessageOf(capture, R"("expect":"noDropouts","startSeconds":6)"),
            "remote user 2: 1 dropout (140 ms) at 6.03 s");
}

TEST(NoDropouts, LetsThoseBeThatAreShorterOrElsewhere) {
  GeneratedCapture capture = Room(SpokenSignal(0.2), Losing({{4.06, 0.08}}));
  EXPECT_FALSE(Passes(capture, R"("expect":"noDropouts","longerThanMs":60)"));
  EXPECT_TRUE(Passes(capture, R"("expect":"noDropouts","longerThanMs":100)"));
  EXPECT_TRUE(Passes(capture, R"("expect":"noDropouts","startSeconds":5)"));
  EXPECT_TRUE(Passes(capture, R"("expect":"noDropouts","side":"local")"));
}

TEST(NoDropouts, IsNotCheckableWithoutAudioAndLevels) {
  GeneratedCapture capture(kRate, 5);
  capture.Add("mix", "", Constant(0)).WithoutAudio();
  ExpectNotCheckable(capture, R"("expect":"noDropouts","side":"mix")", "Dropout could not be checked");
}

TEST(NoClipping, TellsTheShareAndThePlace) {
  const GeneratedAudio::Signal speech = SpokenSignal(4);
  GeneratedCapture capture = Room(SpokenSignal(0.2), [=](int64_t frame, int channel) {
    return std::fmin(32767.0f / 32768.0f, std::fmax(-1.0f, speech(frame, channel)));
  });
  EXPECT_FALSE(Passes(capture, R"("expect":"noClipping")"));
  EXPECT_TRUE(Passes(capture, R"("expect":"noClipping","side":"local")"));
  const std::string message = MessageOf(capture, R"("expect":"noClipping")");
  EXPECT_EQ(message.find("Remote user 2: "), 0u) << message;
  EXPECT_NE(message.find("% of the speech is clipped"), std::string::npos) << message;
}

TEST(NoEcho, IsNotCheckableWhereTheSidesAreNotApart) {
  GeneratedCapture mix(kRate, 6);
  mix.Add("mix", "", SpokenSignal(0.3));
  ExpectNotCheckable(mix, R"("expect":"noEcho")", "the local user is not in this capture");
  GeneratedCapture levels(kRate, 6);
  levels.Add("mix", "", SpokenSignal(0.3)).Add("local", "ann", Constant(0)).WithoutAudio();
  ExpectNotCheckable(levels, R"("expect":"noEcho")", "record with separate or split tracks");
}

TEST(NoFindings, TellsEachAndLetsThoseBeThatAreExpected) {
  GeneratedCapture capture(kRate, 6);
  capture.Add("mix", "", Sine(0.2, 1000, kRate));
  EXPECT_FALSE(Passes(capture, R"("expect":"noFindings")"));
  const AnswerJson answer = AnswerTo(capture, R"("expect":"noFindings")");
  EXPECT_EQ(answer["findings"][0]["id"], "howling");
  EXPECT_NE(answer["message"].get<std::string>().find("The mix: "), std::string::npos) << answer["message"];
  EXPECT_TRUE(Passes(capture, R"("expect":"noFindings","except":["howling"])"));
}

TEST(NoFindings, TakesOneFormOfAFaultToo) {
  GeneratedCapture capture = Room(SpokenSignal(0.2), Losing({{4.06, 0.08}}));
  EXPECT_FALSE(Passes(capture, R"("expect":"noFindings","side":"remote","except":["dropout/cut"])"));
  EXPECT_TRUE(Passes(capture, R"("expect":"noFindings","side":"remote","except":["dropout/zeros"])"));
}

TEST(NoFindings, AreNotPromisedOfWhatNobodyCouldHear) {
  GeneratedCapture empty(kRate, 0);
  empty.Add("mix", "", Constant(0));
  ExpectNotCheckable(empty, R"("expect":"noFindings")", "lasts 0.00 s");
  GeneratedCapture silent(kRate, 5);
  silent.Add("mix", "", Constant(0)).WithoutAudio();
  ExpectNotCheckable(silent, R"("expect":"noFindings","except":["silence"])", "no audio of its own");
}

TEST(NoFindings, DemandTheChecksThatAreNamed) {
  GeneratedCapture capture(kRate, 6);
  capture.Add("mix", "", SpokenSignal(0.3));
  EXPECT_TRUE(Passes(capture, R"("expect":"noFindings")"));
  ExpectNotCheckable(capture, R"("expect":"noFindings","checked":["echo"])", "Echo could not be checked");
}

}  // namespace
}  // namespace vr::test
