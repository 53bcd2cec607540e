#include "analysis/envelope.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/envelope_layout.h"
#include "native/analysis/envelope_view.h"
#include "native/analysis/generated_readers.h"

namespace vr {
namespace {

ByteBuffer Made(AudioReader& audio) {
  Result<ByteBuffer> result = EnvelopeOfAudio(audio, {});
  EXPECT_TRUE(result.ok()) << result.status().message();
  return std::move(result.value());
}

TEST(Envelope, HasTheHeaderAndThePlacesOfTheDocument) {
  GeneratedAudio audio(48000, 2, 256 * 1000, Constant(0.5f));
  const ByteBuffer file = Made(audio);
  const EnvelopeView view(file);
  EXPECT_EQ("VREN", view.magic());
  EXPECT_EQ(1u, view.version());
  EXPECT_EQ(48u, view.header_bytes());
  EXPECT_EQ(48000u, view.rate_hz());
  EXPECT_EQ(2u, view.channels());
  EXPECT_EQ(256u * 1000, view.frames());
  EXPECT_EQ(256u, view.cell_frames());
  EXPECT_EQ(4u, view.factor());
  EXPECT_EQ(0u, view.from_features());
  EXPECT_EQ(0, view.first_cell_offset());
  ASSERT_EQ(2u, view.levels());
  EXPECT_EQ(1000u, view.cells(0));
  EXPECT_EQ(250u, view.cells(1));
  EXPECT_EQ(48u + 2 * 16, view.offset(1));
  EXPECT_EQ(view.offset(1) + 250 * 12, view.offset(0));
  EXPECT_EQ(view.offset(0) + 1000 * 12, file.size_bytes());
}

TEST(Envelope, ASineHasItsPeaksAndItsRmsInEachChannel) {
  const int rate_hz = 48000;
  GeneratedAudio audio(rate_hz, 2, rate_hz, [](int64_t frame, int channel) {
    return Sine(channel == 0 ? 0.8 : 0.25, channel == 0 ? 997 : 3000, rate_hz)(frame, channel);
  });
  const ByteBuffer file = Made(audio);
  const EnvelopeView view(file);
  const double amplitudes[] = {0.8, 0.25};
  for (uint64_t channel = 0; channel < 2; ++channel) {
    int low = 0;
    int high = 0;
    double power = 0;
    for (uint64_t cell = 0; cell < view.cells(0) - 1; ++cell) {
      const EnvelopeCell at = view.Cell(0, cell, channel);
      low = std::min(low, at.min);
      high = std::max(high, at.max);
      power += std::pow(at.rms / 65535.0, 2) / static_cast<double>(view.cells(0) - 1);
    }
    EXPECT_NEAR(amplitudes[channel] * 32768, high, 2);
    EXPECT_NEAR(-amplitudes[channel] * 32768, low, 2);
    EXPECT_NEAR(amplitudes[channel] / std::sqrt(2.0), std::sqrt(power), 0.001);
  }
}

TEST(Envelope, EachLevelSaysTheSameAsTheOneBelow) {
  GeneratedAudio audio(8000, 1, 256 * 2049 + 77, [](int64_t frame, int) {
    const auto mixed = static_cast<uint32_t>(frame) * 2654435761u;
    return static_cast<float>(static_cast<int32_t>(mixed)) / 2147483648.0f * static_cast<float>(frame % 5000) / 5000.0f;
  });
  const ByteBuffer file = Made(audio);
  const EnvelopeView view(file);
  ASSERT_EQ(3u, view.levels());
  EXPECT_EQ(2050u, view.cells(0));
  for (uint64_t level = 1; level < view.levels(); ++level) {
    for (uint64_t cell = 0; cell + 1 < view.cells(level); ++cell) {
      EnvelopeCell joined = view.Cell(level - 1, cell * 4);
      double power = 0;
      for (uint64_t child = cell * 4; child < cell * 4 + 4; ++child) {
        const EnvelopeCell at = view.Cell(level - 1, child);
        joined.min = std::min(joined.min, at.min);
        joined.max = std::max(joined.max, at.max);
        power += std::pow(at.rms, 2) / 4;
      }
      const EnvelopeCell at = view.Cell(level, cell);
      ASSERT_EQ(joined.min, at.min);
      ASSERT_EQ(joined.max, at.max);
      ASSERT_NEAR(std::sqrt(power), at.rms, 1.0);
    }
  }
}

TEST(Envelope, AnyNumberOfChannelsIsKeptApart) {
  for (const int channels : {1, 2, 3, 4, 5, 6, 7, 8, 12}) {
    GeneratedAudio audio(8000, channels, 1000, [](int64_t frame, int channel) {
      return frame == 300 ? 0.01f * static_cast<float>(channel + 1) : 0.0f;
    });
    const ByteBuffer file = Made(audio);
    const EnvelopeView view(file);
    for (int channel = 0; channel < channels; ++channel) {
      const EnvelopeCell cell = view.Cell(0, 1, static_cast<uint64_t>(channel));
      EXPECT_NEAR(327.68 * (channel + 1), cell.max, 1) << channels;
      EXPECT_EQ(0, cell.min);
      EXPECT_NEAR(0.01 * (channel + 1) / 16 * 65535, cell.rms, 1);
    }
  }
}

TEST(Envelope, NothingAndOneSampleAreFiles) {
  GeneratedAudio nothing(48000, 1, 0, Constant(1));
  const ByteBuffer empty = Made(nothing);
  EXPECT_EQ(1u, EnvelopeView(empty).levels());
  EXPECT_EQ(0u, EnvelopeView(empty).cells(0));
  EXPECT_EQ(64u, empty.size_bytes());
  GeneratedAudio one(48000, 1, 1, Constant(-0.5f));
  const ByteBuffer file = Made(one);
  ASSERT_EQ(1u, EnvelopeView(file).cells(0));
  EXPECT_EQ(-16384, EnvelopeView(file).Cell(0, 0).min);
  EXPECT_EQ(-16384, EnvelopeView(file).Cell(0, 0).max);
  EXPECT_EQ(32768, EnvelopeView(file).Cell(0, 0).rms);
}

TEST(Envelope, WhatGoesBeyondFullScaleOrIsNoNumberStaysInTheRange) {
  const float values[] = {1.0f, -1.0f, 3e38f, -3e38f, std::numeric_limits<float>::quiet_NaN()};
  for (const float value : values) {
    GeneratedAudio audio(48000, 1, 2560, Constant(value));
    const ByteBuffer file = Made(audio);
    const EnvelopeCell cell = EnvelopeView(file).Cell(0, 3);
    EXPECT_GE(cell.max, cell.min);
    if (value > 0) {
      EXPECT_EQ(32767, cell.max);
    }
    if (value < 0) {
      EXPECT_EQ(-32768, cell.min);
    }
    if (value == value) {
      EXPECT_EQ(65535, cell.rms);
    }
  }
}

TEST(Envelope, ADayFitsTheMemoryThatIsPromised) {
  // A 48th of the rate: as many cells as the real thing from the level on that is chosen for either.
  GeneratedAudio day(48000, 2, int64_t{24} * 3600 * 48000, Constant(0));
  EnvelopeLayout layout;
  layout.sample_rate_hz = 48000;
  layout.channels = 2;
  layout.frames = static_cast<uint64_t>(day.frames());
  ASSERT_TRUE(layout.Place(layout.frames, 256).ok());
  EXPECT_EQ(4096u, layout.cell_frames);
  EXPECT_LE(layout.levels[0].cells, kEnvelopeMaxCells);
  EXPECT_LT(layout.size_bytes, size_t{32} << 20);
  GeneratedAudio scaled(1000, 1, int64_t{24} * 3600 * 1000,
                        [](int64_t frame, int) { return frame == 50000000 ? 0.5f : 0.0f; });
  const ByteBuffer file = Made(scaled);
  const EnvelopeView view(file);
  EXPECT_EQ(256u, view.cell_frames());
  EXPECT_LT(file.size_bytes(), size_t{16} << 20);
  for (uint64_t level = 0, cell_frames = view.cell_frames(); level < view.levels(); ++level, cell_frames *= 4) {
    EXPECT_EQ(16384, view.Cell(level, 50000000 / cell_frames).max) << level;
  }
}

TEST(Envelope, ManyChannelsHaveCoarserCellsForTheSameMemory) {
  for (const int channels : {2, 8, 64, 4096}) {
    EnvelopeLayout layout;
    layout.sample_rate_hz = 48000;
    layout.channels = channels;
    ASSERT_TRUE(layout.Place(uint64_t{900} * 48000 * 16, 256).ok());
    EXPECT_LT(layout.size_bytes, size_t{32} << 20) << channels;
  }
}

TEST(Envelope, ALengthThatNoRecordingHasIsRefused) {
  EnvelopeLayout layout;
  EXPECT_EQ(ErrorCode::kInvalidArgument, layout.Place(std::numeric_limits<uint64_t>::max(), 256).code());
  GeneratedAudio audio(48000, 2, std::numeric_limits<int64_t>::max(), Constant(0));
  EXPECT_EQ(ErrorCode::kInvalidArgument, EnvelopeOfAudio(audio, {}).status().code());
}

TEST(Envelope, AFileThatEndsBeforeItsTimeIsSilentFromThere) {
  GeneratedAudio audio(48000, 1, 256 * 2000, Constant(0.5f));
  audio.EndAt(256 * 1000);
  const ByteBuffer file = Made(audio);
  const EnvelopeView view(file);
  EXPECT_EQ(2000u, view.cells(0));
  EXPECT_EQ(16384, view.Cell(0, 999).max);
  EXPECT_EQ(0, view.Cell(0, 1001).max);
}

TEST(Envelope, TheReasonOfAReaderIsHandedOn) {
  GeneratedAudio audio(48000, 1, 1 << 20, Constant(0.5f));
  audio.FailAt(700000);
  const Result<ByteBuffer> result = EnvelopeOfAudio(audio, {});
  EXPECT_EQ(ErrorCode::kUnreadable, result.status().code());
  EXPECT_EQ("a sector is bad", result.status().message());
}

TEST(Envelope, AListenerCanEndThePass) {
  GeneratedAudio audio(48000, 1, 1 << 20, Constant(0.5f));
  EXPECT_EQ(ErrorCode::kCancelled, EnvelopeOfAudio(audio, [](double) { return false; }).status().code());
  double last = -1;
  EXPECT_TRUE(EnvelopeOfAudio(audio, [&](double done) {
                EXPECT_GE(done, last);
                EXPECT_LE(done, 1);
                last = done;
                return true;
              }).ok());
  EXPECT_GE(last, 0);
}

TEST(Envelope, OfFeaturesHasTheirCellsAndTheirPlace) {
  GeneratedFeatures features(48000, 1000, 123, [](uint64_t cell) {
    Feature feature;
    feature.min = static_cast<int16_t>(-static_cast<int>(cell));
    feature.max = static_cast<int16_t>(cell * 2);
    feature.rms_dbfs = -20;
    return feature;
  });
  const Result<ByteBuffer> result = EnvelopeOfFeatures(features, 479000, {});
  ASSERT_TRUE(result.ok());
  const EnvelopeView view(result.value());
  EXPECT_EQ(1u, view.from_features());
  EXPECT_EQ(1u, view.channels());
  EXPECT_EQ(479000u, view.frames());
  EXPECT_EQ(480u, view.cell_frames());
  EXPECT_EQ(123, view.first_cell_offset());
  EXPECT_EQ(1000u, view.cells(0));
  EXPECT_EQ(-700, view.Cell(0, 700).min);
  EXPECT_EQ(1400, view.Cell(0, 700).max);
  EXPECT_NEAR(6553.5, view.Cell(0, 700).rms, 1);
  EXPECT_EQ(-703, view.Cell(1, 175).min);
  EXPECT_NEAR(6553.5, view.Cell(1, 175).rms, 1);
}

TEST(Envelope, ADayOfFeaturesFitsToo) {
  GeneratedFeatures features(16000, 8640000, 0, [](uint64_t cell) {
    Feature feature;
    feature.max = cell == 5000000 ? 1000 : 0;
    return feature;
  });
  const Result<ByteBuffer> result = EnvelopeOfFeatures(features, int64_t{8640000} * 160, {});
  ASSERT_TRUE(result.ok());
  const EnvelopeView view(result.value());
  EXPECT_EQ(160u * 16, view.cell_frames());
  EXPECT_LT(result.value().size_bytes(), size_t{8} << 20);
  EXPECT_EQ(1000, view.Cell(0, 5000000 / 16).max);
}

}  // namespace
}  // namespace vr
