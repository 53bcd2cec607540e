#include "analysis/diagnosis/detectors/octaves.h"

#include <algorithm>
#include <cmath>

namespace vr {
namespace {

constexpr double kLowestOctaveHz = 100;
constexpr float kOctaveFloor = 1e-10f;  // of power

}  // namespace

Octaves OctavesOf(const Cell& cell) {
  Octaves octaves{};
  double from_hz = kLowestOctaveHz;
  for (float& octave : octaves) {
    const double to_hz = 2 * from_hz;
    const auto first = static_cast<size_t>(std::lround(from_hz / cell.bin_hz));
    const auto end = std::min(cell.powers->size(), static_cast<size_t>(std::lround(to_hz / cell.bin_hz)));
    float power = kOctaveFloor;
    for (size_t bin = first; bin < end; ++bin) power += (*cell.powers)[bin];
    octave = 10 * std::log10(power);
    from_hz = to_hz;
  }
  return octaves;
}

OctaveChange ChangeOf(const Octaves& before, const Octaves& after) {
  OctaveChange change;
  for (size_t i = 0; i < kOctaves; ++i) change.together_db += (after[i] - before[i]) / kOctaves;
  for (size_t i = 0; i < kOctaves; ++i) {
    change.apart_db += std::fabs(after[i] - before[i] - change.together_db) / kOctaves;
  }
  return change;
}

}  // namespace vr
