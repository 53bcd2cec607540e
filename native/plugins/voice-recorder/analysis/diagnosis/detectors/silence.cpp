#include "analysis/diagnosis/detectors/silence.h"

#include <algorithm>

namespace vr {

using thresholds::kLostFloorDbfs;
using thresholds::kLostFloorSeconds;
using thresholds::kSilenceShortestSeconds;
using thresholds::kSilentDbfs;

namespace {

constexpr size_t kMostLongZeros = 3;  // more are a noise gate
constexpr double kMostShortZeros = 0.01;
constexpr int64_t kMostSoundingCells = 10;

}  // namespace

void Silence::Listen(const Cell& cell) {
  if (cell.gone || cell.muted || !cell.has_levels) {
    EndZeros();
    return;
  }
  if (first_s_ < 0) first_s_ = cell.start_s;
  last_s_ = cell.end_s;
  levels_.Add(cell.rms_dbfs);
  peak_dbfs_ = std::max(peak_dbfs_, static_cast<double>(cell.rms_dbfs));
  if (cell.min != 0 || cell.max != 0) {
    has_digits_ = true;
    EndZeros();
    return;
  }
  if (zeros_start_s_ < 0) zeros_start_s_ = cell.start_s;
  zeros_end_s_ = cell.end_s;
}

void Silence::EndZeros() {
  if (zeros_start_s_ < 0) return;
  const double seconds = zeros_end_s_ - zeros_start_s_;
  if (seconds < kLostFloorSeconds) {
    short_zeros_s_ += seconds;
  } else if (long_zeros_.size() <= kMostLongZeros) {
    long_zeros_.push_back({zeros_start_s_, zeros_end_s_});
  }
  zeros_start_s_ = -1;
}

void Silence::Tell(const char* form, double start_s, double seconds, Report* report) const {
  Finding finding;
  finding.id = "silence";
  finding.form = form;
  // A microphone is never silent, but who is far away may have nothing to say.
  finding.severity = lane_.is_side && lane_.kind != "local" ? Severity::kWarning : Severity::kError;
  finding.lane = lane_.lane;
  finding.start_s = start_s;
  finding.seconds = seconds;
  finding.quantity = {"level", has_digits_ && finding.form != "digital" ? peak_dbfs_ : -120, "dBFS"};
  finding.more.push_back({"duration", seconds, "s"});
  finding.approximate = lane_.lossy && !lane_.has_features;
  report->Add(std::move(finding));
}

void Silence::Finish(Report* report) {
  EndZeros();
  const double heard_s = static_cast<double>(levels_.cells()) * kCellSeconds;
  if (heard_s < kSilenceShortestSeconds) {
    report->Add(NotCheckable("silence", lane_.lane, "too-short"));
    return;
  }
  if (levels_.CellsFrom(kSilentDbfs) <= kMostSoundingCells) {
    report->Add(Made("silence", lane_, true, BasisOf(lane_, false)));
    Tell(has_digits_ ? "quiet" : "digital", first_s_, last_s_ - first_s_, report);
    return;
  }
  double zeros_s = short_zeros_s_;
  for (const Span& span : long_zeros_) zeros_s += span.end_s - span.start_s;
  const bool has_floor =
      short_zeros_s_ < kMostShortZeros * heard_s && long_zeros_.size() <= kMostLongZeros && zeros_s < heard_s / 2 &&
      static_cast<double>(levels_.CellsFrom(kLostFloorDbfs)) * kCellSeconds > 0.98 * (heard_s - zeros_s);
  const bool is_lost = has_floor && !long_zeros_.empty();
  report->Add(Made("silence", lane_, is_lost, BasisOf(lane_, false)));
  if (!is_lost) return;
  for (const Span& span : long_zeros_) Tell("digital", span.start_s, span.end_s - span.start_s, report);
}

}  // namespace vr
