#include "analysis/diagnosis/detectors/dc_offset.h"

#include <cmath>
#include <numeric>
#include <utility>

namespace vr {

using thresholds::kDcErrorPercent;
using thresholds::kDcPercent;
using thresholds::kDcShortestSeconds;
using thresholds::kDcWindowSeconds;

void DcOffset::Listen(const Cell& cell) {
  // Silence that is exactly zero says nothing of the microphone.
  if (cell.samples == nullptr || cell.gap || cell.muted || (cell.min == 0 && cell.max == 0)) return;
  if (frames_ == 0) window_start_s_ = cell.start_s;
  sum_ = std::accumulate(cell.mono, cell.mono + cell.frames, sum_);
  frames_ += static_cast<double>(cell.frames);
  window_end_s_ = cell.end_s;
  if (window_end_s_ - window_start_s_ >= kDcWindowSeconds) EndWindow();
}

void DcOffset::EndWindow() {
  const double percent = 100 * sum_ / frames_;
  sum_ = frames_ = 0;
  if (std::fabs(percent) < kDcPercent) {
    EndStretch();
    return;
  }
  if (!open_) {
    open_ = true;
    start_s_ = window_start_s_;
    worst_percent_ = 0;
  }
  end_s_ = window_end_s_;
  if (std::fabs(percent) > std::fabs(worst_percent_)) worst_percent_ = percent;
}

void DcOffset::EndStretch() {
  if (!open_) return;
  open_ = false;
  Finding finding;
  finding.id = "dc-offset";
  finding.severity = std::fabs(worst_percent_) >= kDcErrorPercent ? Severity::kError : Severity::kWarning;
  finding.lane = lane_.lane;
  finding.start_s = start_s_;
  finding.seconds = end_s_ - start_s_;
  finding.quantity = {"offset", worst_percent_, "%"};
  finding.approximate = lane_.lossy;
  found_.push_back(std::move(finding));
}

void DcOffset::Finish(Report* report) {
  if (frames_ > 0 && window_end_s_ - window_start_s_ >= kDcShortestSeconds) EndWindow();
  EndStretch();
  AddFound("dc-offset", lane_, "audio", &found_, report);
}

}  // namespace vr
