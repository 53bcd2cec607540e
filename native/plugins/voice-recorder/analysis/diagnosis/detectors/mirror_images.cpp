#include "analysis/diagnosis/detectors/mirror_images.h"

#include <algorithm>
#include <cmath>

namespace vr {

namespace {

// Sums of two rows of numbers and their products, a few side by side for the compiler to put into one register.
struct RowSums {
  float a = 0;
  float b = 0;
  float aa = 0;
  float bb = 0;
  float ab = 0;
};

RowSums SumsOf(const float* a, const float* b, size_t count) {
  constexpr size_t kWide = 8;
  std::array<float, 5 * kWide> sums{};
  for (size_t i = 0; i + kWide <= count; i += kWide) {
    for (size_t k = 0; k < kWide; ++k) {
      sums[k] += a[i + k];
      sums[kWide + k] += b[i + k];
      sums[2 * kWide + k] += a[i + k] * a[i + k];
      sums[3 * kWide + k] += b[i + k] * b[i + k];
      sums[4 * kWide + k] += a[i + k] * b[i + k];
    }
  }
  RowSums all;
  for (size_t k = 0; k < kWide; ++k) {
    all.a += sums[k];
    all.b += sums[kWide + k];
    all.aa += sums[2 * kWide + k];
    all.bb += sums[3 * kWide + k];
    all.ab += sums[4 * kWide + k];
  }
  for (size_t i = count - count % kWide; i < count; ++i) {
    all.a += a[i];
    all.b += b[i];
    all.aa += a[i] * a[i];
    all.bb += b[i] * b[i];
    all.ab += a[i] * b[i];
  }
  return all;
}

}  // namespace

void MirrorImages::Add(const Cell& cell) {
  const size_t bins = cell.powers->size();
  levels_.resize(bins);
  mirrored_.resize(bins);
  // Around -60 dB, so that sums of squares keep their digits.
  for (size_t bin = 0; bin < bins; ++bin) levels_[bin] = 60 + 10 * std::log10((*cell.powers)[bin] + 1e-12f);
  std::reverse_copy(levels_.begin(), levels_.end(), mirrored_.begin());
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
  const auto first = static_cast<size_t>(std::lround(center - farthest));
  const auto end = static_cast<size_t>(std::lround(center - nearest)) + 1;
  // What lies at `both` less a bin stands in the mirrored row at the last place less `both`, plus that bin.
  const float* images = mirrored_.data() + (levels_.size() - 1 + first - both);
  const RowSums sums = SumsOf(levels_.data() + first, images, end - first);
  const auto count = static_cast<double>(end - first);
  const double a = static_cast<double>(sums.a);
  const double b = static_cast<double>(sums.b);
  const double spread_a = static_cast<double>(sums.aa) - a * a / count;
  const double spread_b = static_cast<double>(sums.bb) - b * b / count;
  // A side on which nothing stands out has no structure to compare.
  constexpr double kLeastSpread = 4;
  if (spread_a < kLeastSpread * count || spread_b < kLeastSpread * count) return 0;
  return (static_cast<double>(sums.ab) - a * b / count) / std::sqrt(spread_a * spread_b);
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
