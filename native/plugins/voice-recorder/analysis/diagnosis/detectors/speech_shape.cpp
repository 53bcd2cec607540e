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
constexpr std::array<int, SpeechShape::kLags> kShapeLags = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};  // cells

using Cosines = std::array<std::array<double, SpeechShape::kBands>, SpeechShape::kCepstra>;

// Of the cosine transform that makes cepstral coefficients of bands.
Cosines MakeCosines() {
  constexpr double kPi = 3.14159265358979323846;
  Cosines cosines{};
  for (size_t i = 0; i < SpeechShape::kCepstra; ++i) {
    for (size_t band = 0; band < SpeechShape::kBands; ++band) {
      const double turns = static_cast<double>(i + 1) * (static_cast<double>(band) + 0.5) / SpeechShape::kBands;
      cosines[i][band] = std::cos(kPi * turns) * std::sqrt(2.0 / SpeechShape::kBands);
    }
  }
  return cosines;
}

double ShapeDecibels(double value) {
  return 10 * std::log10(value + 0.01);
}

}  // namespace

void SpeechShape::Add(const Cell& cell) {
  if (cell.powers == nullptr || cell.powers->empty()) return;
  const auto level_db = static_cast<double>(cell.rms_dbfs);
  loudest_db_ = std::max(level_db, loudest_db_ - 0.03);
  ++cells_;
  Moment moment;
  moment.level_db = std::max(level_db, loudest_db_ - kShapeFloorDb);
  moment.is_loud = level_db >= kShapeQuietestDbfs && level_db >= loudest_db_ - kShapeBelowLoudestDb;
  if (moment.is_loud) {
    TakeBands(cell, &moment);
    TakeCepstra(&moment);
    ++loud_;
  }
  Compare(moment);
  past_[static_cast<size_t>(cells_) % kRemembered] = moment;
}

void SpeechShape::TakeBands(const Cell& cell, Moment* moment) {
  double from_hz = kShapeLowestHz;
  for (double& band : moment->bands) {
    const double to_hz = from_hz * 1.2599;
    const auto first = static_cast<size_t>(std::lround(from_hz / cell.bin_hz));
    const auto end =
        std::min(cell.powers->size(), std::max(first + 1, static_cast<size_t>(std::lround(to_hz / cell.bin_hz))));
    float power = 0;
    for (size_t bin = first; bin < end; ++bin) power += (*cell.powers)[bin];
    band = std::max(-100.0, 10 * std::log10(static_cast<double>(power) + 1e-12));
    from_hz = to_hz;
  }
  double mean = 0;
  for (size_t i = 0; i < kComparedBands; ++i) mean += moment->bands[i] / kComparedBands;
  for (size_t i = 0; i < kBands; ++i) {
    double& band = moment->bands[i];
    band -= mean;
    sum_[i] += band;
    squares_[i] += band * band;
  }
}

void SpeechShape::TakeCepstra(Moment* moment) {
  static const Cosines cosines = MakeCosines();
  for (size_t i = 0; i < kCepstra; ++i) {
    for (size_t band = 0; band < kBands; ++band) moment->cepstra[i] += moment->bands[band] * cosines[i][band];
    cepstra_sum_[i] += moment->cepstra[i];
    for (size_t other = 0; other <= i; ++other) {
      cepstra_products_[i][other] += moment->cepstra[i] * moment->cepstra[other];
    }
  }
}

void SpeechShape::Compare(const Moment& moment) {
  for (size_t i = 0; i < kLags; ++i) {
    const int lag = kShapeLags[i];
    if (cells_ <= lag) return;
    const Moment& before = past_[static_cast<size_t>(cells_ - lag) % kRemembered];
    if (!moment.is_loud && !before.is_loud) continue;
    reach_[0][i].Add(std::fabs(moment.level_db - before.level_db));
    if (!moment.is_loud || !before.is_loud) continue;
    double step = 0;
    for (size_t band = 0; band < kComparedBands; ++band) step += std::fabs(moment.bands[band] - before.bands[band]);
    reach_[1][i].Add(step / kComparedBands);
    for (size_t k = 0; k < kReachingCepstra; ++k) {
      reach_[2 + k][i].Add(std::fabs(moment.cepstra[k] - before.cepstra[k]));
    }
  }
}

double SpeechShape::Correlation(size_t one, size_t other) const {
  const auto covariance = [this](size_t i, size_t k) {
    return cepstra_products_[i][k] / loud_ - cepstra_sum_[i] / loud_ * cepstra_sum_[k] / loud_;
  };
  const double both = covariance(one, one) * covariance(other, other);
  return both > 0 ? covariance(one, other) / std::sqrt(both) : 0;
}

SpeechShape::Numbers SpeechShape::Of() const {
  Numbers numbers{};
  for (size_t band = 0; band < kBands; ++band) {
    const double mean = sum_[band] / loud_;
    numbers[band] = mean;
    numbers[kBands + band] = std::sqrt(std::max(0.0, squares_[band] / loud_ - mean * mean));
  }
  for (size_t i = 0; i < kReaches * kLags; ++i) {
    numbers[kReach + i] = ShapeDecibels(reach_[i / kLags][i % kLags].Of());
  }
  numbers[kLoudShare] = static_cast<double>(loud_) / cells_;
  size_t next = kCorrelations;
  for (size_t one = 1; one < kCepstra; ++one) {
    for (size_t other = 0; other < one; ++other) numbers[next++] = Correlation(one, other);
  }
  return numbers;
}

}  // namespace vr
