#include "analysis/diagnosis/detectors/one_way.h"

#include <algorithm>

namespace vr {

using thresholds::kOneWaySpeechSeconds;

void OneWay::Listen(const std::vector<Cell>& cells) {
  for (size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (capture_.lanes[i].is_side && cell.has_levels && !cell.muted) lanes_[i].Add(cell.rms_dbfs);
  }
}

OneWay::Side OneWay::SideOf(bool local) const {
  Side side;
  for (size_t i = 0; i < lanes_.size(); ++i) {
    const LaneFacts& lane = capture_.lanes[i];
    if (!lane.is_side || (lane.kind == "local") != local) continue;
    if (side.lane < 0) side.lane = lane.lane;
    const SpeechLevel speech = lanes_[i].Speech();
    if (speech.is_there) side.speech_s += speech.seconds;
    side.open_s = std::max(side.open_s, static_cast<double>(lanes_[i].cells()) * kCellSeconds);
    side.by_features = side.by_features && lane.has_features;
  }
  return side;
}

void OneWay::Finish(Report* report) {
  const Side local = SideOf(true);
  const Side remote = SideOf(false);
  if (local.lane < 0 || remote.lane < 0) {
    report->Add(NotCheckable("one-way", kWholeCapture, "no-sides"));
    return;
  }
  const Side& talking = local.speech_s > remote.speech_s ? local : remote;
  const Side& silent = local.speech_s > remote.speech_s ? remote : local;
  // Who was muted for most of the time that was talked in has not been asked.
  if (talking.speech_s < kOneWaySpeechSeconds || silent.open_s < talking.open_s / 2) {
    report->Add(NotCheckable("one-way", kWholeCapture, "little-speech"));
    return;
  }
  const bool found = silent.speech_s == 0;
  const std::string basis = local.by_features && remote.by_features ? "features" : "audio";
  report->Add({"one-way", kWholeCapture, found ? CheckState::kFound : CheckState::kOk, basis, ""});
  if (!found) return;
  Finding finding;
  finding.id = "one-way";
  finding.severity = Severity::kError;
  finding.lane = silent.lane;
  finding.start_s = 0;
  finding.seconds = capture_.duration_s;
  finding.quantity = {"speech", talking.speech_s, "s"};
  finding.approximate = basis == "audio" && capture_.lanes[static_cast<size_t>(silent.lane)].lossy;
  report->Add(std::move(finding));
}

}  // namespace vr
