#include <gtest/gtest.h>

#include "native/analysis/diagnosis/generated_capture.h"

namespace vr::test {
namespace {

GeneratedAudio::Signal SineAround(double offset, double from_s = 0) {
  const GeneratedAudio::Signal sine = Sine(0.1, 200, kRate);
  return [=](int64_t frame, int channel) {
    const bool is_off = static_cast<double>(frame) >= from_s * kRate;
    return sine(frame, channel) + (is_off ? static_cast<float>(offset) : 0.0f);
  };
}

TEST(DcOffset, IsToldInPercentOfFullScale) {
  GeneratedCapture capture(kRate, 30);
  capture.Add("mix", "", SineAround(-0.02));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dc-offset");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].quantity.value, -2, 0.01);
  EXPECT_EQ(found[0].quantity.unit, "%");
  EXPECT_EQ(found[0].severity, Severity::kWarning);
  EXPECT_NEAR(found[0].start_s, 0, 0.1);
  EXPECT_NEAR(found[0].seconds, 30, 0.1);
}

TEST(DcOffset, BeginsWhereItBeginsToWithinItsWindow) {
  GeneratedCapture capture(kRate, 40);
  capture.Add("mix", "", SineAround(0.06, 20));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "dc-offset");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].start_s, 20, 0.1);
  EXPECT_EQ(found[0].severity, Severity::kError);
}

TEST(DcOffset, IsNotThereInAToneAroundZero) {
  GeneratedCapture capture(kRate, 30);
  capture.Add("mix", "", SineAround(0));
  const Report report = DiagnosisOf(capture);
  EXPECT_TRUE(FindingsOf(report, "dc-offset").empty());
  EXPECT_EQ(StateOf(report, "dc-offset", 0), CheckState::kOk);
}

TEST(DcOffset, OfACaptureShorterThanAWindowIsFound) {
  GeneratedCapture capture(kRate, 2);
  capture.Add("mix", "", SineAround(0.02));
  EXPECT_EQ(FindingsOf(DiagnosisOf(capture), "dc-offset").size(), 1u);
}

}  // namespace
}  // namespace vr::test
