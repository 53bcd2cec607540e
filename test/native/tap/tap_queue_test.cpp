// What goes in comes out: order, wrap-around, refusal when full, counting.
#include <gtest/gtest.h>

#include <cstring>

#include "native/tap/tap_fixture.h"
#include "tap/spsc_block_queue.h"

namespace vr {
namespace {

class Tap : public TapTest {};

TEST_F(Tap, AnEmptyTapHasNoFront) {
  TapBlock block;
  EXPECT_FALSE(FrontOfTap(id_, &block));
  PopTap(id_);
  EXPECT_FALSE(FrontOfTap(id_, &block));
}

TEST_F(Tap, GivesBlocksBackInTheOrderOfThePush) {
  for (uint32_t n = 0; n < 20; ++n) ASSERT_EQ(PushNumbered(n, n * 1000), PushResult::kTaken);
  for (uint32_t n = 0; n < 20; ++n) {
    TapBlock block;
    ASSERT_TRUE(FrontOfTap(id_, &block));
    EXPECT_EQ(block.frames, 480);
    EXPECT_EQ(block.time_ns, n * 1000);
    EXPECT_TRUE(IsNumberedBlock(block, n)) << n;
    PopTap(id_);
  }
}

TEST_F(Tap, TheFrontStaysUntilItIsPopped) {
  PushNumbered(1);
  PushNumbered(2);
  for (int look = 0; look < 3; ++look) {
    TapBlock block;
    ASSERT_TRUE(FrontOfTap(id_, &block));
    EXPECT_TRUE(IsNumberedBlock(block, 1));
  }
}

TEST_F(Tap, KeepsContentOverManyLapsOfTheRingWhateverTheBlockLength) {
  uint32_t pushed = 0, popped = 0;
  const auto frames_of = [](uint32_t n) { return 1 + n * 37 % 4800; };
  while (pushed < 2000) {
    for (int burst = 0; burst < 7; ++burst, ++pushed) {
      const auto samples = NumberedBlock(pushed, frames_of(pushed));
      ASSERT_EQ(PushToTap(id_, samples.data(), frames_of(pushed), kStereo48k, 0), PushResult::kTaken);
    }
    TapBlock block;
    for (; FrontOfTap(id_, &block); PopTap(id_), ++popped) {
      ASSERT_EQ(block.frames, static_cast<int>(frames_of(popped)));
      ASSERT_TRUE(IsNumberedBlock(block, popped)) << popped;
    }
  }
  EXPECT_EQ(popped, pushed);
}

TEST_F(Tap, WhenFullItRefusesTheNewestBlockAndKeepsTheOldest) {
  const uint32_t fitted = FillFrom(0);
  EXPECT_EQ(PushNumbered(9999), PushResult::kDropped);
  for (uint32_t n = 0; n < fitted; ++n) {
    TapBlock block;
    ASSERT_TRUE(FrontOfTap(id_, &block));
    ASSERT_TRUE(IsNumberedBlock(block, n)) << n;
    PopTap(id_);
  }
  TapBlock none;
  EXPECT_FALSE(FrontOfTap(id_, &none));
}

TEST_F(Tap, WhenFullOnePopMakesRoomForOneBlock) {
  uint32_t next = FillFrom(0);
  uint32_t oldest = 0;
  for (int lap = 0; lap < 1000; ++lap) {  // full all the time, over several laps
    TapBlock block;
    ASSERT_TRUE(FrontOfTap(id_, &block));
    ASSERT_TRUE(IsNumberedBlock(block, oldest++));
    PopTap(id_);
    ASSERT_EQ(PushNumbered(next++), PushResult::kTaken);
    ASSERT_EQ(PushNumbered(next), PushResult::kDropped);
  }
}

// "The queue (2 s) is full": the worst case is 48 kHz stereo float, in blocks of any length from 10 to 100 ms.
TEST_F(Tap, HoldsTwoSecondsOfTheLargestFormat) {
  const std::vector<float> samples(4800 * 2, 0.5f);
  const StreamFormat format = {48000, 2, SampleFormat::kFloat32};
  for (const uint32_t frames : {480u, 960u, 1024u, 4800u}) {
    uint32_t held = 0;
    while (PushToTap(id_, samples.data(), frames, format, 0) == PushResult::kTaken) held += frames;
    EXPECT_GE(held, 96000u) << frames;
    EXPECT_LE(held * format.bytes_per_frame(), kTapCapacityBytes) << frames;
    DrainTap(id_);
  }
}

TEST_F(Tap, CountsWhatItTookAndWhatItDropped) {
  EXPECT_EQ(CountersOfTap(id_).taken, 0u);
  EXPECT_EQ(CountersOfTap(id_).dropped, 0u);
  const uint32_t fitted = FillFrom(0);  // ends with one refused block
  for (int i = 0; i < 4; ++i) PushNumbered(0);
  EXPECT_EQ(CountersOfTap(id_).taken, fitted);
  EXPECT_EQ(CountersOfTap(id_).dropped, 5u);
  DrainTap(id_);
  EXPECT_EQ(CountersOfTap(id_).taken, fitted);
  EXPECT_EQ(CountersOfTap(id_).dropped, 5u);
}

TEST_F(Tap, CopiesTheSamplesBeforeThePushReturns) {
  auto samples = NumberedBlock(3);
  ASSERT_EQ(PushToTap(id_, samples.data(), kTenMs, kStereo48k, 0), PushResult::kTaken);
  samples.assign(samples.size(), 0);
  TapBlock block;
  ASSERT_TRUE(FrontOfTap(id_, &block));
  EXPECT_TRUE(IsNumberedBlock(block, 3));
}

TEST_F(Tap, ReadsSamplesAtAnyAddress) {
  const auto samples = NumberedBlock(5);
  std::vector<uint8_t> shifted(samples.size() * 2 + 1);
  std::memcpy(shifted.data() + 1, samples.data(), samples.size() * 2);
  ASSERT_EQ(PushToTap(id_, shifted.data() + 1, kTenMs, kStereo48k, 0), PushResult::kTaken);
  TapBlock block;
  ASSERT_TRUE(FrontOfTap(id_, &block));
  EXPECT_TRUE(IsNumberedBlock(block, 5));
  EXPECT_EQ(reinterpret_cast<uintptr_t>(block.samples) % alignof(float), 0u);
}

TEST_F(Tap, ACaptureTimeIsKeptAsItIsWhateverTheClockSays) {
  clock_.Advance(50 * kNsPerMs);
  for (const int64_t time_ns : {int64_t{0}, int64_t{-1}, int64_t{123456789}, INT64_MAX, INT64_MIN + 1}) {
    ASSERT_EQ(PushNumbered(1, time_ns), PushResult::kTaken);
    TapBlock block;
    ASSERT_TRUE(FrontOfTap(id_, &block));
    EXPECT_TRUE(block.has_capture_time);
    EXPECT_EQ(block.time_ns, time_ns);
    PopTap(id_);
  }
}

TEST_F(Tap, WithoutACaptureTimeABlockCarriesTheMomentOfThePush) {
  for (int n = 1; n <= 3; ++n) {
    clock_.Advance(10 * kNsPerMs);
    ASSERT_EQ(PushNumbered(1, kNoCaptureTime), PushResult::kTaken);
  }
  clock_.Advance(kNsPerSecond);
  for (int n = 1; n <= 3; ++n) {
    TapBlock block;
    ASSERT_TRUE(FrontOfTap(id_, &block));
    EXPECT_FALSE(block.has_capture_time);
    EXPECT_EQ(block.time_ns, n * 10 * kNsPerMs);
    PopTap(id_);
  }
}

}  // namespace
}  // namespace vr
