#include "analysis/diagnosis/detectors/filled_band.h"

#include <algorithm>

namespace vr {
namespace {

constexpr int kFilledFewestCells = 50;
constexpr float kFilledPower = 6e-12f;  // of a bin: ten times what rounding to 16 bits leaves
constexpr size_t kFilledWidth = 8;      // bins that are looked at together

}  // namespace

void FilledBand::Add(const Cell& cell) {
  const std::vector<float>& powers = *cell.powers;
  if (cells_ == 0) powers_.assign(powers.size(), 0);
  for (size_t bin = 0; bin < powers_.size(); ++bin) powers_[bin] += powers[bin];
  ++cells_;
}

double FilledBand::Share() const {
  if (cells_ < kFilledFewestCells || powers_.size() < 4 * kFilledWidth) return 1;
  size_t end = powers_.size();
  while (end > kFilledWidth) {
    float sum = 0;
    for (size_t bin = end - kFilledWidth; bin < end; ++bin) sum += powers_[bin];
    if (sum > kFilledPower * static_cast<float>(kFilledWidth) * static_cast<float>(cells_)) break;
    end -= kFilledWidth;
  }
  return static_cast<double>(end) / static_cast<double>(powers_.size());
}

}  // namespace vr
