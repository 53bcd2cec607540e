// What a push accepts, and what it refuses.
#include <gtest/gtest.h>

#include <cstring>

#include "native/tap/tap_fixture.h"

namespace vr {
namespace {

class TapArguments : public TapTest {
 protected:
  PushResult Push(uint32_t frames, int rate_hz, int channels, SampleFormat format = SampleFormat::kInt16) {
    return PushToTap(id_, room_.data(), frames, {rate_hz, channels, format}, 0);
  }
  std::vector<float> room_ = std::vector<float>(9600, 0.25f);  // 100 ms of the largest format
};

TEST_F(TapArguments, EveryFormatComesOutAsItWentIn) {
  for (const int rate_hz : {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000}) {
    for (const int channels : {1, 2}) {
      for (const auto sample_format : {SampleFormat::kInt16, SampleFormat::kFloat32}) {
        const StreamFormat format = {rate_hz, channels, sample_format};
        for (size_t i = 0; i < room_.size(); ++i) room_[i] = static_cast<float>(rate_hz + channels) / (1.0f + i);
        const uint32_t frames = static_cast<uint32_t>(rate_hz) / 10;
        ASSERT_EQ(PushToTap(id_, room_.data(), frames, format, 0), PushResult::kTaken);
        TapBlock block;
        ASSERT_TRUE(FrontOfTap(id_, &block));
        EXPECT_EQ(block.format, format);
        EXPECT_EQ(block.frames, static_cast<int>(frames));
        EXPECT_EQ(std::memcmp(block.samples, room_.data(), frames * format.bytes_per_frame()), 0);
        PopTap(id_);
      }
    }
  }
}

TEST_F(TapArguments, TheFormatMayChangeFromBlockToBlock) {
  ASSERT_EQ(Push(160, 16000, 1), PushResult::kTaken);
  ASSERT_EQ(Push(4800, 48000, 2, SampleFormat::kFloat32), PushResult::kTaken);
  ASSERT_EQ(Push(1, 8000, 1), PushResult::kTaken);
  const StreamFormat expected[] = {
      {16000, 1, SampleFormat::kInt16}, {48000, 2, SampleFormat::kFloat32}, {8000, 1, SampleFormat::kInt16}};
  for (const StreamFormat& format : expected) {
    TapBlock block;
    ASSERT_TRUE(FrontOfTap(id_, &block));
    EXPECT_EQ(block.format, format);
    PopTap(id_);
  }
}

TEST_F(TapArguments, FramesAreOneToOneTenthOfASecond) {
  for (const int rate_hz : {8000, 11025, 44100, 48000}) {
    const uint32_t most = static_cast<uint32_t>(rate_hz) / 10;
    EXPECT_EQ(Push(0, rate_hz, 1), PushResult::kInvalid);
    EXPECT_EQ(Push(1, rate_hz, 1), PushResult::kTaken);
    EXPECT_EQ(Push(most, rate_hz, 1), PushResult::kTaken);
    EXPECT_EQ(Push(most + 1, rate_hz, 1), PushResult::kInvalid);
    EXPECT_EQ(Push(UINT32_MAX, rate_hz, 1), PushResult::kInvalid);
  }
}

TEST_F(TapArguments, RatesAre8000To48000) {
  for (const int rate_hz : {INT32_MIN, -48000, -1, 0, 7999, 48001, 96000, INT32_MAX}) {
    EXPECT_EQ(Push(10, rate_hz, 1), PushResult::kInvalid) << rate_hz;
  }
  EXPECT_EQ(Push(10, 8000, 1), PushResult::kTaken);
  EXPECT_EQ(Push(10, 48000, 1), PushResult::kTaken);
}

TEST_F(TapArguments, ChannelsAreOneOrTwo) {
  for (const int channels : {INT32_MIN, -1, 0, 3, 8, INT32_MAX}) {
    EXPECT_EQ(Push(10, 48000, channels), PushResult::kInvalid) << channels;
  }
}

TEST_F(TapArguments, AnUnknownSampleFormatIsRefused) {
  EXPECT_EQ(Push(10, 48000, 1, static_cast<SampleFormat>(2)), PushResult::kInvalid);
  EXPECT_EQ(Push(10, 48000, 1, static_cast<SampleFormat>(255)), PushResult::kInvalid);
}

TEST_F(TapArguments, NullSamplesAreRefused) {
  EXPECT_EQ(PushToTap(id_, nullptr, kTenMs, kStereo48k, 0), PushResult::kInvalid);
}

TEST_F(TapArguments, AnInvalidBlockIsNeitherQueuedNorCounted) {
  Push(0, 48000, 1);
  Push(10, 48000, 3);
  PushToTap(id_, nullptr, kTenMs, kStereo48k, 0);
  TapBlock block;
  EXPECT_FALSE(FrontOfTap(id_, &block));
  EXPECT_EQ(CountersOfTap(id_).taken, 0u);
  EXPECT_EQ(CountersOfTap(id_).dropped, 0u);
}

}  // namespace
}  // namespace vr
