#include "encode/encoder.h"

#include <string>

#include "native/encode/encode_support.h"

namespace vr::test {
namespace {

struct RateCase {
  EncoderConfig config;
  int bits_per_second;
};

TEST(Encoder, BitRateFollowsQualityAndChannels) {
  const RateCase cases[] = {
      {AacConfig(32000, 1, Quality::kLow), 27000},    {AacConfig(32000, 1, Quality::kMedium), 50000},
      {AacConfig(32000, 1, Quality::kHigh), 96000},   {AacConfig(48000, 2, Quality::kLow), 43200},
      {AacConfig(48000, 2, Quality::kMedium), 80000}, {AacConfig(48000, 2, Quality::kHigh), 153600},
  };
  for (const RateCase& one : cases) EXPECT_EQ(BitRate(one.config), one.bits_per_second);
}

// "and at most 6 bits per sample"
TEST(Encoder, BitRateIsAtMostSixBitsPerSample) {
  EXPECT_EQ(BitRate(AacConfig(16000, 1, Quality::kHigh)), 96000);
  EXPECT_EQ(BitRate(AacConfig(8000, 1, Quality::kHigh)), 48000);
  EXPECT_EQ(BitRate(AacConfig(8000, 2, Quality::kHigh)), 96000);
}

TEST(Encoder, PcmTakesSixteenBitsPerSample) {
  EXPECT_EQ(BitRate({Codec::kPcm16, 48000, 2, Quality::kLow}), 1536000);
}

TEST(Encoder, PcmIsThereInEveryBuild) {
  EXPECT_TRUE(HasEncoder(Codec::kPcm16));
}

TEST(Encoder, ABuildWithoutAacSaysSo) {
  if (HasEncoder(Codec::kAacLc)) {
    EXPECT_NE(std::string(AacEncoderName()), "none");
    EXPECT_EQ(std::string(AacEncoderName()).find("vo-aacenc"), 0u);
    return;
  }
  EXPECT_EQ(std::string(AacEncoderName()), "none");
  const auto made = MakeEncoder(AacConfig(32000, 1));
  EXPECT_EQ(made.status().code(), ErrorCode::kNotSupported);
  EXPECT_NE(made.status().message().find("libvo-aacenc"), std::string::npos) << made.status().message();
}

TEST(Encoder, RefusesWhatNoEncoderTakes) {
  for (const Codec codec : {Codec::kPcm16, Codec::kAacLc}) {
    for (const int channels : {-1, 0, 3}) {
      EXPECT_EQ(MakeEncoder({codec, 32000, channels, Quality::kLow}).status().code(), ErrorCode::kInvalidArgument);
    }
    EXPECT_EQ(MakeEncoder({codec, 0, 1, Quality::kLow}).status().code(), ErrorCode::kInvalidArgument);
  }
  EXPECT_EQ(MakeEncoder(AacConfig(33000, 1)).status().code(), ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace vr::test
