// The levels of a lane at a place, against those of the lane as a whole: what of them is speech, and where. One thread;
// memory does not grow with the length of the capture.
#pragma once

#include <array>
#include <cstdint>

#include "analysis/diagnosis/cell.h"
#include "analysis/diagnosis/level_histogram.h"
#include "analysis/expectations/expectation.h"

namespace vr {

class LevelTally {
 public:
  LevelTally();
  // The next cell, whether it is of the place or not.
  void Listen(const Cell& cell, const Place& place);

  // Cells of the place whose levels could not be had.
  int64_t gone() const { return gone_; }
  int64_t cells() const { return here_.cells(); }
  double loudest_dbfs() const { return loudest_dbfs_; }
  double loudest_at_s() const { return loudest_at_s_; }

  // What is at or above a level.
  struct Stretch {
    double seconds = 0;
    double first_s = 0;
    double last_s = 0;
  };
  Stretch From(double level_dbfs) const;
  // From this level on a cell is speech: it stands out of the floor of the whole lane, and is loud enough to be judged.
  double LeastSpeechDbfs() const;
  double floor_dbfs() const { return all_.Speech().floor_dbfs; }

 private:
  static constexpr size_t kLevels = 121;  // of 1 dB, as those of the histogram

  LevelHistogram all_;
  LevelHistogram here_;
  std::array<double, kLevels> first_s_{};
  std::array<double, kLevels> last_s_{};
  double loudest_dbfs_ = -120;
  double loudest_at_s_ = 0;
  int64_t gone_ = 0;
};

}  // namespace vr
