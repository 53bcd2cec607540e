// How much of the band of a lane there is anything in: audio of a lower rate, brought to this one, ends at half of its
// own with nothing above but what 16 bits leave. One thread; memory is fixed.
#pragma once

#include <vector>

#include "analysis/diagnosis/cell.h"

namespace vr {

class FilledBand {
 public:
  void Add(const Cell& cell);
  // Of half the lane's rate; 1: all of it, or nothing is known.
  double Share() const;
  void Clear() { cells_ = 0; }

 private:
  std::vector<float> powers_;  // their sum
  int cells_ = 0;
};

}  // namespace vr
