#include "analysis/diagnosis/level_histogram.h"

#include <algorithm>
#include <cmath>

#include "analysis/diagnosis/cell.h"
#include "analysis/diagnosis/thresholds.h"

namespace vr {

using thresholds::kSpeechAboveFloorDb;
using thresholds::kSpeechLeastDbfs;
using thresholds::kSpeechRangeDb;

namespace {

constexpr int64_t kCellsOfASecond = 100;
constexpr int kQuietestDbfs = -120;

int StepOf(double level_dbfs) {
  return static_cast<int>(std::lround(std::clamp(level_dbfs, -120.0, 0.0))) - kQuietestDbfs;
}

}  // namespace

void LevelHistogram::Add(double level_dbfs) {
  ++counts_[static_cast<size_t>(StepOf(level_dbfs))];
  ++cells_;
}

int64_t LevelHistogram::CellsFrom(double level_dbfs) const {
  int64_t cells = 0;
  for (int step = StepOf(level_dbfs); step < kSteps; ++step) cells += counts_[static_cast<size_t>(step)];
  return cells;
}

SpeechLevel LevelHistogram::Speech() const {
  SpeechLevel speech;
  int64_t below = 0;
  int floor_step = 0;
  while (floor_step < kSteps - 1 && (below += counts_[static_cast<size_t>(floor_step)]) * 10 < cells_) ++floor_step;
  speech.floor_dbfs = floor_step + kQuietestDbfs;
  int64_t above = 0;
  int loud_step = kSteps - 1;
  while (loud_step > 0 && (above += counts_[static_cast<size_t>(loud_step)]) < kCellsOfASecond) --loud_step;
  const double loud_dbfs = loud_step + kQuietestDbfs;
  speech.least_dbfs = std::max({speech.floor_dbfs + kSpeechAboveFloorDb, loud_dbfs - kSpeechRangeDb, kSpeechLeastDbfs});
  double power = 0;
  int64_t cells = 0;
  for (int step = StepOf(speech.least_dbfs); step < kSteps; ++step) {
    const int64_t count = counts_[static_cast<size_t>(step)];
    cells += count;
    power += static_cast<double>(count) * std::pow(10.0, (step + kQuietestDbfs) / 10.0);
  }
  if (cells < kCellsOfASecond) return speech;
  speech.is_there = true;
  speech.active_dbfs = 10 * std::log10(power / static_cast<double>(cells));
  speech.seconds = static_cast<double>(cells) * kCellSeconds;
  return speech;
}

}  // namespace vr
