#include "analysis/diagnosis/detectors/lost_cells.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/diagnosis/detectors/dropout_findings.h"

namespace vr {

using thresholds::kDropoutLongestSeconds;
using thresholds::kDropoutSideDbfs;
using thresholds::kLostCellsSideDbfs;
using thresholds::kMissingGapSeconds;

namespace {

constexpr size_t kCellsAfter = 2;  // the first one may have lost a part
constexpr double kPartlyLost = 0.5;
constexpr double kLeastLeft = 0.02;

double ShareOfZeros(const Cell& cell) {
  return cell.frames == 0 ? 0
                          : std::min(1.0, static_cast<double>(cell.zero_run_frames) / static_cast<double>(cell.frames));
}

}  // namespace

// Right before the run; of a cell that has lost a part itself, what is left of it may be a moment between two
// vibrations of the voice.
double LostCells::SideBefore(bool is_zeros) const {
  if (!is_zeros || before_zeros_ < kPartlyLost) return before_dbfs_[0];
  return std::max(before_dbfs_[0] - 10 * std::log10(std::max(kLeastLeft, 1 - before_zeros_)), before_dbfs_[1]);
}

void LostCells::Listen(const Cell& cell) {
  if (!cell.has_levels) return;
  const bool is_zeros = zeros_too_ && cell.min == 0 && cell.max == 0;
  if (cell.gap || is_zeros) {
    if (!in_run_ || after_cells_ > 0) {
      in_run_ = true;
      is_gap_ = false;
      start_s_ = cell.start_s - (is_zeros ? before_zeros_ * kCellSeconds : 0);
      side_dbfs_ = SideBefore(is_zeros);
      loudest_before_dbfs_ = *std::max_element(before_dbfs_.begin(), before_dbfs_.end());
      after_dbfs_ = -120;
      after_cells_ = 0;
    }
    is_gap_ = is_gap_ || cell.gap;
    end_s_ = cell.end_s;
    return;
  }
  std::copy_backward(before_dbfs_.begin(), before_dbfs_.end() - 1, before_dbfs_.end());
  before_dbfs_[0] = static_cast<double>(cell.rms_dbfs);
  before_zeros_ = zeros_too_ ? ShareOfZeros(cell) : 0;
  if (!in_run_) return;
  if (after_cells_ == 0 && !is_gap_) end_s_ += before_zeros_ * kCellSeconds;
  after_dbfs_ = std::max(after_dbfs_, static_cast<double>(cell.rms_dbfs));
  if (++after_cells_ >= kCellsAfter) EndRun();
}

void LostCells::EndRun() {
  in_run_ = false;
  // Zeros alone may be the pause of a voice that ends at once; a gap is a fact.
  const double least_dbfs = is_gap_ ? kDropoutSideDbfs : kLostCellsSideDbfs;
  const bool is_missing = is_gap_ && end_s_ - start_s_ >= kMissingGapSeconds;
  // A voice is quiet for a moment now and then. What returns after a long gap may be a pause.
  const double side_dbfs = is_missing ? loudest_before_dbfs_ : side_dbfs_;
  if (side_dbfs < least_dbfs || (after_dbfs_ < least_dbfs && !is_missing) || end_s_ - start_s_ > kDropoutLongestSeconds)
    return;
  if (IsNearMute(lane_, start_s_, end_s_) || found_.size() > kMostFindingsOfOneCheck) return;
  if (!is_missing) {
    found_.push_back(DropoutFinding(lane_, "zeros", start_s_, end_s_, is_gap_ ? 1 : 0.7));
    return;
  }
  if (missing_.size() > kMostFindingsOfOneCheck) return;
  Finding finding = DropoutFinding(lane_, "gap", start_s_, end_s_, 1);
  finding.id = "missing-audio";
  finding.quantity = {"length", finding.seconds, "s"};
  missing_.push_back(std::move(finding));
}

void LostCells::Finish(Report* report) {
  AddFound("dropout", lane_, lane_.has_features ? "features" : "sidecar", &found_, report);
  if (!missing_.empty())
    AddFound("missing-audio", lane_, lane_.has_features ? "features" : "sidecar", &missing_, report);
}

}  // namespace vr
