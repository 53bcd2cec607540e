// Reads a feature file by what doc/capture-format.md says, with no help from the code that writes it.
#include <gtest/gtest.h>

#include "native/writer/capture_samples.h"
#include "writer/feature_file.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

struct ReadTrack {
  uint64_t source = 0;
  std::vector<uint64_t> words;
};

struct ReadFeatures {
  std::string magic;
  uint64_t version = 0;
  uint64_t header_bytes = 0;
  uint64_t cell_ms = 0;
  uint64_t cells = 0;
  int64_t first_cell_offset_frames = 0;
  uint64_t sample_rate_hz = 0;
  std::vector<ReadTrack> tracks;
};

ReadFeatures Read(const std::string& bytes) {
  ReadFeatures read;
  read.magic = bytes.substr(0, 4);
  read.version = Le(bytes, 4, 2);
  read.header_bytes = Le(bytes, 6, 2);
  read.cell_ms = Le(bytes, 8, 2);
  const uint64_t tracks = Le(bytes, 10, 2);
  const uint64_t descriptor_bytes = Le(bytes, 12, 2);
  read.cells = Le(bytes, 16, 8);
  read.first_cell_offset_frames = static_cast<int64_t>(Le(bytes, 24, 8));
  read.sample_rate_hz = Le(bytes, 32, 4);
  for (uint64_t track = 0; track < tracks; ++track) {
    const uint64_t descriptor = read.header_bytes + track * descriptor_bytes;
    ReadTrack one;
    one.source = Le(bytes, descriptor, 8);
    const uint64_t words = Le(bytes, descriptor + 8, 8);
    for (uint64_t cell = 0; cell < read.cells; ++cell) one.words.push_back(Le(bytes, words + 8 * cell, 8));
    read.tracks.push_back(one);
  }
  return read;
}

std::string Bytes(const CaptureInfo& info) {
  HeldFeatures features(info.features);
  std::string bytes;
  const Status status = WriteFeatures(features, info, [&bytes](ByteView piece) {
    bytes.append(reinterpret_cast<const char*>(piece.data), piece.size_bytes);
    return Status::Ok();
  });
  EXPECT_TRUE(status.ok()) << status.message();
  return bytes;
}

