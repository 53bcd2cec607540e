// A voice that came through Opus, with packets that its decoder had to fill in.
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "diagnosis/opus_trip.h"
#include "native/analysis/diagnosis/generated_capture.h"
#include "native/analysis/diagnosis/sound_signals.h"

namespace vr::test {
namespace {

constexpr double kTalkSeconds = 14;
constexpr double kLostFrom = 5;
constexpr double kLostUntil = 9;
constexpr int kOpusBitsPerSecond = 32000;

// Three of ten packets, no more than two in a row.
bool IsLost(size_t packet) {
  const double time_s = static_cast<double>(packet) * bench::kOpusPacketSeconds;
  if (time_s < kLostFrom || time_s >= kLostUntil) return false;
  const size_t place = packet * 7 % 20;
  return place < 6;
}

bench::Signal Spoken() {
  const GeneratedAudio::Signal voice = Sum(PlainVoice(kTalkSeconds).Signal(), WhiteNoise(0.0004));
  bench::Signal signal;
  for (int64_t frame = 0; frame < static_cast<int64_t>(kTalkSeconds * kRate); ++frame) {
    signal.push_back(voice(frame, 0));
  }
  return signal;
}

std::vector<Finding> Concealments(bench::Signal signal) {
  const auto heard = [samples = std::move(signal)](int64_t frame, int) {
    return frame >= 0 && frame < static_cast<int64_t>(samples.size()) ? samples[static_cast<size_t>(frame)] : 0.0f;
  };
  GeneratedCapture capture(kRate, kTalkSeconds);
  capture.Add("remote", "bob", heard);
  std::vector<Finding> found = FindingsOf(DiagnosisOf(capture), "robotic");
  found.erase(
      std::remove_if(found.begin(), found.end(), [](const Finding& finding) { return finding.form != "concealed"; }),
      found.end());
  return found;
}

TEST(Concealed, IsAVoiceWhosePacketsAreFilledIn) {
  const std::vector<Finding> found = Concealments(bench::ThroughOpus(Spoken(), kOpusBitsPerSecond, IsLost));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_GT(found[0].start_s, kLostFrom - 0.1);
  EXPECT_LT(found[0].start_s + found[0].seconds, kLostUntil + 0.1);
  EXPECT_GT(found[0].seconds, 1);
  EXPECT_EQ(found[0].quantity.unit, "%");
  EXPECT_NEAR(found[0].quantity.value, 30, 20);
}

TEST(Concealed, IsNoVoiceWhosePacketsAllCame) {
  for (const int bits_per_second : {16000, 24000, 64000}) {
    EXPECT_TRUE(Concealments(bench::ThroughOpus(Spoken(), bits_per_second)).empty()) << bits_per_second;
  }
  EXPECT_TRUE(Concealments(Spoken()).empty());
}

}  // namespace
}  // namespace vr::test
