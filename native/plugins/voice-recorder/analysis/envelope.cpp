#include "analysis/envelope.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "analysis/envelope_layout.h"
#include "analysis/envelope_writer.h"
#include "analysis/level_scan.h"
#include "analysis/progress_ticker.h"
#include "base/audio_types.h"
#include "base/feature_word.h"

namespace vr {
namespace {

constexpr uint32_t kAudioCellFrames = 256;
static_assert(kAudioCellFrames == kMaxScanFrames, "a cell is one scan, or several");
// Stays in the caches of a small processor, and is a whole number of cells.
constexpr size_t kReadSamples = 16384;
constexpr size_t kReadCells = 4096;

// Gathers scans until they fill a cell of level 0.
class CellGatherer {
 public:
  CellGatherer(EnvelopeWriter* writer, const EnvelopeLayout& layout)
      : writer_(writer), cell_frames_(layout.cell_frames), sums_(static_cast<size_t>(layout.channels)) {}

  LevelSum* sums() { return sums_.data(); }
  void Count(uint64_t frames) {
    frames_ += frames;
    if (frames_ >= cell_frames_) Flush();
  }
  void Flush() {
    writer_->Add(sums_.data(), frames_);
    std::fill(sums_.begin(), sums_.end(), LevelSum{});
    frames_ = 0;
  }

 private:
  EnvelopeWriter* writer_;
  uint64_t cell_frames_;
  std::vector<LevelSum> sums_;
  uint64_t frames_ = 0;
};

LevelSum SumOf(const Feature& feature, double cell_frames) {
  LevelSum sum;
  sum.min = static_cast<float>(feature.min) / 32768.0f;
  sum.max = static_cast<float>(feature.max) / 32768.0f;
  const bool silent = feature.rms_dbfs <= kSilenceDbfs;
  sum.squares = silent ? 0 : std::pow(10.0, feature.rms_dbfs / 10.0) * cell_frames;
  return sum;
}

}  // namespace

Result<ByteBuffer> EnvelopeOfAudio(AudioReader& audio, const Progress& progress) {
  EnvelopeLayout layout;
  layout.sample_rate_hz = audio.sample_rate_hz();
  layout.channels = audio.channels();
  layout.frames = static_cast<uint64_t>(std::max<int64_t>(0, audio.frames()));
  EnvelopeWriter writer;
  if (Status placed = layout.Place(layout.frames, kAudioCellFrames); !placed.ok()) return placed;
  if (Status begun = writer.Begin(layout); !begun.ok()) return begun;
  CellGatherer cell(&writer, layout);
  ProgressTicker ticker(progress);
  const auto channels = static_cast<size_t>(layout.channels);
  const size_t block_frames = std::max<size_t>(1, kReadSamples / channels / kAudioCellFrames) * kAudioCellFrames;
  std::vector<float> block(block_frames * channels);
  for (uint64_t frame = 0; frame < layout.frames;) {
    if (Status told = ticker.Tell(Share(frame, layout.frames)); !told.ok()) return told;
    const Result<size_t> read = audio.Read(static_cast<int64_t>(frame), block_frames, block.data());
    if (!read.ok()) return read.status();
    if (read.value() == 0) break;
    for (size_t at = 0; at < read.value(); at += kAudioCellFrames) {
      const size_t count = std::min<size_t>(kAudioCellFrames, read.value() - at);
      ScanLevels(block.data() + at * channels, count, layout.channels, cell.sums());
      cell.Count(count);
    }
    frame += read.value();
  }
  cell.Flush();
  return writer.Finish();
}

Result<ByteBuffer> EnvelopeOfFeatures(FeatureReader& features, int64_t frames, const Progress& progress) {
  const auto base_frames = static_cast<uint32_t>(std::max(1, features.sample_rate_hz() / 100));
  EnvelopeLayout layout;
  layout.sample_rate_hz = features.sample_rate_hz();
  layout.frames = static_cast<uint64_t>(std::max<int64_t>(0, frames));
  layout.from_features = true;
  layout.first_cell_offset_frames = features.first_cell_offset_frames();
  EnvelopeWriter writer;
  if (Status placed = layout.Place(features.cells() * base_frames, base_frames); !placed.ok()) return placed;
  if (Status begun = writer.Begin(layout); !begun.ok()) return begun;
  CellGatherer cell(&writer, layout);
  ProgressTicker ticker(progress);
  std::vector<FeatureWord> words(kReadCells);
  for (uint64_t at = 0; at < features.cells();) {
    if (Status told = ticker.Tell(Share(at, features.cells())); !told.ok()) return told;
    const Result<size_t> read = features.Read(at, words.size(), words.data());
    if (!read.ok()) return read.status();
    if (read.value() == 0) break;
    for (size_t i = 0; i < read.value(); ++i) {
      cell.sums()->Add(SumOf(UnpackFeature(words[i]), static_cast<double>(base_frames)));
      cell.Count(base_frames);
    }
    at += read.value();
  }
  cell.Flush();
  return writer.Finish();
}

}  // namespace vr
