// The last N seconds of one feature track: one word per 10 ms cell, indexed by the cell's number. Worker thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "base/feature_word.h"

namespace vr {

class FeatureRing {
 public:
  // Null when the memory is not there. Cells that were never set read as GapFeature().
  static std::unique_ptr<FeatureRing> Make(int64_t capacity_cells);

  // Cells come in rising order from 0; skipped ones are gaps. A cell older than the window is ignored, a late one
  // within it is set.
  void Set(int64_t cell, FeatureWord word);
  // The cells [first, end); what is outside the window is a gap.
  std::vector<FeatureWord> Copy(int64_t first, int64_t end) const;

  uint64_t allocated_bytes() const { return static_cast<uint64_t>(capacity_cells_) * sizeof(FeatureWord); }
  int64_t last_cell() const { return last_cell_; }  // -1: none

 private:
  FeatureRing(std::unique_ptr<FeatureWord[]> words, int64_t capacity_cells)
      : words_(std::move(words)), capacity_cells_(capacity_cells) {}
  FeatureWord& At(int64_t cell) { return words_[static_cast<size_t>(cell % capacity_cells_)]; }
  int64_t oldest_cell() const;

  const std::unique_ptr<FeatureWord[]> words_;  // those of [oldest_cell(), last_cell_] are set
  const int64_t capacity_cells_;
  int64_t first_cell_ = 0;  // the earliest that was ever set
  int64_t last_cell_ = -1;
};

}  // namespace vr
