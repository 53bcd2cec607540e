// Dropouts as the levels from before encoding and the sidecar tell them, in cells of 10 ms: stretches of zeros, or
// without data, with sound right before and right after.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "analysis/diagnosis/detector.h"

namespace vr {

class LostCells final : public LaneDetector {
 public:
  // zeros_too: cells of zeros count, not gaps alone; where samples are exact these are read instead.
  LostCells(const LaneFacts& lane, bool zeros_too) : lane_(lane), zeros_too_(zeros_too) { before_dbfs_.fill(-120); }
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  static constexpr size_t kCellsBefore = 10;

  double SideBefore(bool is_zeros) const;
  void EndRun();

  const LaneFacts& lane_;
  const bool zeros_too_;
  std::array<double, kCellsBefore> before_dbfs_;  // of the last cells with data, the last one first
  double before_zeros_ = 0;                       // the share of the last of them that is a run of zeros
  bool in_run_ = false;
  double start_s_ = 0;
  double end_s_ = 0;
  bool is_gap_ = false;
  double side_dbfs_ = -120;  // right before the run
  double loudest_before_dbfs_ = -120;
  double after_dbfs_ = -120;
  size_t after_cells_ = 0;
  std::vector<Finding> found_;
  std::vector<Finding> missing_;  // gaps that are longer than a dropout
};

}  // namespace vr
