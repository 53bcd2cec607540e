// What the buffer costs, what pins make it grow to, and what goes first when that is not enough.
#include "cycle/feature_ring.h"
#include "native/cycle/cycle_support.h"

namespace vr::test {
namespace {

constexpr uint64_t kMiB = 1024 * 1024;

TEST(CycleBound, FifteenMinutesOfMediumMonoWithThreeFeatureTracksFitInEightMiB) {
  const CycleConfig config = AacCycle(32000, 50000 / 8.0, 900);
  const auto buffer = MustMake(config);
  const auto ring = FeatureRing::Make(904 * 100);
  ASSERT_NE(ring, nullptr);
  EXPECT_LE(CycleBuffer::CapacityBytes(config), 6 * kMiB);
  EXPECT_EQ(buffer->allocated_bytes(), CycleBuffer::CapacityBytes(config));
  EXPECT_LE(ring->allocated_bytes(), kMiB);
  EXPECT_LT(buffer->allocated_bytes() + 3 * ring->allocated_bytes(), 8 * kMiB);
  RecordProperty("audio_bytes", std::to_string(buffer->allocated_bytes()));
  RecordProperty("feature_bytes", std::to_string(ring->allocated_bytes()));
}

TEST(CycleBound, PcmCostsAtMostTwoSegmentsMoreThanWhatIsKept) {
  const CycleConfig config = PcmConfig(48000, 2, 900);
  const uint64_t kept_bytes = uint64_t{900} * 48000 * 4;
  EXPECT_GE(CycleBuffer::CapacityBytes(config), kept_bytes);
  EXPECT_LE(CycleBuffer::CapacityBytes(config), kept_bytes + 2 * 2 * 192000 + 100000);
}

// "that is freed within 2 s of audio after they are dropped"
TEST(CycleBound, WhatPinsMadeItGrowByIsFreedAgain) {
  const CycleConfig config = PcmConfig(8000, 1, 20);
  auto buffer = MustMake(config);
  ASSERT_TRUE(AppendPcm(*buffer, config, 3 * config.keep_frames));
  {
    const CyclePin pin = buffer->Pin(0, buffer->end_frame());
    ASSERT_TRUE(AppendPcm(*buffer, config, config.keep_frames));
    EXPECT_GT(buffer->allocated_bytes(), CycleBuffer::CapacityBytes(config) * 3 / 2);
    EXPECT_LE(buffer->allocated_bytes(), config.max_bytes);
    EXPECT_GE(buffer->end_frame() - buffer->first_frame(), config.keep_frames);
  }
  ASSERT_TRUE(AppendPcm(*buffer, config, 2 * 8000 + 1));
  EXPECT_EQ(buffer->allocated_bytes(), CycleBuffer::CapacityBytes(config));
  EXPECT_GE(buffer->end_frame() - buffer->first_frame(), config.keep_frames);
}

TEST(CycleBound, ASmallPinCostsOnlyItsOwnSegments) {
  const CycleConfig config = PcmConfig(8000, 1, 60);
  auto buffer = MustMake(config);
  ASSERT_TRUE(AppendPcm(*buffer, config, config.keep_frames));
  const CyclePin pin = buffer->Pin(8000, 16000);
  ASSERT_TRUE(AppendPcm(*buffer, config, 5 * config.keep_frames));
  EXPECT_LE(buffer->allocated_bytes(), CycleBuffer::CapacityBytes(config) + 2 * (2 * 16000 + 200));
  EXPECT_EQ(PinnedBytes(pin), PcmBytes(8000, 8000, 2));
}

// "audio that should have been kept had to go early"
TEST(CycleBound, AtItsBoundTheOldestUnpinnedAudioGoesFirst) {
  CycleConfig config = PcmConfig(8000, 1, 20);
  config.max_bytes = CycleBuffer::CapacityBytes(config);
  auto buffer = MustMake(config);
  ASSERT_TRUE(AppendPcm(*buffer, config, config.keep_frames));
  const CyclePin pin = buffer->Pin(0, config.keep_frames / 2);
  bool all_kept = true;
  while (buffer->end_frame() < 3 * config.keep_frames) {
    all_kept = AppendPcm(*buffer, config, 80) && all_kept;
    ASSERT_LE(buffer->allocated_bytes(), config.max_bytes);
  }
  EXPECT_FALSE(all_kept);
  EXPECT_EQ(buffer->lost_frames(), 0);
  EXPECT_EQ(PinnedBytes(pin), PcmBytes(0, config.keep_frames / 2, 2));
  const int64_t kept = buffer->end_frame() - buffer->first_frame();
  EXPECT_LT(kept, config.keep_frames);
  EXPECT_GT(kept, config.keep_frames / 4);
  EXPECT_EQ(PinnedBytes(buffer->Pin(0, INT64_MAX)), PcmBytes(buffer->first_frame(), kept, 2));
}

// "When pins hold every segment, the block itself is lost"
TEST(CycleBound, WhenEverythingIsPinnedBlocksAreLostAndTheTimeLineStaysTrue) {
  CycleConfig config = AacCycle(32000, 6250, 20);
  config.max_bytes = 0;  // counts as CapacityBytes
  auto buffer = MustMake(config);
  std::vector<CyclePin> pins;
  int64_t appended = 0;
  while (buffer->lost_frames() == 0) {
    pins.push_back(buffer->Pin(buffer->end_frame() - kAdtsFrames, buffer->end_frame()));
    AppendAdts(*buffer, 200);
    appended += kAdtsFrames;
    ASSERT_LT(appended, 10 * config.keep_frames);
  }
  EXPECT_FALSE(AppendAdts(*buffer, 200));
  appended += kAdtsFrames;
  EXPECT_EQ(buffer->lost_frames(), 2 * kAdtsFrames);
  EXPECT_EQ(buffer->end_frame(), appended);
  EXPECT_EQ(buffer->first_frame(), appended);
  EXPECT_EQ(buffer->used_bytes(), 0u);
  EXPECT_TRUE(buffer->Pin(0, appended).views().empty());
  for (size_t i = 1; i < pins.size(); ++i) {
    ASSERT_EQ(PinnedBytes(pins[i]), AdtsBlock(static_cast<int64_t>(i) - 1, 200)) << i;
  }

  pins.clear();
  ASSERT_TRUE(AppendAdts(*buffer, 200));
  EXPECT_EQ(buffer->first_frame(), appended);
  EXPECT_EQ(PinnedBytes(buffer->Pin(0, INT64_MAX)), AdtsBlock(appended / kAdtsFrames, 200));
  while (buffer->end_frame() < 5 * config.keep_frames) ASSERT_TRUE(AppendAdts(*buffer, 200));
  EXPECT_GE(buffer->end_frame() - buffer->first_frame(), config.keep_frames);
  EXPECT_EQ(buffer->allocated_bytes(), CycleBuffer::CapacityBytes(config));
}

TEST(CycleBound, OnlyTheUnstoredPartOfAPcmBlockIsLost) {
  CycleConfig config = PcmConfig(8000, 1, 10);
  config.max_bytes = 0;
  auto buffer = MustMake(config);
  std::vector<CyclePin> pins;
  while (buffer->end_frame() < config.keep_frames) {
    AppendPcm(*buffer, config, 1000);
    pins.push_back(buffer->Pin(buffer->end_frame() - 1000, buffer->end_frame()));
  }
  const uint64_t room_bytes = 6 * 32000 - buffer->used_bytes();  // six segments of two seconds
  for (int i = 0; i < 2; ++i) {
    AppendPcm(*buffer, config, 1000);
    pins.push_back(buffer->Pin(buffer->end_frame() - 1000, buffer->end_frame()));
  }
  EXPECT_FALSE(AppendPcm(*buffer, config, 100000));
  EXPECT_EQ(buffer->end_frame(), config.keep_frames + 102000);
  EXPECT_EQ(buffer->lost_frames(), 102000 - static_cast<int64_t>(room_bytes / 2));
}

}  // namespace
}  // namespace vr::test
