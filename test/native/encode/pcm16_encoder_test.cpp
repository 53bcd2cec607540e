#include <cstring>

#include "native/encode/encode_support.h"

namespace vr::test {
namespace {

constexpr EncoderConfig kStereo{Codec::kPcm16, 48000, 2, Quality::kMedium};

TEST(Pcm16Encoder, BytesAreTheSamplesLowByteFirst) {
  const int16_t samples[] = {0, 1, -1, 32767, -32768, 0x1234};
  CollectingSink sink;
  ASSERT_TRUE(MustMake(kStereo)->Encode(samples, 3, sink).ok());
  const std::vector<uint8_t> expected = {0, 0, 1, 0, 0xff, 0xff, 0xff, 0x7f, 0, 0x80, 0x34, 0x12};
  EXPECT_EQ(sink.bytes, expected);
}

// "On a little-endian machine a block is a view of the input."
TEST(Pcm16Encoder, DoesNotCopyOnALittleEndianMachine) {
  const int16_t one = 1;
  uint8_t low;
  std::memcpy(&low, &one, 1);
  if (low != 1) GTEST_SKIP() << "this machine is big-endian";
  const std::vector<int16_t> samples(960);
  CollectingSink sink;
  ASSERT_TRUE(MustMake(kStereo)->Encode(samples.data(), 480, sink).ok());
  ASSERT_EQ(sink.blocks.size(), 1u);
  EXPECT_EQ(static_cast<const void*>(sink.blocks[0].data), static_cast<const void*>(samples.data()));
}

TEST(Pcm16Encoder, BlocksFollowEachOtherAndNothingIsHeldBack) {
  const std::vector<int16_t> samples(2000);
  auto encoder = MustMake(kStereo);
  CollectingSink sink;
  for (const int frames : {441, 1, 0, 1000}) ASSERT_TRUE(encoder->Encode(samples.data(), frames, sink).ok());
  ASSERT_EQ(sink.blocks.size(), 3u);
  EXPECT_EQ(sink.blocks[0].first_frame, 0);
  EXPECT_EQ(sink.blocks[1].first_frame, 441);
  EXPECT_EQ(sink.blocks[2].first_frame, 442);
  EXPECT_EQ(sink.blocks[2].frames, 1000);
  EXPECT_EQ(sink.blocks[2].size_bytes, 4000u);
  ASSERT_TRUE(encoder->Flush(sink).ok());
  EXPECT_EQ(sink.blocks.size(), 3u);
  EXPECT_EQ(encoder->delay_frames(), 0);
  EXPECT_EQ(encoder->block_frames(), 1);
}

TEST(Pcm16Encoder, RefusesABlockWithoutSamples) {
  CollectingSink sink;
  auto encoder = MustMake(kStereo);
  EXPECT_EQ(encoder->Encode(nullptr, 10, sink).code(), ErrorCode::kInvalidArgument);
  const int16_t sample = 0;
  EXPECT_EQ(encoder->Encode(&sample, -1, sink).code(), ErrorCode::kInvalidArgument);
  EXPECT_TRUE(sink.blocks.empty());
}

}  // namespace
}  // namespace vr::test
