// A constant added to all samples: an analogue fault, or a broken conversion. The mean of ten seconds is compared with
// a limit, as the "DC offset" of SoX's and FFmpeg's statistics is read.
#pragma once

#include <vector>

#include "analysis/diagnosis/detector.h"

namespace vr {

class DcOffset final : public LaneDetector {
 public:
  explicit DcOffset(const LaneFacts& lane) : lane_(lane) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  void EndWindow();
  void EndStretch();

  const LaneFacts& lane_;
  double sum_ = 0;
  double frames_ = 0;
  double window_start_s_ = 0;
  double window_end_s_ = 0;
  bool open_ = false;  // in a stretch that is off
  double start_s_ = 0;
  double end_s_ = 0;
  double worst_percent_ = 0;
  std::vector<Finding> found_;
};

}  // namespace vr
