// Captures that were written with a key of the game.
#include <gtest/gtest.h>

#include "native/analysis/analysis_support.h"
#include "writer/capture_file.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

constexpr const char* kSealedPath = "/captures/a.wav";

CaptureInfo Info(int64_t frames) {
  CaptureInfo info = TrackedInfo();
  info.format = {Codec::kPcm16, 16000, 1};
  info.layout = Layout::kMix;
  info.valid_start = 0;
  info.valid_frames = info.file_frames = frames;
  return info;
}

class SealedCaptures : public testing::Test {
 protected:
  void SetUp() override {
    if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  }
  void Write(int frames) {
    ASSERT_TRUE(WriteHeld(files_, kSealedPath, ExistingTarget::kRefuse,
                          {Ramp(frames, 1), Ramp(frames, 1, 1), Ramp(frames, 1, 2), Ramp(frames, 2, 3)}, Info(frames),
                          &key_)
                    .ok());
  }
  MemoryFileSystem files_;
  const SealKey key_ = KeyOf(1);
};

TEST_F(SealedCaptures, AreReadAtAnyPlaceWithTheirKey) {
  Write(200000);
  const auto capture = Opened(files_, kSealedPath, &key_);
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ("[]", ProblemsOf(*capture));
  const Json info = InfoOf(*capture);
  EXPECT_EQ(true, info["encrypted"]);
  EXPECT_EQ("pcm16", info["codec"]);
  EXPECT_EQ(false, info["files"][0]["plain"]);
  EXPECT_EQ("room 7", info["sidecar"]["room"]);
  EXPECT_EQ(4u, capture->lanes().size());
  for (const int64_t at : {199990L, 5L, 100000L, 32767L, 32768L}) {
    EXPECT_EQ(RampAt(at, 0) / 32768.0f, ReadLane(*capture, LaneOf(*capture, "mix"), at, 1)[0]) << at;
    EXPECT_EQ(RampAt(at + 1, 0) / 32768.0f, ReadLane(*capture, LaneOf(*capture, "local"), at, 1)[0]) << at;
  }
  EXPECT_EQ(200000u, ReadAll(*capture, LaneOf(*capture, "mix")).size());
  FeatureWord words[5];
  EXPECT_EQ(5u, capture->OpenFeatures(LaneOf(*capture, "local")).value()->Read(0, 5, words).value());
  EXPECT_EQ(10u, words[4]);
}

// "Without key: vra_open gives VRA_KEY_NEEDED with a clear text."
TEST_F(SealedCaptures, AskForTheirKey) {
  Write(1000);
  const Status none = OpenStatus(files_, kSealedPath);
  EXPECT_EQ(ErrorCode::kWrongKey, none.code());
  EXPECT_NE(std::string::npos, none.message().find("none was given"));
  const SealKey other = KeyOf(2);
  EXPECT_EQ(ErrorCode::kWrongKey, OpenStatus(files_, kSealedPath, &other).code());
  EXPECT_EQ(ErrorCode::kUnreadable, OpenStatus(files_, std::string(kSealedPath) + ".features", &key_).code());
}

TEST_F(SealedCaptures, OfAacAreWalkedThroughTheirChunks) {
  CaptureInfo info = AacInfo();
  info.id = "0123456789abcdef-7";
  info.valid_frames = info.file_frames = 3000 * 1024;
  ASSERT_TRUE(WriteHeld(files_, "/captures/a.aac", ExistingTarget::kRefuse, {Adts(3000, 100)}, info, &key_).ok());
  const auto capture = Opened(files_, "/captures/a.aac", &key_);
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(3000 * 1024, capture->valid_frames());
  EXPECT_EQ("[]", ProblemsOf(*capture));
}

TEST_F(SealedCaptures, ThatWereNotFinishedGiveWhatTheirChunksHold) {
  Write(100000);
  const std::string whole = files_.Get(kSealedPath);
  files_.Remove(std::string(kSealedPath) + ".json");
  files_.Put(kSealedPath, whole.substr(0, whole.size() - 20));
  const auto unended = Opened(files_, kSealedPath, &key_);
  EXPECT_EQ(true, InfoOf(*unended)["unfinished"]);
  EXPECT_EQ(100000, unended->valid_frames());
  files_.Put(kSealedPath, whole.substr(0, 128 + 65556 + 100));
  const auto torn = Opened(files_, kSealedPath, &key_);
  EXPECT_EQ(32768, torn->valid_frames());
}

TEST_F(SealedCaptures, ThatAreDamagedEndThereAndTellIt) {
  Write(100000);
  files_.Remove(std::string(kSealedPath) + ".json");
  std::string bytes = files_.Get(kSealedPath);
  bytes[128 + 65556 + 500] ^= 1;
  files_.Put(kSealedPath, bytes);
  const auto capture = Opened(files_, kSealedPath, &key_);
  EXPECT_EQ(32768, capture->valid_frames());
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("damaged from byte"));
  bytes[40] ^= 1;
  files_.Put(kSealedPath, bytes);
  EXPECT_EQ(ErrorCode::kUnreadable, OpenStatus(files_, kSealedPath, &key_).code());
}

TEST_F(SealedCaptures, LeaveAPlainSidecarOfAnotherCaptureAside) {
  Write(1000);
  CaptureInfo other = Info(1000);
  other.id = "ffffffffffffffff-1";
  MemoryFileSystem elsewhere;
  ASSERT_TRUE(WriteHeld(elsewhere, kSealedPath, ExistingTarget::kRefuse,
                        {Ramp(1000, 1), Ramp(1000, 1), Ramp(1000, 1), Ramp(1000, 2)}, other, &key_)
                  .ok());
  files_.Put(std::string(kSealedPath) + ".json", elsewhere.Get(std::string(kSealedPath) + ".json"));
  EXPECT_NE(std::string::npos, ProblemsOf(*Opened(files_, kSealedPath, &key_)).find("another capture"));
}

}  // namespace
}  // namespace vr
