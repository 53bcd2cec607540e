#include "cycle/cycle_buffer.h"

#include <algorithm>

#include "native/cycle/cycle_support.h"

// A size that no machine has is asked for below; the sanitizers end the program for that unless they are told.
extern "C" const char* __asan_default_options() {
  return "allocator_may_return_null=1";
}
extern "C" const char* __tsan_default_options() {
  return "allocator_may_return_null=1";
}

namespace vr::test {
namespace {

// "never less than this is kept once it has been appended"
TEST(CycleBuffer, KeepsTheLastConfiguredSecondsWhateverTheBlocksAre) {
  for (const int channels : {1, 2}) {
    const CycleConfig config = PcmConfig(48000, channels, 20);
    auto buffer = MustMake(config);
    std::mt19937 random(channels);
    std::uniform_int_distribution<int> length(1, 9600);
    while (buffer->end_frame() < 3 * config.keep_frames) {
      ASSERT_TRUE(AppendPcm(*buffer, config, length(random)));
      const int64_t kept = buffer->end_frame() - buffer->first_frame();
      ASSERT_GE(kept, std::min(buffer->end_frame(), config.keep_frames));
      ASSERT_LE(kept, config.keep_frames + 4 * 48000);
      ASSERT_EQ(buffer->used_bytes(), static_cast<uint64_t>(kept) * config.bytes_per_frame);
      ASSERT_EQ(buffer->allocated_bytes(), CycleBuffer::CapacityBytes(config));
    }
    const CyclePin pin = buffer->Pin(buffer->first_frame(), buffer->end_frame());
    EXPECT_EQ(PinnedBytes(pin), PcmBytes(pin.first_frame(), pin.end_frame() - pin.first_frame(), 2 * channels));
  }
}

TEST(CycleBuffer, KeepsTheLastConfiguredSecondsOfAacWhoseFramesDifferInSize) {
  const size_t mean_bytes = 200;
  const CycleConfig config = AacCycle(32000, mean_bytes * 32000 / 1024.0, 60);
  auto buffer = MustMake(config);
  while (buffer->end_frame() < 3 * config.keep_frames) {
    ASSERT_TRUE(AppendAdts(*buffer, mean_bytes));
    ASSERT_GE(buffer->end_frame() - buffer->first_frame(), std::min(buffer->end_frame(), config.keep_frames));
    ASSERT_EQ(buffer->allocated_bytes(), CycleBuffer::CapacityBytes(config));
  }
  const CyclePin pin = buffer->Pin(buffer->first_frame(), buffer->end_frame());
  EXPECT_EQ(pin.first_frame(), buffer->first_frame());
  EXPECT_EQ(pin.end_frame(), buffer->end_frame());
  EXPECT_EQ(pin.size_bytes(), buffer->used_bytes());
  EXPECT_EQ(PinnedBytes(pin), AdtsBytes(pin.first_frame(), pin.end_frame(), mean_bytes));
}

TEST(CycleBuffer, ABlockMayBeLongerThanTheBuffer) {
  const CycleConfig config = PcmConfig(8000, 1, 1);
  auto buffer = MustMake(config);
  ASSERT_TRUE(AppendPcm(*buffer, config, 100));
  ASSERT_TRUE(AppendPcm(*buffer, config, 20 * 8000));
  EXPECT_EQ(buffer->end_frame(), 100 + 20 * 8000);
  const CyclePin pin = buffer->Pin(0, buffer->end_frame());
  EXPECT_GE(pin.end_frame() - pin.first_frame(), config.keep_frames);
  EXPECT_EQ(PinnedBytes(pin), PcmBytes(pin.first_frame(), pin.end_frame() - pin.first_frame(), 2));
}

TEST(CycleBuffer, BeginsEmpty) {
  auto buffer = MustMake(PcmConfig(48000, 2, 10));
  EXPECT_EQ(buffer->first_frame(), 0);
  EXPECT_EQ(buffer->end_frame(), 0);
  EXPECT_EQ(buffer->used_bytes(), 0u);
  EXPECT_EQ(buffer->lost_frames(), 0);
  EXPECT_TRUE(buffer->Pin(0, 1000).views().empty());
}

// "one that does not begin at end_frame() begins a new history"
TEST(CycleBuffer, AHoleInTheStreamBeginsANewHistory) {
  const CycleConfig config = PcmConfig(8000, 1, 5);
  auto buffer = MustMake(config);
  ASSERT_TRUE(AppendPcm(*buffer, config, 4000));
  const Bytes bytes = PcmBytes(9000, 500, 2);
  ASSERT_TRUE(buffer->Append({9000, 500, bytes.data(), bytes.size()}));
  EXPECT_EQ(buffer->first_frame(), 9000);
  EXPECT_EQ(buffer->end_frame(), 9500);
  EXPECT_EQ(buffer->used_bytes(), 1000u);
  EXPECT_EQ(PinnedBytes(buffer->Pin(0, 10000)), bytes);
}

// "or because the encoder gives more than bytes_per_second"
TEST(CycleBuffer, AnEncoderThatGivesTooMuchShortensTheHistoryAndNotTheMemory) {
  const CycleConfig config = AacCycle(32000, 200 * 32000 / 1024.0, 30);
  auto buffer = MustMake(config);
  int shortened = 0;
  while (buffer->end_frame() < 2 * config.keep_frames) shortened += AppendAdts(*buffer, 300) ? 0 : 1;
  EXPECT_GT(shortened, 0);
  EXPECT_LT(buffer->end_frame() - buffer->first_frame(), config.keep_frames);
  EXPECT_EQ(buffer->allocated_bytes(), CycleBuffer::CapacityBytes(config));
  EXPECT_EQ(buffer->lost_frames(), 0);
  const CyclePin pin = buffer->Pin(0, buffer->end_frame());
  EXPECT_EQ(PinnedBytes(pin), AdtsBytes(buffer->first_frame(), buffer->end_frame(), 300));
}

TEST(CycleBuffer, MemoryThatIsNotThereIsAnError) {
  for (const int64_t keep_frames : {int64_t{1} << 46, int64_t{1} << 62, INT64_MAX}) {
    CycleConfig config = PcmConfig(48000, 2, 1);
    config.keep_frames = keep_frames;
    EXPECT_EQ(CycleBuffer::Make(config).status().code(), ErrorCode::kOutOfMemory) << keep_frames;
    config.bytes_per_frame = 0;
    EXPECT_EQ(CycleBuffer::Make(config).status().code(), ErrorCode::kOutOfMemory) << keep_frames;
  }
}

TEST(CycleBuffer, RefusesAConfigurationThatKeepsNothing) {
  const CycleConfig good = PcmConfig(48000, 2, 1);
  CycleConfig config = good;
  config.keep_frames = 0;
  EXPECT_EQ(CycleBuffer::Make(config).status().code(), ErrorCode::kInvalidArgument);
  config = good;
  config.bytes_per_second = 0;
  EXPECT_EQ(CycleBuffer::Make(config).status().code(), ErrorCode::kInvalidArgument);
  config = good;
  config.sample_rate_hz = 0;
  EXPECT_EQ(CycleBuffer::Make(config).status().code(), ErrorCode::kInvalidArgument);
  config = good;
  config.bytes_per_frame = -2;
  EXPECT_EQ(CycleBuffer::Make(config).status().code(), ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace vr::test
