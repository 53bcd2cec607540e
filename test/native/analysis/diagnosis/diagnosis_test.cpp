// What holds for a diagnosis whatever its detectors are.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/diagnosis/sentences.h"
#include "base/json_text.h"
#include "native/analysis/diagnosis/generated_capture.h"

namespace vr::test {
namespace {

using DiagnosisJsonValue = nlohmann::ordered_json;

DiagnosisJsonValue JsonOfDiagnosis(Capture& capture) {
  const Result<std::string> text = DiagnoseToJson(capture, {});
  EXPECT_TRUE(text.ok()) << text.status().message();
  return ParseOrderedJson(text.ok() ? text.value() : "{}");
}

TEST(Diagnosis, TellsEachFindingWithItsLaneAndASentenceInBothLanguages) {
  GeneratedCapture capture(kRate, 12);
  capture.Add("remote", "bob", Constant(0.02f));
  const DiagnosisJsonValue diagnosis = JsonOfDiagnosis(capture);
  const auto& findings = diagnosis["findings"];
  const auto offset =
      std::find_if(findings.begin(), findings.end(), [](const auto& f) { return f["id"] == "dc-offset"; });
  ASSERT_NE(offset, findings.end());
  EXPECT_EQ((*offset)["user"], "bob");
  EXPECT_EQ((*offset)["lane"], 0);
  EXPECT_EQ((*offset)["sentence"]["en"],
            "Remote user bob: the samples are off zero by 2% of full scale between 0.00 s and 12.00 s.");
  EXPECT_NE((*offset)["sentence"]["zh"].get<std::string>().find("bob"), std::string::npos);
  EXPECT_FALSE(diagnosis["texts"]["dc-offset"]["causes"].empty());
}

TEST(Diagnosis, OfNothingFindsNothing) {
  GeneratedCapture capture(kRate, 0);
  capture.Add("mix", "", Constant(0));
  EXPECT_TRUE(JsonOfDiagnosis(capture)["findings"].empty());
}

TEST(Diagnosis, ReadsRatesFrom8To192KilohertzAndMoreThanTwoChannels) {
  for (const int rate_hz : {8000, 11025, 22050, 44100, 192000}) {
    GeneratedCapture capture(rate_hz, 2);
    capture.Add("mix", "", Sine(0.1, 440, rate_hz), 8);
    EXPECT_NO_FATAL_FAILURE(DiagnosisOf(capture)) << rate_hz;
  }
}

TEST(Diagnosis, IsRefusedForARateThatCannotBeAudio) {
  GeneratedCapture capture(1000, 2);
  capture.Add("mix", "", Constant(0));
  EXPECT_EQ(Diagnose(capture, {}).status().code(), ErrorCode::kNotSupported);
}

TEST(Diagnosis, FindsNothingInWhatCouldNotBeRead) {
  GeneratedCapture capture(kRate, 12);
  capture.Add("mix", "", Constant(0.2f)).FailAt(kRate * 11);
  EXPECT_EQ(Diagnose(capture, {}).status().code(), ErrorCode::kUnreadable);
}

TEST(Diagnosis, EndsWhenItsListenerWantsItTo) {
  GeneratedCapture capture(kRate, 12);
  capture.Add("mix", "", Constant(0.2f));
  const Result<Report> report = Diagnose(capture, [](double) { return false; });
  EXPECT_EQ(report.status().code(), ErrorCode::kCancelled);
}

TEST(Diagnosis, SaysWhatCannotBeCheckedInsteadOfCallingItFine) {
  GeneratedCapture capture(kRate, 3);
  capture.Add("mix", "", Constant(0)).WithoutAudio();
  EXPECT_EQ(StateOf(DiagnosisOf(capture), "dc-offset", 0), CheckState::kNotCheckable);
  const DiagnosisJsonValue diagnosis = JsonOfDiagnosis(capture);
  for (const auto& check : diagnosis["checks"]) {
    if (check["id"] == "dc-offset") {
      EXPECT_FALSE(check["why"]["en"].get<std::string>().empty());
    }
  }
}

TEST(Report, KeepsTheFirstFindingsOfACheckAndCountsTheRest) {
  Report report;
  for (size_t i = 0; i < kMostFindingsOfOneCheck + 7; ++i) {
    Finding finding;
    finding.id = "click";
    report.Add(finding);
  }
  EXPECT_EQ(report.findings().size(), kMostFindingsOfOneCheck);
  EXPECT_EQ(report.left_out(), 7u);
}

TEST(Sentences, NameAMomentOrAStretch) {
  Finding finding;
  finding.id = "dc-offset";
  finding.start_s = 4.2;
  finding.quantity = {"offset", 0.5, "%"};
  EXPECT_EQ(SentenceOf(finding, nullptr).en, "The capture: the samples are off zero by 0.5% of full scale at 4.20 s.");
}

}  // namespace
}  // namespace vr::test
