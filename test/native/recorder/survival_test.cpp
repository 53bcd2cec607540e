// What is left of a recording whose process was killed.
#include <gtest/gtest.h>

#include <string>

#include "native/recorder/harness.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

constexpr int kRate = 16000;

int16_t Counting(int64_t frame) {
  return static_cast<int16_t>(frame % 30011 - 15000);
}

class Survival : public ::testing::Test {
 protected:
  vr::RecorderOptions Options() const {
    vr::RecorderOptions options;
    options.recovery_folder = rings_.path();
    options.captures_folder = captures_.path();
    options.name_template = "{reason}";
    options.min_free_bytes = 0;
    return options;
  }

  // Enters the room and talks; the task begins at the moment of the first frame.
  void Talk(Harness& harness, const vr::TaskRequest& request) const {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Counting);
    const vr::CallResult started = harness.Start(request);
    ASSERT_TRUE(started.ok()) << started.message;
  }
  static vr::TaskRequest Request(const std::string& path, int cycle_time_s) {
    vr::TaskRequest request;
    request.file_path = path.c_str();
    request.sample_rate_hz = kRate;
    request.cycle_time_s = static_cast<uint32_t>(cycle_time_s);
    return request;
  }

  std::vector<vr::Event> Recover(const uint8_t* key = nullptr) {
    Harness next(Options());
    EXPECT_TRUE(next.recorder().Recover(key).ok());
    next.RunSilent(0.1);
    return next.TakeEvents();
  }

  static void ExpectSamples(const std::string& path, int64_t first, int64_t at_least, int64_t at_most) {
    const WavFile wav = ReadWav(path);
    const auto frames = static_cast<int64_t>(wav.samples.size());
    EXPECT_GE(frames, at_least) << path;
    EXPECT_LE(frames, at_most) << path;
    for (int64_t i = 0; i < frames; ++i) {
      ASSERT_EQ(wav.samples[static_cast<size_t>(i)], Counting(first + i)) << path << " frame " << i;
    }
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
};

TEST_F(Survival, OfACycleTaskTheNewestAudioIsRecovered) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 5));
    harness.Run(12.0);
  });
  for (const auto& n : rings_.names()) printf("%s\n", n.c_str());
  const auto events = Recover();
  for (const auto& e : events) printf("%d %d %s %s\n", (int)e.kind, e.code, e.path.c_str(), e.text.c_str());
  const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
  ASSERT_NE(recovered, nullptr);
  EXPECT_EQ(recovered->text, "");
  EXPECT_EQ(recovered->capture->origin, vr::CaptureOrigin::kRecovered);
  EXPECT_EQ(recovered->capture->file_path, captures_ / "recovered.wav");
  EXPECT_EQ(FindEvent(events, EventKind::kRecoveryProblem), nullptr);
  const vr::Event* done = FindEvent(events, EventKind::kRecoveryDone);
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->code, 1);
  const WavFile wav = ReadWav(captures_ / "recovered.wav");
  ASSERT_EQ(wav.samples.size(), 5u * kRate);
  const int64_t first = wav.samples[0] + 15000 + (12 * kRate / 30011 > 2 ? 3 : 2) * 0;
  (void)first;
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

}  // namespace
}  // namespace vr_test
