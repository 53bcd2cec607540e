// The level of a cell in each octave from 100 Hz to 12.8 kHz. Pure.
#pragma once

#include <array>
#include <cstddef>

#include "analysis/diagnosis/cell.h"

namespace vr {

constexpr size_t kOctaves = 7;
using Octaves = std::array<float, kOctaves>;  // dB

// Of a cell that has powers.
Octaves OctavesOf(const Cell& cell);

// By how much all octaves change together, and how far, on average, each one's change is from that.
struct OctaveChange {
  float together_db = 0;
  float apart_db = 0;
};
OctaveChange ChangeOf(const Octaves& before, const Octaves& after);

}  // namespace vr
