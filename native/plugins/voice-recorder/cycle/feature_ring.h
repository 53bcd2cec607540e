// The last N seconds of one feature track: one word per 10 ms cell, indexed by the cell's number. Worker thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/feature_word.h"

namespace vr {

class FeatureRing {
 public:
  // Null when the memory is not there. Cells that were never set read as GapFeature().
  static std::unique_ptr<FeatureRing> Make(int64_t capacity_cells);

  // Cells come in rising order; skipped ones are gaps. A cell older than the window is ignored.
  void Set(int64_t cell, FeatureWord word);
  // The cells [first, end); what is outside the window is a gap.
  std::vector<FeatureWord> Copy(int64_t first, int64_t end) const;

  uint64_t allocated_bytes() const { return words_.capacity() * sizeof(FeatureWord); }
  int64_t last_cell() const { return last_cell_; }  // -1: none

 private:
  std::vector<FeatureWord> words_;
  int64_t last_cell_ = -1;
};

}  // namespace vr
