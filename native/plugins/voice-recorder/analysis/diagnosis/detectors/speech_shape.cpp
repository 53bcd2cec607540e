#include "analysis/diagnosis/detectors/speech_shape.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vr {
namespace {

constexpr double kShapeLowestHz = 140;
constexpr double kShapeQuietestDbfs = -48;
constexpr double kShapeBelowLoudestDb = 18;
constexpr double kShapeFloorDb = 35;  // below the loudest, what is quieter counts as that

double ShapeDecibels(double value) {
  return 10 * std::log10(value + 0.01);
}

}  // namespace

void SpeechShape::Add(const Cell& cell) {
  if (cell.powers == nullptr || cell.powers->empty()) return;
  const auto level_db = static_cast<double>(cell.rms_dbfs);
  loudest_db_ = std::max(level_db, loudest_db_ - 0.03);
  ++cells_;
  CountRises(level_db);
  Moment moment;
  moment.level_db = std::max(level_db, loudest_db_ - kShapeFloorDb);
  moment.is_loud = level_db >= kShapeQuietestDbfs && level_db >= loudest_db_ - kShapeBelowLoudestDb;
  if (moment.is_loud) TakeBands(cell, &moment);
  Compare(moment);
  past_[static_cast<size_t>(cells_) % kRemembered] = moment;
}

// Rises of the level over its mean of half a second: syllables.
void SpeechShape::CountRises(double level_db) {
  smooth_db_ += (std::max(level_db, -70.0) - smooth_db_) * 0.35;
  slow_db_ += (std::max(level_db, -70.0) - slow_db_) * 0.03;
  if (!is_up_ && smooth_db_ > slow_db_ + 1) {
    is_up_ = true;
    ++rises_;
  } else if (is_up_ && smooth_db_ < slow_db_ - 1) {
    is_up_ = false;
  }
}

void SpeechShape::TakeBands(const Cell& cell, Moment* moment) {
  double mean = 0;
  double from_hz = kShapeLowestHz;
  for (double& band : moment->bands) {
    const double to_hz = from_hz * 1.2599;
    const auto first = static_cast<size_t>(std::lround(from_hz / cell.bin_hz));
    const auto end =
        std::min(cell.powers->size(), std::max(first + 1, static_cast<size_t>(std::lround(to_hz / cell.bin_hz))));
    float power = 0;
    for (size_t bin = first; bin < end; ++bin) power += (*cell.powers)[bin];
    band = std::max(-100.0, 10 * std::log10(static_cast<double>(power) + 1e-12));
    mean += band / kBands;
    from_hz = to_hz;
  }
  for (size_t i = 0; i < kBands; ++i) {
    double& band = moment->bands[i];
    band -= mean;
    sum_[i] += band;
    squares_[i] += band * band;
  }
  ++loud_;
}

void SpeechShape::Compare(const Moment& moment) {
  for (size_t i = 0; i < kLags; ++i) {
    const int lag = 1 << i;
    if (cells_ <= lag) return;
    const Moment& before = past_[static_cast<size_t>(cells_ - lag) % kRemembered];
    if (!moment.is_loud && !before.is_loud) continue;
    level_reach_[i].sum += std::fabs(moment.level_db - before.level_db);
    ++level_reach_[i].count;
    if (!moment.is_loud || !before.is_loud) continue;
    double step = 0;
    for (size_t band = 0; band < kBands; ++band) step += std::fabs(moment.bands[band] - before.bands[band]);
    reach_[i].sum += step / kBands;
    ++reach_[i].count;
  }
}

SpeechShape::Numbers SpeechShape::Of() const {
  Numbers numbers{};
  for (size_t band = 0; band < kBands; ++band) {
    const double mean = sum_[band] / loud_;
    numbers[band] = mean;
    numbers[kBands + band] = std::sqrt(std::max(0.0, squares_[band] / loud_ - mean * mean));
  }
  numbers[kSteps] = reach_[0].Of();
  numbers[kSteps + 1] = rises_ / (cells_ * kCellSeconds);
  numbers[kSteps + 2] = rises_ / (loud_ * kCellSeconds);
  for (size_t i = 0; i < kLags; ++i) {
    numbers[kReach + i] = ShapeDecibels(reach_[i].Of());
    numbers[kLevelReach + i] = ShapeDecibels(level_reach_[i].Of());
  }
  return numbers;
}

}  // namespace vr
