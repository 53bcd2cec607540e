#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "native/analysis/diagnosis/generated_capture.h"
#include "native/analysis/diagnosis/spoken_signal.h"

namespace vr::test {
namespace {

Report OfSource(const std::string& keys) {
  GeneratedCapture capture(kRate, 12);
  capture.Add("remote", "bob", SpokenSignal(0.3));
  capture.WithSidecar(R"({"sources":[{"id":1,"kind":"remote","user":"bob","sampleRate":44100,)" + keys + "}]}");
  return DiagnosisOf(capture);
}

TEST(BlocksDropped, AreCountedWithTheirShare) {
  const std::vector<Finding> found =
      FindingsOf(OfSource(R"("blocksTaken":980,"blocksDropped":20,"driftPpm":3)"), "blocks-dropped");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].lane, 0);
  EXPECT_EQ(found[0].severity, Severity::kError);
  EXPECT_DOUBLE_EQ(found[0].quantity.value, 20);
  EXPECT_DOUBLE_EQ(found[0].more.at(0).value, 2);
}

TEST(ClockDrift, BeyondCrystalsIsFoundAndWithinIsFine) {
  const std::vector<Finding> found = FindingsOf(OfSource(R"("driftPpm":-450)"), "clock-drift");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, Severity::kWarning);
  EXPECT_DOUBLE_EQ(found[0].quantity.value, -450);
  EXPECT_EQ(StateOf(OfSource(R"("driftPpm":80)"), "clock-drift", 0), CheckState::kOk);
  EXPECT_EQ(StateOf(OfSource(R"("driftPpm":null)"), "clock-drift", 0), CheckState::kNotCheckable);
}

TEST(WrongRate, IsToldWhereTheDeclaredOneCannotBeTrue) {
  const Report report = OfSource(R"("driftPpm":88435)");
  const std::vector<Finding> found = FindingsOf(report, "wrong-rate");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "declared");
  EXPECT_NEAR(found[0].more.at(1).value, 48000, 1);
  EXPECT_TRUE(FindingsOf(report, "clock-drift").empty());
}

// A source that has gaps of one length, so far from each other.
Report OfGaps(const std::vector<double>& distances_s, double gap_s) {
  GeneratedCapture capture(kRate, 12);
  capture.Add("remote", "bob", SpokenSignal(0.3));
  double at_s = 0.2;
  for (const double distance_s : distances_s) {
    capture.WithGap(at_s, gap_s);
    at_s += distance_s;
  }
  capture.WithSidecar(R"({"sources":[{"id":1,"kind":"remote","user":"bob","sampleRate":48000,"driftPpm":-1000}]})");
  return DiagnosisOf(capture);
}

TEST(WrongRate, IsToldByGapsInARhythm) {
  const std::vector<Finding> found = FindingsOf(OfGaps(std::vector<double>(500, 0.02), 0.0067), "wrong-rate");
  const auto declared =
      std::find_if(found.begin(), found.end(), [](const Finding& finding) { return finding.form == "declared"; });
  ASSERT_NE(declared, found.end());
  EXPECT_NEAR(declared->more.at(1).value, 32000, 200);
}

TEST(WrongRate, IsNotToldByBlocksThatAreLostNowAndThen) {
  std::vector<double> distances_s;
  for (int i = 0; i < 100; ++i) distances_s.push_back(0.02 * (1 + i * 7 % 11));
  for (const Finding& finding : FindingsOf(OfGaps(distances_s, 0.02), "wrong-rate"))
    EXPECT_NE(finding.form, "declared");
}

TEST(MissingAudio, IsWhatASourceDidNotDeliverInTheMidstOfSound) {
  GeneratedCapture capture(kRate, 12);
  capture.Add("remote", "bob", SpokenSignal(0.3)).WithGap(5.0603, 0.4);
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "missing-audio");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "gap");
  EXPECT_EQ(found[0].lane, 0);
  EXPECT_NEAR(found[0].start_s, 5.0603, 0.02);
  EXPECT_NEAR(found[0].seconds, 0.4, 0.02);
}

TEST(MissingAudio, MayBeginWhereTheVoiceIsQuietForAMoment) {
  GeneratedCapture capture(kRate, 12);
  const GeneratedAudio::Signal speech = SpokenSignal(0.3);
  capture
      .Add("remote", "bob",
           [=](int64_t frame, int channel) {
             const double t = static_cast<double>(frame) / kRate;
             return t >= 5.04 && t < 5.1 ? 0.0001F : speech(frame, channel);
           })
      .WithGap(5.0603, 0.4);
  ASSERT_EQ(FindingsOf(DiagnosisOf(capture), "missing-audio").size(), 1u);
}

TEST(MissingAudio, IsTheStretchThatTheSidecarTells) {
  GeneratedCapture capture(kRate, 12);
  capture.Add("mix", "", SpokenSignal(0.3));
  capture.WithSidecar(R"({"missing":[{"startSeconds":3,"seconds":1.5,"why":"disk"},
                                     {"startSeconds":6,"seconds":1,"why":"excluded"}]})");
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "missing-audio");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "disk");
  EXPECT_DOUBLE_EQ(found[0].start_s, 3);
  EXPECT_DOUBLE_EQ(found[0].seconds, 1.5);
}

TEST(SidecarFaults, CannotBeCheckedWithoutOne) {
  GeneratedCapture capture(kRate, 12);
  capture.Add("mix", "", SpokenSignal(0.3));
  const Report report = DiagnosisOf(capture);
  for (const char* id : {"blocks-dropped", "clock-drift", "missing-audio"}) {
    EXPECT_EQ(StateOf(report, id, kWholeCapture), CheckState::kNotCheckable);
  }
}

TEST(Report, HasOneCheckWhereSeveralDetectorsMakeTheSame) {
  Report report;
  report.Add(Check{"dropout", 0, CheckState::kOk, "audio", ""});
  report.Add(Check{"dropout", 0, CheckState::kFound, "features", ""});
  report.Add(Check{"dropout", 0, CheckState::kNotCheckable, "", "no-audio"});
  report.Add(Check{"dropout", 1, CheckState::kOk, "audio", ""});
  ASSERT_EQ(report.checks().size(), 2u);
  EXPECT_EQ(report.checks()[0].state, CheckState::kFound);
  EXPECT_EQ(report.checks()[0].basis, "features");
}

}  // namespace
}  // namespace vr::test