TEST(FeatureFile, IsReadByWhatItsPageSays) {
  const std::string bytes = Bytes(FullInfo());
  const ReadFeatures read = Read(bytes);
  EXPECT_EQ(read.magic, "VRFT");
  EXPECT_EQ(read.version, 1u);
  EXPECT_EQ(read.header_bytes, 40u);
  EXPECT_EQ(read.cell_ms, 10u);
  EXPECT_EQ(read.cells, 5u);
  EXPECT_EQ(read.first_cell_offset_frames, 77);
  EXPECT_EQ(read.sample_rate_hz, 32000u);
  ASSERT_EQ(read.tracks.size(), 3u);
  EXPECT_EQ(read.tracks[0].source, 0u);
  EXPECT_EQ(read.tracks[0].words, (std::vector<uint64_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(read.tracks[1].source, 1u);
  EXPECT_EQ(read.tracks[1].words, (std::vector<uint64_t>{6, 7, 8, 9, 10}));
  EXPECT_EQ(bytes.size(), 40u + 3 * 16 + 3 * 5 * 8);
}

TEST(FeatureFile, TracksThatEndEarlyAreFilledUpWithGaps) {
  const ReadFeatures read = Read(Bytes(FullInfo()));
  EXPECT_EQ(read.tracks[2].words, (std::vector<uint64_t>{11, 12, 13, 1ull << 63, 1ull << 63}));
}

TEST(FeatureFile, WordsKeepAllTheirBits) {
  CaptureInfo info = WavInfo();
  Feature feature;
  feature.min = -32768;
  feature.max = 12345;
  feature.rms_dbfs = -12.5;
  feature.full_scale_count = 1000;
  feature.zero_run = 300;
  feature.gap = true;
  info.features = {{0xfedcba9876543210ull, {PackFeature(feature)}}};
  info.first_cell_offset_frames = -480;
  const ReadFeatures read = Read(Bytes(info));
  EXPECT_EQ(read.first_cell_offset_frames, -480);
  EXPECT_EQ(read.tracks[0].source, 0xfedcba9876543210ull);
  const uint64_t word = read.tracks[0].words[0];
  EXPECT_EQ(static_cast<int16_t>(word & 0xffff), -32768);
  EXPECT_EQ(static_cast<int16_t>((word >> 16) & 0xffff), 12345);
  EXPECT_DOUBLE_EQ((static_cast<int>((word >> 32) & 0xfff) - 4095) * 0.025, -12.5);
  EXPECT_EQ((word >> 44) & 0x3ff, 1000u);
  EXPECT_EQ((word >> 54) & 0x1ff, 300u);
  EXPECT_EQ(word >> 63, 1u);
}

TEST(FeatureFile, WithoutTracksItIsItsHeader) {
  const ReadFeatures read = Read(Bytes(WavInfo()));
  EXPECT_EQ(read.cells, 0u);
  EXPECT_TRUE(read.tracks.empty());
}

// A capture of many hours whose words are made as they are asked for.
class LongFeatures final : public FeatureSource {
 public:
  std::vector<SourceId> tracks() const override { return {0, 7, 8}; }
  uint64_t cells() const override { return kCells; }
  Status Read(size_t track, const std::function<Status(const FeatureWord*, size_t)>& take) override {
    const uint64_t count = track == 1 ? kCells - 1'000 : track == 2 ? kCells + 1'000 : kCells;
    for (uint64_t cell = 0; cell < count; ++cell) {
      const FeatureWord word = cell * 10 + track;
      Status status = take(&word, 1);
      if (!status.ok()) return status;
    }
    return Status::Ok();
  }
  static constexpr uint64_t kCells = 50'000;
};

TEST(FeatureFile, IsWrittenInPiecesFromASourceOfAnyLength) {
  LongFeatures features;
  std::string bytes;
  size_t largest = 0;
  const auto put = [&](ByteView piece) {
    bytes.append(reinterpret_cast<const char*>(piece.data), piece.size_bytes);
    largest = std::max(largest, piece.size_bytes);
    return Status::Ok();
  };
  ASSERT_TRUE(WriteFeatures(features, WavInfo(), put).ok());
  EXPECT_LE(largest, 65'536u);
  const ReadFeatures read = Read(bytes);
  EXPECT_EQ(bytes.size(), 40u + 3 * 16 + 3 * 8 * LongFeatures::kCells);
  EXPECT_EQ(read.cells, LongFeatures::kCells);
  ASSERT_EQ(read.tracks.size(), 3u);
  EXPECT_EQ(read.tracks[1].source, 7u);
  EXPECT_EQ(read.tracks[0].words[49'999], 499'990u);
  EXPECT_EQ(read.tracks[1].words[48'999], 489'991u);
  EXPECT_EQ(read.tracks[1].words[49'000], GapFeature()) << "missing words are gaps";
  EXPECT_EQ(read.tracks[2].words[49'999], 499'992u) << "words beyond the end are left out";
}

TEST(FeatureFile, AFailureOfTheSourceOrTheFileEndsIt) {
  class Failing final : public FeatureSource {
   public:
    std::vector<SourceId> tracks() const override { return {0}; }
    uint64_t cells() const override { return 10; }
    Status Read(size_t, const std::function<Status(const FeatureWord*, size_t)>&) override {
      return {ErrorCode::kIoError, "cannot be read"};
    }
  } failing;
  const auto take = [](ByteView) { return Status::Ok(); };
  EXPECT_EQ(WriteFeatures(failing, WavInfo(), take).code(), ErrorCode::kIoError);
  LongFeatures features;
  const auto full = [](ByteView) { return Status(ErrorCode::kDiskFull, "full"); };
  EXPECT_EQ(WriteFeatures(features, WavInfo(), full).code(), ErrorCode::kDiskFull);
}

}  // namespace
}  // namespace vr
