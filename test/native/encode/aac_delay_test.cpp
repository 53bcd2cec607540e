// "Decoded frame i of the stream stands for input frame i - delay_frames()."
#include <cstdlib>
#include <tuple>

#include "native/encode/encode_support.h"
#include "support/decode_tool.h"

namespace vr::test {
namespace {

constexpr int kSweepFrames = 2000;
constexpr int kMaxErrorFrames = 1;

// A sweep within the band that every bit rate keeps; two channels go in opposite directions.
std::vector<double> Sweep(int sample_rate_hz, int channel) {
  const double from_hz = channel == 0 ? 300 : 3500;
  const double to_hz = channel == 0 ? 3500 : 300;
  std::vector<double> sweep(kSweepFrames);
  double phase = 0;
  for (int i = 0; i < kSweepFrames; ++i) {
    const double part = static_cast<double>(i) / kSweepFrames;
    phase += 2 * kPi * (from_hz + (to_hz - from_hz) * part) / sample_rate_hz;
    sweep[i] = 12000 * std::sin(kPi * part) * std::sin(phase);
  }
  return sweep;
}

// Where in [from, to) the sweep lies best in one channel of the decoded samples.
int BestPlace(const std::vector<int16_t>& decoded, int channels, int channel, const std::vector<double>& sweep,
              int from, int to) {
  int best = -1;
  double best_sum = 0;
  for (int place = from; place < to; ++place) {
    double sum = 0;
    for (int i = 0; i < kSweepFrames; ++i) sum += sweep[i] * decoded[(place + i) * channels + channel];
    if (sum > best_sum) {
      best_sum = sum;
      best = place;
    }
  }
  return best;
}

class AacDelay : public testing::TestWithParam<std::tuple<int, int>> {};

TEST_P(AacDelay, ASoundIsDecodedTheDelayAfterWhereItWas) {
  VR_NEEDS_AAC();
  VR_NEEDS_TOOL("ffmpeg");
  const auto [rate_hz, channels] = GetParam();
  const int place = 7777;
  std::vector<int16_t> samples(static_cast<size_t>(rate_hz) * channels);
  for (int channel = 0; channel < channels; ++channel) {
    const auto sweep = Sweep(rate_hz, channel);
    for (int i = 0; i < kSweepFrames; ++i) {
      samples[(place + i) * channels + channel] = static_cast<int16_t>(std::lround(sweep[i]));
    }
  }
  auto encoder = MustMake(AacConfig(rate_hz, channels));
  CollectingSink sink;
  ASSERT_TRUE(encoder->Encode(samples.data(), rate_hz, sink).ok());
  ASSERT_TRUE(encoder->Flush(sink).ok());
  const Decoded decoded = DecodeWithFfmpeg(sink.bytes);
  ASSERT_TRUE(decoded.ran) << decoded.messages;
  EXPECT_EQ(decoded.messages, "");
  ASSERT_EQ(decoded.samples.size(), sink.blocks.size() * 1024 * channels);
  for (int channel = 0; channel < channels; ++channel) {
    const int expected = place + encoder->delay_frames();
    const int found =
        BestPlace(decoded.samples, channels, channel, Sweep(rate_hz, channel), expected - 1500, expected + 1500);
    EXPECT_LE(std::abs(found - expected), kMaxErrorFrames)
        << "channel " << channel << " found at " << found << ", expected at " << expected;
  }
}

INSTANTIATE_TEST_SUITE_P(AllRates, AacDelay, testing::Combine(testing::ValuesIn(kTaskRatesHz), testing::Values(1, 2)));

}  // namespace
}  // namespace vr::test
