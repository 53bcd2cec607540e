#include <gtest/gtest.h>

#include "native/analysis/diagnosis/generated_capture.h"
#include "native/analysis/diagnosis/spoken_signal.h"

namespace vr::test {
namespace {

// Noise of 16 bits, from the number of the frame.
GeneratedAudio::Signal NoiseOf(int steps) {
  return [=](int64_t frame, int) {
    const auto mixed = static_cast<uint64_t>(frame) * 6364136223846793005u + 1442695040888963407u;
    return static_cast<float>(static_cast<int>((mixed >> 40) % static_cast<uint64_t>(2 * steps + 1)) - steps) / 32768;
  };
}

TEST(Silence, OfExactZerosIsToldAsDigital) {
  GeneratedCapture capture(kRate, 5);
  capture.Add("local", "me", Constant(0));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "silence");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "digital");
  EXPECT_EQ(found[0].severity, Severity::kError);
  EXPECT_NEAR(found[0].seconds, 5, 0.02);
}

TEST(Silence, OfAMicrophoneThatHearsNothingIsToldAsQuiet) {
  GeneratedCapture capture(kRate, 5);
  capture.Add("local", "me", NoiseOf(3));
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "silence");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, "quiet");
}

TEST(Silence, IsNoFaultWhileMuted) {
  GeneratedCapture capture(kRate, 6);
  capture.Add("local", "me", Constant(0));
  capture.WithSidecar(R"({"markers":[{"seconds":0,"label":"muted","source":"me"}]})");
  const Report report = DiagnosisOf(capture);
  EXPECT_TRUE(FindingsOf(report, "silence").empty());
  EXPECT_EQ(StateOf(report, "silence", 0), CheckState::kNotCheckable);
}

TEST(Silence, InTheMiddleOfALaneThatHasAFloorIsFoundAtItsPlace) {
  GeneratedCapture capture(kRate, 30);
  const GeneratedAudio::Signal noise = NoiseOf(120);
  capture.Add("mix", "", [=](int64_t frame, int channel) {
    return frame >= 10 * kRate && frame < 18 * kRate ? 0.0f : noise(frame, channel);
  });
  const std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "silence");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].start_s, 10, 0.02);
  EXPECT_NEAR(found[0].seconds, 8, 0.02);
}

TEST(Silence, IsNotThereBetweenWords) {
  GeneratedCapture capture(kRate, 20);
  capture.Add("mix", "", SpokenSignal(0.3));
  const Report report = DiagnosisOf(capture);
  EXPECT_TRUE(FindingsOf(report, "silence").empty());
  EXPECT_EQ(StateOf(report, "silence", 0), CheckState::kOk);
}

}  // namespace
}  // namespace vr::test
