#include <algorithm>

#include "native/encode/encode_support.h"
#include "support/decode_tool.h"

namespace vr::test {
namespace {

// Encodes in blocks of block_frames and flushes.
CollectingSink EncodeAll(const EncoderConfig& config, const std::vector<int16_t>& samples, int block_frames) {
  CollectingSink sink;
  auto encoder = MustMake(config);
  const int frames = static_cast<int>(samples.size()) / config.channels;
  for (int at = 0; at < frames; at += block_frames) {
    const int take = std::min(block_frames, frames - at);
    EXPECT_TRUE(encoder->Encode(samples.data() + at * config.channels, take, sink).ok());
  }
  EXPECT_TRUE(encoder->Flush(sink).ok());
  return sink;
}

TEST(AacEncoder, EveryBlockIsOneAdtsFrameOf1024Frames) {
  VR_NEEDS_AAC();
  const auto samples = BabbleNoise(44100, 2, 44100);
  const CollectingSink sink = EncodeAll(AacConfig(44100, 2), samples, 441);
  size_t at = 0;
  for (size_t i = 0; i < sink.blocks.size(); ++i) {
    EXPECT_EQ(sink.blocks[i].first_frame, static_cast<int64_t>(i) * 1024);
    EXPECT_EQ(sink.blocks[i].frames, 1024);
    const uint8_t* header = sink.bytes.data() + at;
    EXPECT_EQ(header[0], 0xff);
    EXPECT_EQ(header[1] & 0xf6, 0xf0);                    // sync word, layer 0
    EXPECT_EQ(header[2] >> 6, 1);                         // LC
    EXPECT_EQ(header[2] >> 2 & 0xf, 4);                   // 44100 Hz
    EXPECT_EQ((header[2] & 1) << 2 | header[3] >> 6, 2);  // channels
    const size_t length = (header[3] & 3u) << 11 | header[4] << 3 | header[5] >> 5;
    ASSERT_EQ(length, sink.blocks[i].size_bytes);
    at += length;
  }
  EXPECT_EQ(at, sink.bytes.size());
}

// "Takes any number of interleaved frames"
TEST(AacEncoder, TheLengthOfTheInputBlocksDoesNotMatter) {
  VR_NEEDS_AAC();
  const auto samples = BabbleNoise(32000, 2, 10000);
  const CollectingSink whole = EncodeAll(AacConfig(32000, 2), samples, 10000);
  for (const int block_frames : {1, 320, 441, 1024, 3200}) {
    EXPECT_EQ(EncodeAll(AacConfig(32000, 2), samples, block_frames).bytes, whole.bytes) << block_frames;
  }
}

// "until every frame that went in can be decoded"
TEST(AacEncoder, FlushGivesTheLastFrameToo) {
  VR_NEEDS_AAC();
  for (const int frames : {1, 447, 448, 449, 1024, 1472, 1473, 5000}) {
    const auto samples = BabbleNoise(32000, 1, frames);
    const CollectingSink sink = EncodeAll(AacConfig(32000, 1), samples, 320);
    const int64_t end_frame = sink.blocks.back().first_frame + 1024;
    const int64_t needed = frames + MustMake(AacConfig(32000, 1))->delay_frames();
    EXPECT_GE(end_frame, needed) << frames;
    EXPECT_LT(end_frame, needed + 1024) << frames;
  }
}

TEST(AacEncoder, NothingComesOutWhenNothingWentIn) {
  VR_NEEDS_AAC();
  EXPECT_TRUE(EncodeAll(AacConfig(32000, 1), {}, 320).blocks.empty());
}

TEST(AacEncoder, AFlushedStreamIsAtItsEnd) {
  VR_NEEDS_AAC();
  const auto samples = BabbleNoise(32000, 1, 2000);
  auto encoder = MustMake(AacConfig(32000, 1));
  CollectingSink sink;
  ASSERT_TRUE(encoder->Encode(samples.data(), 2000, sink).ok());
  ASSERT_TRUE(encoder->Flush(sink).ok());
  const size_t blocks = sink.blocks.size();
  EXPECT_TRUE(encoder->Flush(sink).ok());
  EXPECT_EQ(encoder->Encode(samples.data(), 2000, sink).code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(sink.blocks.size(), blocks);
}

TEST(AacEncoder, RefusesABlockWithoutSamples) {
  VR_NEEDS_AAC();
  CollectingSink sink;
  EXPECT_EQ(MustMake(AacConfig(32000, 1))->Encode(nullptr, 10, sink).code(), ErrorCode::kInvalidArgument);
}

TEST(AacEncoder, FaadDecodesEveryRateWithoutAComplaint) {
  VR_NEEDS_AAC();
  VR_NEEDS_TOOL("faad");
  for (const int rate_hz : kTaskRatesHz) {
    for (const int channels : {1, 2}) {
      const auto samples = BabbleNoise(rate_hz, channels, rate_hz);
      const CollectingSink sink = EncodeAll(AacConfig(rate_hz, channels), samples, rate_hz / 100);
      const Decoded decoded = DecodeWithFaad(sink.bytes);
      EXPECT_TRUE(decoded.ran) << rate_hz << " Hz: " << decoded.messages;
      EXPECT_EQ(decoded.messages, "") << rate_hz << " Hz";
      const size_t doubled = rate_hz < 24000 ? 2 : 1;
      EXPECT_EQ(decoded.samples.size(), (sink.blocks.size() - 1) * 1024 * 2 * doubled) << rate_hz << " Hz";
    }
  }
}

}  // namespace
}  // namespace vr::test
