#include "analysis/spectrogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/sample_reader.h"
#include "native/analysis/generated_readers.h"

namespace vr {
namespace {

std::vector<uint8_t> Made(AudioReader& audio, const SpectrogramRequest& request) {
  std::vector<uint8_t> bytes(SpectrogramBytes(request), 99);
  const Status status = Spectrogram(audio, request, {}, bytes.data());
  EXPECT_TRUE(status.ok()) << status.message();
  return bytes;
}

double Db(uint8_t byte) {
  return (byte - 255) / 2.0;
}

size_t HighestBin(const uint8_t* column, size_t bins) {
  return static_cast<size_t>(std::max_element(column, column + bins) - column);
}

TEST(Spectrogram, ASineIsAtItsBinWithItsLevel) {
  for (const uint32_t fft_frames : {64u, 1024u, 16384u}) {
    for (const int channels : {1, 2, 3}) {
      for (const double level : {0.0, -6.0, -60.0, -100.0}) {
        const uint32_t bin = fft_frames / 8 + 1;
        const double hz = static_cast<double>(bin) * kRate / fft_frames;
        GeneratedAudio audio(kRate, channels, kRate, Sine(std::pow(10, level / 20), hz, kRate));
        const size_t bins = fft_frames / 2 + 1;
        const std::vector<uint8_t> bytes = Made(audio, {24000, 100.5, 3, fft_frames});
        for (size_t column = 0; column < 3; ++column) {
          EXPECT_EQ(bin, HighestBin(&bytes[column * bins], bins));
          EXPECT_NEAR(level, Db(bytes[column * bins + bin]), 0.5) << fft_frames << " " << channels;
        }
      }
    }
  }
}

TEST(Spectrogram, TwoSinesOfTwoChannelsAreAveragedInPower) {
  GeneratedAudio audio(kRate, 2, kRate, [](int64_t frame, int channel) {
    return channel == 0 ? Sine(1, 3000, kRate)(frame, 0) : Sine(0.1, 9000, kRate)(frame, 1);
  });
  const std::vector<uint8_t> bytes = Made(audio, {24000, 1, 1, 1024});
  EXPECT_NEAR(-3.01, Db(bytes[64]), 0.5);
  EXPECT_NEAR(-23.01, Db(bytes[192]), 0.5);
  EXPECT_EQ(0, bytes[400]);
}

TEST(Spectrogram, AConstantStandsAtZeroAndTheHighestAtTheEnd) {
  GeneratedAudio constant(kRate, 1, kRate, Constant(0.5f));
  std::vector<uint8_t> bytes = Made(constant, {24000, 1, 1, 256});
  EXPECT_NEAR(-6.02, Db(bytes[0]), 0.5);
  EXPECT_EQ(0, bytes[128]);
  GeneratedAudio highest(kRate, 2, kRate, [](int64_t frame, int) { return frame % 2 == 0 ? 0.5f : -0.5f; });
  bytes = Made(highest, {24000, 1, 1, 256});
  EXPECT_NEAR(-6.02, Db(bytes[128]), 0.5);
  EXPECT_EQ(0, bytes[0]);
}

TEST(Spectrogram, OutsideTheCaptureIsSilence) {
  GeneratedAudio audio(kRate, 1, 4800, Sine(1, 3000, kRate));
  const std::vector<uint8_t> bytes = Made(audio, {-4800, 2400, 8, 1024});
  const auto column_is_silent = [&](size_t column) {
    return std::all_of(&bytes[column * 513], &bytes[column * 513] + 513, [](uint8_t byte) { return byte == 0; });
  };
  EXPECT_TRUE(column_is_silent(0));   // -4800
  EXPECT_TRUE(column_is_silent(1));   // -2400
  EXPECT_FALSE(column_is_silent(2));  // 0: half of it
  EXPECT_NEAR(-6.02, Db(bytes[2 * 513 + 64]), 1.0);
  EXPECT_NEAR(0, Db(bytes[3 * 513 + 64]), 0.5);
  EXPECT_FALSE(column_is_silent(4));
  EXPECT_TRUE(column_is_silent(6));
  EXPECT_TRUE(column_is_silent(7));
}

TEST(Spectrogram, ColumnsThatShareFramesAreTheSameAsColumnsOnTheirOwn) {
  GeneratedAudio audio(kRate, 2, 20000, [](int64_t frame, int channel) {
    const auto mixed = static_cast<uint32_t>(frame * 2 + channel) * 2654435761u;
    return static_cast<float>(static_cast<int32_t>(mixed)) / 2147483648.0f;
  });
  for (const double hop : {1.0, 37.5, 511.0, 512.0, 3000.0}) {
    const std::vector<uint8_t> together = Made(audio, {100, hop, 6, 512});
    for (uint32_t column = 0; column < 6; ++column) {
      const auto middle = static_cast<int64_t>(std::floor(100 + hop * column + 0.5));
      const std::vector<uint8_t> alone = Made(audio, {middle, 1, 1, 512});
      EXPECT_TRUE(std::equal(alone.begin(), alone.end(), &together[column * 257])) << hop << " " << column;
    }
  }
}

TEST(Spectrogram, OfSamplesIsThatOfALaneAndNoNumberIsSilence) {
  GeneratedAudio audio(kRate, 2, 9600, Sine(0.5, 3000, kRate));
  std::vector<float> samples(2 * 9600);
  ASSERT_EQ(9600u, audio.Read(0, 9600, samples.data()).value());
  SampleReader reader(samples.data(), 9600, 2, kRate);
  const SpectrogramRequest request = {-100, 333.3, 30, 256};
  EXPECT_EQ(Made(audio, request), Made(reader, request));
  std::vector<float> broken(2 * 9600, std::numeric_limits<float>::quiet_NaN());
  broken[100] = std::numeric_limits<float>::infinity();
  SampleReader none(broken.data(), 9600, 2, kRate);
  const std::vector<uint8_t> bytes = Made(none, request);
  EXPECT_EQ(0, *std::max_element(bytes.begin(), bytes.end()));
}

TEST(Spectrogram, EmptyAudioAndTheFarthestPlacesAreSilence) {
  GeneratedAudio empty(kRate, 1, 0, Constant(1));
  GeneratedAudio audio(kRate, 1, 4800, Constant(1));
  for (const int64_t place : {std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()}) {
    for (const double hop : {1e-300, 1.0, 1e300}) {
      const std::vector<uint8_t> bytes = Made(audio, {place, hop, 3, 64});
      EXPECT_EQ(0, *std::max_element(bytes.begin(), bytes.end()));
    }
  }
  const std::vector<uint8_t> bytes = Made(empty, {0, 1, 3, 64});
  EXPECT_EQ(0, *std::max_element(bytes.begin(), bytes.end()));
}

TEST(Spectrogram, ARequestThatMakesNoSenseIsRefusedWithTheValue) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const SpectrogramRequest bad[] = {{0, 0, 1, 64},   {0, -1, 1, 64},     {0, nan, 1, 64}, {0, HUGE_VAL, 1, 64},
                                    {0, 1, 0, 64},   {0, 1, 16385, 64},  {0, 1, 1, 0},    {0, 1, 1, 32},
                                    {0, 1, 1, 1000}, {0, 1, 1, 1u << 15}};
  GeneratedAudio audio(kRate, 1, 4800, Constant(1));
  uint8_t into[1] = {77};
  for (const SpectrogramRequest& request : bad) {
    const Status status = Spectrogram(audio, request, {}, into);
    EXPECT_EQ(ErrorCode::kInvalidArgument, status.code());
    EXPECT_FALSE(status.message().empty());
  }
  EXPECT_EQ(77, into[0]);
}

TEST(Spectrogram, AListenerCanEndItAndAReaderItsReason) {
  GeneratedAudio audio(kRate, 1, 4800, Constant(1));
  std::vector<uint8_t> into(33 * 100);
  const SpectrogramRequest request = {0, 48, 100, 64};
  EXPECT_EQ(ErrorCode::kCancelled, Spectrogram(audio, request, [](double) { return false; }, into.data()).code());
  audio.FailAt(2000);
  EXPECT_EQ(ErrorCode::kUnreadable, Spectrogram(audio, request, {}, into.data()).code());
}

}  // namespace
}  // namespace vr
