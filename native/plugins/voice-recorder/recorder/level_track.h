// The feature track of one source, or of the mix, and what follows from it: levels and loudness. Worker thread only.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/audio_types.h"
#include "base/feature_word.h"
#include "cycle/feature_ring.h"
#include "mix/integrated_loudness.h"
#include "mix/loudness.h"

namespace vr {

enum class TrackStore {
  kWindow,     // the last cells
  kAll,        // every cell, from 0 on
  kElsewhere,  // none: they are in the log of a ring
};

struct Levels {
  double peak_dbfs = kSilenceDbfs;
  double rms_dbfs = kSilenceDbfs;
  double loudness_lufs = kSilenceLufs;
};

struct LevelTotals {
  int peak = 0;
  double power = 0;
  uint64_t cells = 0;
  void Add(FeatureWord word);
  Levels levels() const;
};

// Peak and RMS; loudness does not follow from features.
Levels LevelsOf(const std::vector<FeatureWord>& words);

class LevelTrack {
 public:
  static uint64_t WindowBytes(int64_t keep_cells);

  // False when the memory is not there. keep_cells: of kWindow.
  bool Make(TrackStore store, int64_t keep_cells);
  // Keeps more cells, and those that it has; false: no memory, it stays as it is.
  bool Grow(int64_t keep_cells);
  void Drop();
  bool is_made() const { return is_made_; }

  void OnFeature(int64_t cell, FeatureWord word);
  void OnLoudness(int64_t block, double lufs);

  // The cells [first, end); gaps where there are none (any more).
  std::vector<FeatureWord> Copy(int64_t first_cell, int64_t end_cell) const;
  // Over words that were copied from first_cell on, or, but for kWindow, over everything so far.
  Levels Over(const std::vector<FeatureWord>& words, int64_t first_cell) const;
  // Over the newest 100 ms.
  Levels Recent() const;

  TrackStore store() const { return store_; }
  int64_t first_data_cell() const { return first_data_cell_; }  // -1: none
  int64_t last_heard_cell() const { return last_heard_cell_; }  // of which there was data; -1: none
  int64_t end_cell() const { return end_cell_; }
  uint64_t allocated_bytes() const;

 private:
  static constexpr size_t kRecentCells = 10;
  bool is_made_ = false;
  TrackStore store_ = TrackStore::kWindow;
  std::unique_ptr<FeatureRing> ring_;
  std::vector<uint16_t> loudness_;  // of kWindow: packed, block b at b % size
  int64_t loudness_end_ = 0;
  std::vector<FeatureWord> words_;  // of kAll
  LevelTotals totals_;
  std::unique_ptr<IntegratedLoudness> total_loudness_;
  std::array<FeatureWord, kRecentCells> recent_{};
  uint64_t recent_count_ = 0;
  int64_t first_data_cell_ = -1;
  int64_t last_heard_cell_ = -1;
  int64_t end_cell_ = 0;
};

}  // namespace vr
