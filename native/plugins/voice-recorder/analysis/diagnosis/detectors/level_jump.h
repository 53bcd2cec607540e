// Speech that becomes much louder or quieter all at once and stays so: the power of the speech of some seconds is
// compared with that of the seconds before, where each second of the one lies beyond each second of the other.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/diagnosis/detector.h"

namespace vr {

class LevelJump final : public LaneDetector {
 public:
  explicit LevelJump(const LaneFacts& lane) : lane_(lane) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  struct Spoken {  // a cell with speech
    double time_s = 0;
    double level_dbfs = 0;
    double power = 0;
  };
  struct Jump {
    double time_s = -1;
    double before_dbfs = 0;
    double after_dbfs = 0;
    double size_db() const { return after_dbfs - before_dbfs; }
  };
  void Compare();
  double TimeOfJump(double direction) const;
  void EndJump();

  const LaneFacts& lane_;
  double floor_dbfs_ = -60;
  std::vector<Spoken> spoken_;  // the last cells with speech, oldest first
  bool was_compared_ = false;
  Jump largest_;  // of those that are next to each other
  std::vector<Finding> found_;
};

}  // namespace vr
