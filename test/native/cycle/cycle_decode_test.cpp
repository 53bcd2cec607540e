// Any suffix of the blocks of a real encoder is a valid file.
#include <cmath>

#include "encode/encoder.h"
#include "native/cycle/cycle_support.h"
#include "support/decode_tool.h"

namespace vr::test {
namespace {

class BufferSink final : public EncodedBlockSink {
 public:
  explicit BufferSink(CycleBuffer* buffer) : buffer_(buffer) {}
  void OnEncodedBlock(const EncodedBlock& block) override { all_kept = buffer_->Append(block) && all_kept; }
  bool all_kept = true;

 private:
  CycleBuffer* buffer_;
};

std::vector<int16_t> Beat(int sample_rate_hz, int channels, int frames) {
  std::mt19937 random(3);
  std::normal_distribution<double> noise(0, 3000);
  std::vector<int16_t> samples;
  for (int i = 0; i < frames; ++i) {
    const double envelope = std::pow(std::sin(3.0 * i / sample_rate_hz), 8);
    for (int c = 0; c < channels; ++c) samples.push_back(static_cast<int16_t>(envelope * noise(random)));
  }
  return samples;
}

std::unique_ptr<CycleBuffer> Record(const EncoderConfig& format, double keep_seconds, double seconds) {
  auto buffer = MustMake(AacCycle(format.sample_rate_hz, BitRate(format) / 8.0, keep_seconds));
  auto made = MakeEncoder(format);
  EXPECT_TRUE(made.ok()) << made.status().message();
  BufferSink sink(buffer.get());
  const int frames = static_cast<int>(seconds * format.sample_rate_hz);
  const auto samples = Beat(format.sample_rate_hz, format.channels, frames);
  EXPECT_TRUE(made.value()->Encode(samples.data(), frames, sink).ok());
  EXPECT_TRUE(sink.all_kept);
  return buffer;
}

TEST(CycleDecode, EveryFormatKeepsItsSecondsWithARealEncoder) {
  if (!HasEncoder(Codec::kAacLc)) GTEST_SKIP() << "this build has no AAC encoder";
  for (const int rate_hz : {16000, 32000, 44100, 48000}) {
    for (const int channels : {1, 2}) {
      for (const Quality quality : {Quality::kLow, Quality::kHigh}) {
        const auto buffer = Record({Codec::kAacLc, rate_hz, channels, quality}, 5, 12);
        EXPECT_GE(buffer->end_frame() - buffer->first_frame(), 5 * rate_hz) << rate_hz << " Hz, " << channels;
      }
    }
  }
}

class CycleDecode : public testing::TestWithParam<int> {};

TEST_P(CycleDecode, ASuffixIsAFileThatOtherDecodersTake) {
  if (!HasEncoder(Codec::kAacLc)) GTEST_SKIP() << "this build has no AAC encoder";
  const int channels = GetParam();
  const auto buffer = Record({Codec::kAacLc, 32000, channels, Quality::kMedium}, 10, 25);
  for (const double last_seconds : {0.1, 3.3, 9.9}) {
    const auto first = buffer->end_frame() - static_cast<int64_t>(last_seconds * 32000);
    const CyclePin pin = buffer->Pin(first, buffer->end_frame());
    const Bytes file = PinnedBytes(pin);
    const auto frames = static_cast<size_t>(pin.end_frame() - pin.first_frame());
    if (HasTool("ffmpeg")) {
      const Decoded decoded = DecodeWithFfmpeg(file);
      EXPECT_TRUE(decoded.ran);
      EXPECT_EQ(decoded.messages, "");
      EXPECT_EQ(decoded.samples.size(), frames * channels);
    }
    if (HasTool("faad")) {
      const Decoded decoded = DecodeWithFaad(file);
      EXPECT_TRUE(decoded.ran);
      EXPECT_EQ(decoded.messages, "");
      EXPECT_EQ(decoded.samples.size(), (frames - 1024) * 2);
    }
  }
  if (!HasTool("ffmpeg") || !HasTool("faad")) GTEST_SKIP() << "ffmpeg or faad is not installed: not all was decoded";
}

INSTANTIATE_TEST_SUITE_P(MonoAndStereo, CycleDecode, testing::Values(1, 2));

}  // namespace
}  // namespace vr::test
