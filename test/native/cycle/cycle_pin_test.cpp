#include <array>

#include "native/cycle/cycle_support.h"

namespace vr::test {
namespace {

constexpr size_t kMeanBytes = 200;
constexpr double kAacBytesPerSecond = kMeanBytes * 32000 / 1024.0;

TEST(CyclePin, HoldsExactlyTheFramesOfPcmThatWereAskedFor) {
  const CycleConfig config = PcmConfig(8000, 2, 10);
  auto buffer = MustMake(config);
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(AppendPcm(*buffer, config, 777));
  std::mt19937 random(1);
  std::uniform_int_distribution<int64_t> place(buffer->first_frame(), buffer->end_frame());
  for (int i = 0; i < 50; ++i) {
    int64_t first = place(random);
    int64_t end = place(random);
    if (first > end) std::swap(first, end);
    const CyclePin pin = buffer->Pin(first, end);
    ASSERT_EQ(pin.first_frame(), first);
    ASSERT_EQ(pin.end_frame(), end);
    ASSERT_EQ(pin.size_bytes(), static_cast<uint64_t>(end - first) * 4);
    ASSERT_EQ(PinnedBytes(pin), PcmBytes(first, end - first, 4));
  }
}

// "at a block's start, at or before what was asked for"
TEST(CyclePin, IsWidenedToWholeFramesOfAac) {
  auto buffer = MustMake(AacCycle(32000, kAacBytesPerSecond, 20));
  for (int i = 0; i < 3000; ++i) ASSERT_TRUE(AppendAdts(*buffer, kMeanBytes));
  std::mt19937 random(2);
  std::uniform_int_distribution<int64_t> place(buffer->first_frame(), buffer->end_frame() - 1);
  for (int i = 0; i < 300; ++i) {
    int64_t first = place(random);
    int64_t end = place(random) + 1;
    if (first >= end) std::swap(--end, ++first);
    const CyclePin pin = buffer->Pin(first, end);
    ASSERT_EQ(pin.first_frame(), first / kAdtsFrames * kAdtsFrames);
    ASSERT_EQ(pin.end_frame(), (end + kAdtsFrames - 1) / kAdtsFrames * kAdtsFrames);
    const Bytes bytes = PinnedBytes(pin);
    ASSERT_EQ(pin.size_bytes(), bytes.size());
    ASSERT_EQ(bytes, AdtsBytes(pin.first_frame(), pin.end_frame(), kMeanBytes));
  }
}

TEST(CyclePin, AtTheBordersOfAFrameTakesNoNeighbour) {
  auto buffer = MustMake(AacCycle(32000, kAacBytesPerSecond, 20));
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(AppendAdts(*buffer, kMeanBytes));
  for (int64_t number = 0; number < 500; ++number) {
    const CyclePin pin = buffer->Pin(number * kAdtsFrames, (number + 1) * kAdtsFrames);
    ASSERT_EQ(PinnedBytes(pin), AdtsBlock(number, kMeanBytes)) << number;
  }
}

TEST(CyclePin, IsClippedToWhatIsThere) {
  const CycleConfig config = PcmConfig(8000, 1, 5);
  auto buffer = MustMake(config);
  ASSERT_TRUE(AppendPcm(*buffer, config, 100000));
  const CyclePin all = buffer->Pin(INT64_MIN, INT64_MAX);
  EXPECT_EQ(all.first_frame(), buffer->first_frame());
  EXPECT_EQ(all.end_frame(), buffer->end_frame());
  for (const auto& [first, end] : {std::array<int64_t, 2>{0, 10}, {200000, 300000}, {90000, 90000}, {90000, 80000}}) {
    const CyclePin none = buffer->Pin(first, end);
    EXPECT_TRUE(none.views().empty()) << first;
    EXPECT_EQ(none.size_bytes(), 0u) << first;
    EXPECT_EQ(none.first_frame(), none.end_frame()) << first;
  }
}

TEST(CyclePin, OfNothingReadsAsEmpty) {
  const CyclePin pin;
  EXPECT_EQ(pin.first_frame(), 0);
  EXPECT_EQ(pin.end_frame(), 0);
  EXPECT_EQ(pin.size_bytes(), 0u);
  EXPECT_TRUE(pin.views().empty());
}

TEST(CyclePin, KeepsItsBytesWhileTheBufferGoesAroundManyTimes) {
  const CycleConfig config = PcmConfig(8000, 1, 10);
  auto buffer = MustMake(config);
  ASSERT_TRUE(AppendPcm(*buffer, config, 90001));
  const CyclePin pin = buffer->Pin(20000, 90000);
  const CyclePin aac_pin = [] {
    auto aac = MustMake(AacCycle(32000, kAacBytesPerSecond, 10));
    for (int i = 0; i < 1000; ++i) AppendAdts(*aac, kMeanBytes);
    const CyclePin held = aac->Pin(900 * kAdtsFrames, 1000 * kAdtsFrames);
    for (int i = 0; i < 5000; ++i) EXPECT_TRUE(AppendAdts(*aac, kMeanBytes));
    return held;  // the buffer is gone now
  }();
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(AppendPcm(*buffer, config, 8000));
    ASSERT_GE(buffer->end_frame() - buffer->first_frame(), config.keep_frames);
  }
  EXPECT_EQ(PinnedBytes(pin), PcmBytes(20000, 70000, 2));
  buffer.reset();
  EXPECT_EQ(PinnedBytes(pin), PcmBytes(20000, 70000, 2));
  EXPECT_EQ(PinnedBytes(aac_pin), AdtsBytes(900 * kAdtsFrames, 1000 * kAdtsFrames, kMeanBytes));
}

// The bytes after a pin's end go on being written into the same memory.
TEST(CyclePin, DoesNotGrowWithTheOpenSegment) {
  const CycleConfig config = PcmConfig(8000, 1, 10);
  auto buffer = MustMake(config);
  ASSERT_TRUE(AppendPcm(*buffer, config, 1000));
  const CyclePin pin = buffer->Pin(0, 2000);
  ASSERT_TRUE(AppendPcm(*buffer, config, 1000));
  EXPECT_EQ(pin.end_frame(), 1000);
  EXPECT_EQ(PinnedBytes(pin), PcmBytes(0, 1000, 2));
  EXPECT_EQ(PinnedBytes(buffer->Pin(0, 2000)), PcmBytes(0, 2000, 2));
}

}  // namespace
}  // namespace vr::test
