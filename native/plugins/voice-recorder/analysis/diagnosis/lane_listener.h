// Gives one lane cell by cell: its samples, its levels and its spectrum. One thread; memory does not grow with the
// length of the capture.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "analysis/audio_reader.h"
#include "analysis/diagnosis/capture_facts.h"
#include "analysis/diagnosis/cell.h"
#include "analysis/diagnosis/slow_audio.h"
#include "analysis/feature_reader.h"
#include "analysis/float_spectrum.h"
#include "base/status.h"

namespace vr {

// How a capture is cut into cells, the same for all of its lanes: on the grid of its feature track when it has one.
struct CellGrid {
  int sample_rate_hz = 0;
  int64_t frames = 0;
  int64_t offset_frames = 0;  // by which cell 0 begins before frame 0

  int64_t cells() const;
  int64_t BeginOf(int64_t cell) const;
};

class LaneListener {
 public:
  // Either reader may be null. facts outlives this.
  LaneListener(const LaneFacts& facts, const CellGrid& grid, std::unique_ptr<AudioReader> audio,
               std::unique_ptr<FeatureReader> features);

  // The next cell; what it points at is good until the next call.
  Status Next(Cell* cell);

 private:
  Status ReadAudio(int64_t first_cell);
  Status ReadFeatures(int64_t first_cell);
  void TakeSamples(Cell* cell);
  void TakeLevels(Cell* cell);
  void TakeSpectrum(Cell* cell);

  const LaneFacts& facts_;
  CellGrid grid_;
  std::unique_ptr<AudioReader> audio_;
  std::unique_ptr<FeatureReader> features_;
  int64_t cell_ = 0;

  std::vector<float> block_;  // samples of a stretch of cells
  int64_t block_first_frame_ = 0;
  int64_t block_end_frame_ = 0;
  std::vector<uint64_t> words_;
  int64_t words_first_cell_ = 0;
  std::vector<float> mono_;
  std::vector<float> window_;  // the mono audio up to the end of this cell
  FloatSpectrum spectrum_;
  std::vector<float> no_powers_;
  std::vector<float> powers_;
  SlowAudio slow_;
};

}  // namespace vr
