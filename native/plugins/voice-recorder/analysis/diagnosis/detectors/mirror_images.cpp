#include "analysis/diagnosis/detectors/mirror_images.h"

#include <algorithm>
#include <cmath>

namespace vr {

void MirrorImages::Add(const Cell& cell) {
  levels_.resize(cell.powers->size());
  for (size_t bin = 0; bin < levels_.size(); ++bin) {
    levels_[bin] = static_cast<double>(10 * std::log10((*cell.powers)[bin] + 1e-12f));
  }
  for (size_t i = 0; i < sums_.size(); ++i) sums_[i] += LikenessAt(kMirrorsHz[i], cell.bin_hz);
  ++cells_;
}

double MirrorImages::LikenessAt(double mirror_hz, double bin_hz) const {
  constexpr double kFewestBins = 16;
  const double center = mirror_hz / bin_hz;
  const double nearest = std::max(2.0, 0.04 * center);
  const double farthest = std::min(0.45 * center, static_cast<double>(levels_.size()) - 2 - center);
  if (farthest - nearest < kFewestBins) return 0;
  const auto both = static_cast<size_t>(std::lround(2 * center));  // a bin and its image: the sum of their places
  double sum_a = 0;
  double sum_b = 0;
  double sum_aa = 0;
  double sum_bb = 0;
  double sum_ab = 0;
  double count = 0;
  for (double away = nearest; away < farthest; away += 1) {
    const auto below = static_cast<size_t>(std::lround(center - away));
    const double a = levels_[below];
    const double b = levels_[both - below];
    sum_a += a;
    sum_b += b;
    sum_aa += a * a;
    sum_bb += b * b;
    sum_ab += a * b;
    count += 1;
  }
  const double spread_a = sum_aa - sum_a * sum_a / count;
  const double spread_b = sum_bb - sum_b * sum_b / count;
  // A side on which nothing stands out has no structure to compare.
  constexpr double kLeastSpread = 4;
  if (spread_a < kLeastSpread * count || spread_b < kLeastSpread * count) return 0;
  return (sum_ab - sum_a * sum_b / count) / std::sqrt(spread_a * spread_b);
}

MirrorImages::Image MirrorImages::LowestFrom(double likeness) const {
  for (size_t i = 0; i < sums_.size() && cells_ > 0; ++i) {
    const double mean = sums_[i] / cells_;
    if (mean >= likeness) return {kMirrorsHz[i], mean};
  }
  return {};
}

void MirrorImages::Clear() {
  sums_ = {};
  cells_ = 0;
}

}  // namespace vr
