// The cycle buffer and vr_estimate count on BitRate(): what comes out must have that size.
#include <tuple>

#include "native/encode/encode_support.h"

namespace vr::test {
namespace {

constexpr int kSeconds = 10;
constexpr double kMaxError = 0.02;

class AacSize : public testing::TestWithParam<std::tuple<int, int, Quality>> {};

double MeasuredBitRate(const EncoderConfig& config, const std::vector<int16_t>& samples) {
  auto encoder = MustMake(config);
  CollectingSink sink;
  const int frames = static_cast<int>(samples.size()) / config.channels;
  EXPECT_TRUE(encoder->Encode(samples.data(), frames, sink).ok());
  const double seconds = static_cast<double>(sink.blocks.size()) * 1024 / config.sample_rate_hz;
  return static_cast<double>(sink.bytes.size()) * 8 / seconds;
}

TEST_P(AacSize, IsWhatTheBitRateSays) {
  VR_NEEDS_AAC();
  const auto [rate_hz, channels, quality] = GetParam();
  const EncoderConfig config = AacConfig(rate_hz, channels, quality);
  const int expected = BitRate(config);
  const double sound = MeasuredBitRate(config, BabbleNoise(rate_hz, channels, kSeconds * rate_hz));
  const double silence = MeasuredBitRate(config, std::vector<int16_t>(static_cast<size_t>(5) * rate_hz * channels));
  RecordProperty("bit_rate", std::to_string(expected));
  RecordProperty("measured_bit_rate", std::to_string(sound));
  RecordProperty("measured_bit_rate_of_silence", std::to_string(silence));
  EXPECT_NEAR(sound, expected, expected * kMaxError);
  EXPECT_LE(silence, expected * (1 + kMaxError));
}

std::string FormatName(const testing::TestParamInfo<AacSize::ParamType>& info) {
  static const char* const kQualities[] = {"Low", "Medium", "High"};
  const auto [rate_hz, channels, quality] = info.param;
  return std::to_string(rate_hz) + "HzChannels" + std::to_string(channels) + kQualities[static_cast<int>(quality)];
}

INSTANTIATE_TEST_SUITE_P(AllFormats, AacSize,
                         testing::Combine(testing::ValuesIn(kTaskRatesHz), testing::Values(1, 2),
                                          testing::Values(Quality::kLow, Quality::kMedium, Quality::kHigh)),
                         FormatName);

}  // namespace
}  // namespace vr::test
