// A block that is played again, or over and over, as the levels from before encoding tell it: the least, the largest
// and the RMS of each cell of 10 ms are exactly those of some cells before. Samples that went through a lossy codec are
// never equal.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "analysis/diagnosis/cell.h"

namespace vr {

class RepeatedCells {
 public:
  struct Run {
    double start_s = 0;
    double end_s = 0;
    size_t block_cells = 0;
  };

  // Every cell of the lane, in order.
  void Listen(const Cell& cell);
  // After the last cell: the runs of blocks that were played again, as a whole, or are as long as of a stuck buffer.
  const std::vector<Run>& Finish();

 private:
  static constexpr size_t kLongestBlock = 10;

  struct Levels {
    float min = 0;
    float max = 0;
    float rms_dbfs = -120;
    bool operator==(const Levels& other) const {
      return min == other.min && max == other.max && rms_dbfs == other.rms_dbfs;
    }
  };
  struct Lag {
    bool is_open = false;
    bool is_loud = false;
    Run run;
  };
  void End(Lag* lag);

  std::array<Levels, kLongestBlock> before_;  // the last one first
  std::array<Lag, kLongestBlock + 1> lags_;   // by how many cells
  std::vector<Run> runs_;
};

}  // namespace vr
