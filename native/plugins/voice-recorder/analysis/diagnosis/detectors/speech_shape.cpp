#include "analysis/diagnosis/detectors/speech_shape.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vr {
namespace {

constexpr double kShapeLowestHz = 140;
constexpr double kShapeQuietestDbfs = -48;
constexpr double kShapeBelowLoudestDb = 18;

}  // namespace

void SpeechShape::Add(const Cell& cell) {
  if (cell.powers == nullptr || cell.powers->empty()) return;
  const auto level_db = static_cast<double>(cell.rms_dbfs);
  loudest_db_ = std::max(level_db, loudest_db_ - 0.03);
  ++cells_;
  // Rises of the level over its mean of half a second: syllables.
  smooth_db_ += (std::max(level_db, -70.0) - smooth_db_) * 0.35;
  slow_db_ += (std::max(level_db, -70.0) - slow_db_) * 0.03;
  if (!is_up_ && smooth_db_ > slow_db_ + 1) {
    is_up_ = true;
    ++rises_;
  } else if (is_up_ && smooth_db_ < slow_db_ - 1) {
    is_up_ = false;
  }
  if (level_db < kShapeQuietestDbfs || level_db < loudest_db_ - kShapeBelowLoudestDb) {
    has_before_ = false;
    return;
  }
  std::array<double, kBands> bands{};
  double mean = 0;
  double from_hz = kShapeLowestHz;
  for (size_t band = 0; band < kBands; ++band) {
    const double to_hz = from_hz * 1.2599;
    const auto first = static_cast<size_t>(std::lround(from_hz / cell.bin_hz));
    const auto end =
        std::min(cell.powers->size(), std::max(first + 1, static_cast<size_t>(std::lround(to_hz / cell.bin_hz))));
    float power = 0;
    for (size_t bin = first; bin < end; ++bin) power += (*cell.powers)[bin];
    bands[band] = std::max(-100.0, 10 * std::log10(static_cast<double>(power) + 1e-12));
    mean += bands[band] / kBands;
    from_hz = to_hz;
  }
  for (size_t band = 0; band < kBands; ++band) {
    const double value = bands[band] - mean;
    sum_[band] += value;
    squares_[band] += value * value;
    if (has_before_) steps_ += std::fabs(value - before_[band]) / kBands;
    before_[band] = value;
  }
  if (has_before_) ++step_count_;
  has_before_ = true;
  ++loud_;
}

SpeechShape::Numbers SpeechShape::Of() const {
  Numbers numbers{};
  for (size_t band = 0; band < kBands; ++band) {
    const double mean = sum_[band] / loud_;
    numbers[band] = mean;
    numbers[kBands + band] = std::sqrt(std::max(0.0, squares_[band] / loud_ - mean * mean));
  }
  numbers[2 * kBands] = steps_ / std::max(1, step_count_);
  numbers[2 * kBands + 1] = rises_ / (cells_ * kCellSeconds);
  numbers[2 * kBands + 2] = rises_ / (loud_ * kCellSeconds);
  return numbers;
}

}  // namespace vr
