// Looks for images: what a change of rate without a filter leaves above half of the lower rate is the mirror image of
// what lies below it (R. Crochiere and L. Rabiner, "Multirate digital signal processing", 1983). For each rate that
// audio comes in, the fine structure of the spectrum on one side is correlated with the other, read backwards. One
// thread; memory is fixed.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "analysis/diagnosis/cell.h"

namespace vr {

class MirrorImages {
 public:
  struct Image {
    double mirror_hz = 0;  // half of the lower rate
    double likeness = 0;   // mean correlation, -1 to 1
  };

  void Add(const Cell& cell);
  int cells() const { return cells_; }
  // Of all cells since Clear: the lowest mirror at which the likeness is at least this, as sound that is mirrored at
  // one rate is so at its multiples, too. A likeness of 0: there is none.
  Image LowestFrom(double likeness) const;
  void Clear();

 private:
  static constexpr std::array<double, 7> kMirrorsHz = {4000, 5512.5, 6000, 8000, 11025, 12000, 16000};

  double LikenessAt(double mirror_hz, double bin_hz) const;

  std::vector<float> levels_;    // of each bin of the cell, in dB
  std::vector<float> mirrored_;  // the same, the highest first
  std::array<double, kMirrorsHz.size()> sums_{};
  int cells_ = 0;
};

}  // namespace vr
