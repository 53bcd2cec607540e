#include "analysis/diagnosis/detectors/low_level.h"

namespace vr {

using thresholds::kLowLevelDbfs;
using thresholds::kLowLevelErrorDbfs;
using thresholds::kLowLevelSpeechSeconds;

void LowLevel::Listen(const Cell& cell) {
  end_s_ = cell.end_s;
  if (cell.has_levels && !cell.muted && !cell.gap) levels_.Add(cell.rms_dbfs);
}

void LowLevel::Finish(Report* report) {
  const SpeechLevel speech = levels_.Speech();
  if (!speech.is_there || speech.seconds < kLowLevelSpeechSeconds) {
    report->Add(NotCheckable("low-level", lane_.lane, "little-speech"));
    return;
  }
  const bool found = speech.active_dbfs < kLowLevelDbfs;
  report->Add(Made("low-level", lane_, found, BasisOf(lane_, false)));
  if (!found) return;
  Finding finding;
  finding.id = "low-level";
  finding.severity = speech.active_dbfs < kLowLevelErrorDbfs ? Severity::kError : Severity::kWarning;
  finding.lane = lane_.lane;
  finding.seconds = end_s_;
  finding.quantity = {"level", speech.active_dbfs, "dBFS"};
  finding.more = {{"floor", speech.floor_dbfs, "dBFS"}, {"speech", speech.seconds, "s"}};
  finding.approximate = lane_.lossy && !lane_.has_features;
  report->Add(std::move(finding));
}

}  // namespace vr
