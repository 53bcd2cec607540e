#include "cycle/feature_ring.h"

#include <algorithm>
#include <limits>
#include <new>

namespace vr {

std::unique_ptr<FeatureRing> FeatureRing::Make(int64_t capacity_cells) {
  if (capacity_cells <= 0) return nullptr;
  const auto cells = static_cast<uint64_t>(capacity_cells);
  if (cells > std::numeric_limits<size_t>::max() / 2 / sizeof(FeatureWord)) return nullptr;
  std::unique_ptr<FeatureWord[]> words(new (std::nothrow) FeatureWord[static_cast<size_t>(cells)]);
  if (words == nullptr) return nullptr;
  return std::unique_ptr<FeatureRing>(new (std::nothrow) FeatureRing(std::move(words), capacity_cells));
}

int64_t FeatureRing::oldest_cell() const {
  return std::max(first_cell_, last_cell_ - capacity_cells_ + 1);
}

void FeatureRing::Set(int64_t cell, FeatureWord word) {
  if (cell < 0 || cell <= last_cell_ - capacity_cells_) return;
  if (last_cell_ < 0) {
    first_cell_ = last_cell_ = cell;
  } else if (cell > last_cell_) {
    for (int64_t skipped = std::max(last_cell_ + 1, cell - capacity_cells_ + 1); skipped < cell; ++skipped) {
      At(skipped) = GapFeature();
    }
    last_cell_ = cell;
  } else if (cell < first_cell_) {
    for (int64_t skipped = cell + 1; skipped < first_cell_; ++skipped) At(skipped) = GapFeature();
    first_cell_ = cell;
  }
  At(cell) = word;
}

std::vector<FeatureWord> FeatureRing::Copy(int64_t first, int64_t end) const {
  std::vector<FeatureWord> copy;
  if (first >= end) return copy;
  copy.assign(static_cast<size_t>(end - first), GapFeature());
  const int64_t last = std::min(end - 1, last_cell_);
  for (int64_t cell = std::max(first, oldest_cell()); cell <= last; ++cell) {
    copy[static_cast<size_t>(cell - first)] = words_[static_cast<size_t>(cell % capacity_cells_)];
  }
  return copy;
}

}  // namespace vr
