#include "writer/adts_walker.h"

#include <gtest/gtest.h>

#include "native/writer/capture_samples.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

AdtsWalker Walked(const std::string& stream, size_t piece_bytes, AdtsWalker walker = {}) {
  for (size_t at = 0; at < stream.size(); at += piece_bytes) {
    walker.Take({View(stream).data + at, std::min(piece_bytes, stream.size() - at)});
  }
  return walker;
}

TEST(AdtsWalker, ReadsWhatAHeaderSays) {
  const std::string frame = Adts(1, 300);
  AdtsHeader header;
  ASSERT_TRUE(ReadAdtsHeader(View(frame).data, &header));
  EXPECT_EQ(header.frame_bytes, 300u);
  EXPECT_EQ(header.frames, 1024);
  EXPECT_EQ(header.sample_rate_hz, 32000);
  EXPECT_EQ(header.channels, 1);
}

TEST(AdtsWalker, FindsTheSameFramesHoweverTheStreamIsCut) {
  const std::string stream = Adts(9, 100) + Adts(3, 7) + Adts(2, 8191) + Adts(1, 200).substr(0, 150);
  for (const size_t piece_bytes : {1, 2, 6, 7, 8, 99, 101, 4096, 100'000}) {
    const AdtsWalker walker = Walked(stream, piece_bytes);
    EXPECT_EQ(walker.whole_bytes(), 900u + 21 + 2 * 8191) << piece_bytes;
    EXPECT_EQ(walker.frames(), 14 * 1024) << piece_bytes;
    EXPECT_FALSE(walker.broken()) << piece_bytes;
  }
}

TEST(AdtsWalker, EndsForGoodWhereThereIsNoHeader) {
  const std::string stream = Adts(2, 64) + std::string(100, 'j') + Adts(5, 64);
  const AdtsWalker walker = Walked(stream, 33);
  EXPECT_TRUE(walker.broken());
  EXPECT_EQ(walker.whole_bytes(), 128u);
  EXPECT_EQ(walker.frames(), 2048);
  EXPECT_TRUE(Walked(Adts(2, 6), 100).broken()) << "a length below the header's own";
}

TEST(AdtsWalker, AFrameOfAnotherFormatEndsTheWalk) {
  const std::string stream = Adts(3, 64);
  EXPECT_FALSE(Walked(stream, 64, AdtsWalker({Codec::kAacLc, 32000, 1})).broken());
  EXPECT_TRUE(Walked(stream, 64, AdtsWalker({Codec::kAacLc, 48000, 1})).broken());
  EXPECT_TRUE(Walked(stream, 64, AdtsWalker({Codec::kAacLc, 32000, 2})).broken());
}

TEST(AdtsWalker, AnyBytesEndTheWalkOrAreCounted) {
  uint32_t random = 1;
  for (int round = 0; round < 200; ++round) {
    std::string stream;
    for (int i = 0; i < 500; ++i) stream += static_cast<char>((random = random * 1664525 + 1013904223) >> 24);
    const AdtsWalker walker = Walked(Adts(1, 64) + stream, 13);
    EXPECT_GE(walker.whole_bytes(), 64u);
    EXPECT_LE(walker.whole_bytes(), 564u);
  }
}

}  // namespace
}  // namespace vr
