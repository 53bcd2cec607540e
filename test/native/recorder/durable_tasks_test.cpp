// Tasks on disk, whose rings take a while to be made, and what is asked for meanwhile.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "native/recorder/harness.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

class DurableTasks : public ::testing::Test {
 protected:
  vr::RecorderOptions Options() const {
    vr::RecorderOptions options;
    options.recovery_folder = rings_.path();
    options.min_free_bytes = 0;
    return options;
  }

  static void Talk(Harness& harness, const std::string& path) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, [](int64_t n) { return static_cast<int16_t>(n % 100); });
    ASSERT_TRUE(harness.Start(path, 10).ok());
    harness.Run(1.0);
  }

  static std::vector<int> Codes(const std::vector<vr::Event>& events, EventKind kind) {
    std::vector<int> codes;
    for (const vr::Event& event : events) {
      if (event.kind == kind) codes.push_back(event.code);
    }
    return codes;
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
};

TEST_F(DurableTasks, EndWithTheirRecorderWhileTheRingOfTheNextIsBeingMade) {
  Harness harness(Options());
  Talk(harness, captures_ / "a.wav");
  ASSERT_TRUE(harness.Start(captures_ / "b.wav", 10).ok());
  ASSERT_TRUE(harness.Start(captures_ / "c.wav", 10).ok());
  harness.Destroy();
  for (const char* name : {"a.wav", "b.wav", "c.wav"}) EXPECT_TRUE(std::filesystem::exists(captures_ / name)) << name;
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

TEST_F(DurableTasks, EndWithTheirRecorderWhenTheRingOfTheNextCannotBeMade) {
  Harness harness(Options());
  Talk(harness, captures_ / "a.wav");
  std::filesystem::rename(rings_.path(), rings_.path() + "-gone");
  ASSERT_TRUE(harness.Start(captures_ / "b.wav", 10).ok());
  harness.Destroy();
  EXPECT_EQ(ReadWav(captures_ / "a.wav").samples.size(), size_t{kRate});
  EXPECT_FALSE(std::filesystem::exists(captures_ / "b.wav"));
  std::filesystem::rename(rings_.path() + "-gone", rings_.path());
}

TEST_F(DurableTasks, AreNotToldAsOverWhileTheRingOfTheNextIsBeingMade) {
  Harness harness(Options());
  Talk(harness, captures_ / "a.wav");
  harness.recorder().Pause();
  ASSERT_TRUE(harness.Start(captures_ / "b.wav", 10).ok());
  harness.Run(0.5);
  const std::vector<int> expected = {1, 2, 1};  // recording, paused, recording
  EXPECT_EQ(Codes(harness.TakeEvents(), EventKind::kState), expected);
}

TEST_F(DurableTasks, EachWipeIsAnsweredAndAWipedDumpIsNotToldAsHeldAfterwards) {
  Harness harness(Options());
  Talk(harness, captures_ / "a.wav");
  harness.TakeEvents();
  ASSERT_TRUE(harness.Dump(0, captures_ / "dump.wav").ok());
  ASSERT_TRUE(harness.recorder().Wipe().ok());
  ASSERT_TRUE(harness.recorder().Wipe().ok());
  harness.Run(0.5);
  const std::vector<vr::Event> events = harness.TakeEvents();
  EXPECT_EQ(Codes(events, EventKind::kWiped), (std::vector<int>{0, 0}));
  EXPECT_EQ(FindEvent(events, EventKind::kDumpCaptured), nullptr);
  ASSERT_NE(FindEvent(events, EventKind::kDumpFailed), nullptr);
}

}  // namespace
}  // namespace vr_test
