// What is forgotten is forgotten on the disk, too, and nothing else is.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "native/recorder/harness.h"
#include "support/faulty_file_system.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

bool HoldsText(const TemporaryFolder& folder, const std::string& text) {
  return HoldsBytes(folder, text.data(), text.size());
}

// A voice that counts: whether any of its samples stand in a file, wherever in its period they are.
bool HoldsVoice(const TemporaryFolder& folder, int16_t (*voice)(int64_t)) {
  return vr_test::HoldsVoice(folder, voice, kRate / 2, kRate / 20);
}

class RecorderForgetting : public ::testing::Test {
 protected:
  RecorderForgetting() {
    options_.captures_folder = captures_.path();
    options_.recovery_folder = rings_.path();
    options_.min_free_bytes = 0;
    options_.max_tracks = 4;
  }
  void Begin(bool tracks) {
    harness_ = std::make_unique<Harness>(options_, disk_);
    harness_->recorder().EnterRoom("room", "me");
    harness_->Open(SourceKind::kLocal, "me", kRate, Mine);
    harness_->Open(SourceKind::kRemote, "x", kRate, Theirs);
    vr::TaskRequest request;
    request.file_path = wav_.c_str();
    request.sample_rate_hz = kRate;
    request.cycle_time_s = 10;
    request.tracks = tracks ? 1 : 0;
    ASSERT_TRUE(harness_->Start(request).ok());
  }
  uint64_t DumpThatFails(double last_s, const std::string& name) {
    uint64_t id = 0;
    EXPECT_TRUE(harness_->Dump(last_s, captures_ / ("missing/" + name), &id).ok());
    return id;
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
  vr::test::FaultyFileSystem disk_{vr::PlatformFileSystem()};
  vr::RecorderOptions options_;
  std::unique_ptr<Harness> harness_;
  const std::string wav_ = captures_ / "a.wav";
};

// Two dumps hold two segments; the first is given up, and its segment written anew, long before the second.
TEST_F(RecorderForgetting, ThatHadToWaitForADumpTakesNoNewAudio) {
  Begin(true);
  harness_->Run(8);
  const uint64_t first = DumpThatFails(5, "a.wav");
  harness_->Run(32);
  const uint64_t second = DumpThatFails(5, "b.wav");
  harness_->Run(2);
  ASSERT_TRUE(harness_->recorder().Exclude("x", false).ok());
  harness_->Run(2);
  EXPECT_TRUE(HoldsVoice(rings_, Theirs)) << "the dumps were asked for before";
  ASSERT_TRUE(harness_->recorder().Discard(first).ok());
  harness_->Run(72);
  ASSERT_TRUE(harness_->recorder().Discard(second).ok());
  harness_->Run(2);
  EXPECT_FALSE(HoldsVoice(rings_, Theirs));
  ASSERT_TRUE(harness_->Dump(8, captures_ / "d.wav").ok());
  harness_->Settle();
  const WavFile wav = ReadWav(captures_ / "d.wav");
  ASSERT_EQ(wav.samples.size(), 8u * kRate);
  for (int64_t i = 0; i < 8 * kRate; ++i) {
    ASSERT_EQ(wav.samples[static_cast<size_t>(i)], Mine(110 * kRate + i)) << i;
  }
}

TEST_F(RecorderForgetting, OfASegmentThatIsGoneIsNoFailure) {
  Begin(true);
  harness_->Run(8);
  const uint64_t first = DumpThatFails(5, "a.wav");
  harness_->Run(32);
  const uint64_t second = DumpThatFails(5, "b.wav");
  harness_->Run(2);
  ASSERT_TRUE(harness_->recorder().Exclude("x", false).ok());
  harness_->Run(100);
  harness_->TakeEvents();
  for (const uint64_t dump : {first, second}) {
    ASSERT_TRUE(harness_->recorder().Discard(dump).ok());
    harness_->Run(2);
  }
  EXPECT_EQ(FindEvent(harness_->TakeEvents(), EventKind::kDegraded), nullptr);
  EXPECT_FALSE(HoldsVoice(rings_, Theirs));
}

TEST_F(RecorderForgetting, LeavesNothingOfEarlierLaps) {
  harness_ = std::make_unique<Harness>(options_, disk_);
  harness_->recorder().EnterRoom("room", "x");
  harness_->Open(SourceKind::kLocal, "x", kRate, Theirs);
  ASSERT_TRUE(harness_->Start(wav_, 10, kRate).ok());
  harness_->Run(100);
  ASSERT_TRUE(HoldsVoice(rings_, Theirs));
  ASSERT_TRUE(harness_->recorder().Exclude("x", true).ok());
  harness_->Run(2);
  EXPECT_FALSE(HoldsVoice(rings_, Theirs));
}

TEST_F(RecorderForgetting, ThatTheDiskDidNotTakeIsDoneWhenItDoes) {
  Begin(true);
  harness_->Run(8);
  ASSERT_TRUE(HoldsVoice(rings_, Theirs));
  disk_.FailAt(disk_.operations() + 1, vr::ErrorCode::kIoError, true);
  ASSERT_TRUE(harness_->recorder().Exclude("x", false).ok());
  harness_->Run(5);
  EXPECT_TRUE(HoldsVoice(rings_, Theirs));
  EXPECT_NE(FindEvent(harness_->TakeEvents(), EventKind::kDegraded), nullptr);
  disk_.FailAt(0, vr::ErrorCode::kIoError, false);
  harness_->Run(12);
  EXPECT_FALSE(HoldsVoice(rings_, Theirs));
  EXPECT_EQ(harness_->recorder().stats().degraded, vr::Degraded::kNone);
}

// Not only the sound: who was there, what they were like and what was marked are in the log.
TEST_F(RecorderForgetting, TakesTheLogToo) {
  harness_ = std::make_unique<Harness>(options_, disk_);
  harness_->recorder().EnterRoom("room", "me");
  const vr::SourceId gone = harness_->Open(SourceKind::kRemote, "somebody-gone", kRate, Theirs);
  harness_->Open(SourceKind::kRemote, "somebody-else", kRate, Theirs);
  ASSERT_TRUE(harness_->Start(wav_, 10, kRate).ok());
  harness_->Run(35);
  harness_->Close(gone);
  ASSERT_TRUE(harness_->recorder().Mark("before", "").ok());
  harness_->Run(35);
  ASSERT_TRUE(HoldsText(rings_, "somebody-gone"));
  ASSERT_TRUE(HoldsText(rings_, "before"));
  ASSERT_TRUE(harness_->recorder().Exclude("somebody-else", true).ok());
  harness_->RunSilent(1);
  for (const char* text : {"somebody-gone", "somebody-else", "before"}) EXPECT_FALSE(HoldsText(rings_, text)) << text;
  EXPECT_FALSE(HoldsVoice(rings_, Theirs));
  EXPECT_TRUE(HoldsText(rings_, "excluded")) << "what has happened since is told";
}

TEST_F(RecorderForgetting, LeavesARingThatARecoveryReads) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
    EXPECT_TRUE(harness.Start(wav_, 10, kRate).ok());
    harness.Run(40);
    EXPECT_TRUE(harness.recorder().Exclude("x", true).ok());
    harness.RunSilent(1);
    harness.Open(SourceKind::kLocal, "me", kRate, Mine);
    harness.Run(5);
    EXPECT_EQ(harness.recorder().stats().degraded, vr::Degraded::kNone);
  });
  const auto events = RecoverLeft(options_);
  const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
  ASSERT_NE(recovered, nullptr);
  const WavFile wav = ReadWav(recovered->capture->file_path);
  EXPECT_GT(wav.samples.size(), 5u * kRate);
  EXPECT_LT(wav.samples.size(), 7u * kRate);
  EXPECT_NE(std::find(wav.samples.begin(), wav.samples.end(), Mine(kRate)), wav.samples.end());
  const std::vector<uint8_t> bytes = ReadBytes(recovered->capture->file_path + ".json");
  const std::string sidecar(bytes.begin(), bytes.end());
  EXPECT_NE(sidecar.find("\"me\""), std::string::npos);
  EXPECT_EQ(sidecar.find("\"x\""), std::string::npos);
}

// A dump that was asked for before has its audio; the ring goes back to its length afterwards.
TEST_F(RecorderForgetting, LeavesADumpThatWasAskedForBefore) {
  Begin(false);
  harness_->Run(8);
  const uint64_t before = DumpThatFails(5, "a.wav");
  harness_->Run(2);
  ASSERT_TRUE(harness_->recorder().Exclude("x", true).ok());
  harness_->Run(2);
  const uint64_t bytes = harness_->recorder().stats().ring_bytes;
  ASSERT_TRUE(harness_->recorder().Retry(before, captures_ / "d.wav").ok());
  harness_->Run(1);
  EXPECT_EQ(ReadWav(captures_ / "d.wav").samples.size(), 5u * kRate);
  EXPECT_FALSE(HoldsVoice(rings_, Theirs));
  harness_->Run(100);
  EXPECT_LE(harness_->recorder().stats().ring_bytes, bytes);
}

}  // namespace
}  // namespace vr_test
