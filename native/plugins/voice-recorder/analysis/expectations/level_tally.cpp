#include "analysis/expectations/level_tally.h"

#include <algorithm>
#include <cmath>

#include "analysis/diagnosis/thresholds.h"

namespace vr {
namespace {

size_t LevelOf(double dbfs) {
  return static_cast<size_t>(std::lround(std::clamp(dbfs, -120.0, 0.0)) + 120);
}

}  // namespace

LevelTally::LevelTally() {
  first_s_.fill(-1);
}

void LevelTally::Listen(const Cell& cell, const Place& place) {
  const bool is_here = cell.start_s >= place.start_s - 1e-6 && cell.end_s <= place.end_s + 1e-6;
  if (!cell.has_levels && !cell.gap) {
    if (is_here) ++gone_;
    return;
  }
  const double dbfs = cell.has_levels ? static_cast<double>(cell.rms_dbfs) : -120;
  all_.Add(dbfs);
  if (!is_here) return;
  here_.Add(dbfs);
  const size_t level = LevelOf(dbfs);
  if (first_s_[level] < 0) first_s_[level] = cell.start_s;
  last_s_[level] = cell.end_s;
  if (dbfs <= loudest_dbfs_) return;
  loudest_dbfs_ = dbfs;
  loudest_at_s_ = cell.start_s;
}

LevelTally::Stretch LevelTally::From(double level_dbfs) const {
  Stretch stretch;
  stretch.first_s = -1;
  stretch.seconds = static_cast<double>(here_.CellsFrom(level_dbfs)) * kCellSeconds;
  for (size_t level = LevelOf(level_dbfs); level < kLevels; ++level) {
    if (first_s_[level] < 0) continue;
    stretch.first_s = stretch.first_s < 0 ? first_s_[level] : std::min(stretch.first_s, first_s_[level]);
    stretch.last_s = std::max(stretch.last_s, last_s_[level]);
  }
  stretch.first_s = std::max(0.0, stretch.first_s);
  return stretch;
}

double LevelTally::LeastSpeechDbfs() const {
  return std::max(floor_dbfs() + thresholds::kSpeechAboveFloorDb, thresholds::kClippedSpeechDbfs);
}

}  // namespace vr
