#include "mix/integrated_loudness.h"

#include <algorithm>
#include <cmath>

#include "mix/loudness.h"

namespace vr {
namespace {

constexpr double kRelativeGateLu = -10;
constexpr double kPackFloorLufs = -70;
constexpr double kPackStepsPerLu = 100;
constexpr double kMostSteps = 65534;

// Relative to 0 LUFS; the constant between power and LUFS drops out of means and gates.
double PowerOf(double lufs) {
  return std::pow(10.0, lufs / 10);
}

}  // namespace

void IntegratedLoudness::Add(double momentary_lufs) {
  if (!(momentary_lufs > kLowestLufs)) return;
  const double place = std::min((momentary_lufs - kLowestLufs) * kBinsPerLu, static_cast<double>(kBins - 1));
  ++counts_[static_cast<size_t>(place)];
}

double IntegratedLoudness::lufs() const {
  const auto power_above = [this](double gate) {
    double power = 0;
    double count = 0;
    for (size_t bin = 0; bin < kBins; ++bin) {
      if (counts_[bin] == 0) continue;
      const double of_bin = PowerOf(kLowestLufs + (static_cast<double>(bin) + 0.5) / kBinsPerLu);
      if (of_bin <= gate) continue;
      power += counts_[bin] * of_bin;
      count += counts_[bin];
    }
    return count == 0 ? 0.0 : power / count;
  };
  const double ungated = power_above(0);
  if (ungated == 0) return kSilenceLufs;
  return 10 * std::log10(power_above(ungated * PowerOf(kRelativeGateLu)));
}

uint16_t PackLoudness(double lufs) {
  if (!(lufs >= kPackFloorLufs)) return 0;
  return static_cast<uint16_t>(1 + std::lround(std::min((lufs - kPackFloorLufs) * kPackStepsPerLu, kMostSteps)));
}

double UnpackLoudness(uint16_t packed) {
  return packed == 0 ? kSilenceLufs : kPackFloorLufs + (packed - 1) / kPackStepsPerLu;
}

}  // namespace vr
