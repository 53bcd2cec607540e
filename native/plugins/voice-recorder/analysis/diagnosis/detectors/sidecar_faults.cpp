#include "analysis/diagnosis/detectors/sidecar_faults.h"

#include <cmath>
#include <utility>

#include "analysis/diagnosis/detectors/steady_loss.h"

namespace vr {

using thresholds::kDriftErrorPpm;
using thresholds::kDriftPpm;
using thresholds::kDroppedErrorPercent;
using thresholds::kWrongRatePercent;

namespace {

constexpr double kPpmOfAPercent = 10000;

bool IsMeant(const std::string& why) {
  return why == "excluded";
}

}  // namespace

Finding SidecarFaults::Whole(const char* id, int lane, Severity severity) const {
  Finding finding;
  finding.id = id;
  finding.severity = severity;
  finding.lane = lane;
  finding.seconds = capture_.duration_s;
  return finding;
}

void SidecarFaults::LookAtBlocks(const LaneFacts& lane, Report* report) const {
  const SourceFacts& source = *lane.source;
  const bool found = source.blocks_dropped > 0;
  report->Add(Made("blocks-dropped", lane, found, "sidecar"));
  if (!found) return;
  const auto dropped = static_cast<double>(source.blocks_dropped);
  const double percent = 100 * dropped / (dropped + static_cast<double>(source.blocks_taken));
  const Severity severity = percent >= kDroppedErrorPercent ? Severity::kError : Severity::kWarning;
  Finding finding = Whole("blocks-dropped", lane.lane, severity);
  finding.quantity = {"blocks", dropped, ""};
  finding.more.push_back({"share", percent, "%"});
  report->Add(std::move(finding));
}

void SidecarFaults::LookAtClock(const LaneFacts& lane, Report* report) const {
  if (!lane.source->drift_ppm.has_value()) {
    report->Add(NotCheckable("clock-drift", lane.lane, "no-drift"));
    report->Add(NotCheckable("wrong-rate", lane.lane, "no-drift"));
    return;
  }
  const std::optional<double> lost = SteadyLossOf(lane.gaps);
  const double drift_ppm = lost ? -*lost * 1e6 : *lane.source->drift_ppm;
  const bool is_wrong_rate = std::fabs(drift_ppm) > kWrongRatePercent * kPpmOfAPercent;
  const bool is_drift = !is_wrong_rate && std::fabs(drift_ppm) > kDriftPpm;
  report->Add(Made("wrong-rate", lane, is_wrong_rate, "sidecar"));
  report->Add(Made("clock-drift", lane, is_drift, "sidecar"));
  if (is_wrong_rate) {
    Finding finding = Whole("wrong-rate", lane.lane, Severity::kError);
    finding.form = "declared";
    finding.quantity = {"deviation", drift_ppm / kPpmOfAPercent, "%"};
    const auto declared_hz = static_cast<double>(lane.source->sample_rate_hz);
    finding.more = {{"declared", declared_hz, "Hz"}, {"delivered", declared_hz * (1 + drift_ppm / 1e6), "Hz"}};
    report->Add(std::move(finding));
  }
  if (is_drift) {
    const Severity severity = std::fabs(drift_ppm) > kDriftErrorPpm ? Severity::kError : Severity::kWarning;
    Finding finding = Whole("clock-drift", lane.lane, severity);
    finding.quantity = {"drift", drift_ppm, "ppm"};
    report->Add(std::move(finding));
  }
}

void SidecarFaults::LookAtMissing(Report* report) const {
  bool found = false;
  for (const MissingFacts& missing : capture_.sidecar->missing) {
    if (IsMeant(missing.why)) continue;
    found = true;
    Finding finding;
    finding.id = "missing-audio";
    finding.form = missing.why;
    finding.severity = Severity::kError;
    finding.start_s = missing.start_s;
    finding.seconds = missing.seconds;
    finding.quantity = {"length", missing.seconds, "s"};
    report->Add(std::move(finding));
  }
  report->Add({"missing-audio", kWholeCapture, found ? CheckState::kFound : CheckState::kOk, "sidecar", ""});
}

void SidecarFaults::Finish(Report* report) {
  if (!capture_.sidecar.has_value()) {
    for (const char* id : {"blocks-dropped", "clock-drift", "missing-audio"}) {
      report->Add(NotCheckable(id, kWholeCapture, "no-sidecar"));
    }
    return;
  }
  LookAtMissing(report);
  bool has_sources = false;
  for (const LaneFacts& lane : capture_.lanes) {
    if (!lane.is_side || !lane.source.has_value()) continue;
    has_sources = true;
    LookAtBlocks(lane, report);
    LookAtClock(lane, report);
  }
  if (has_sources) return;
  for (const char* id : {"blocks-dropped", "clock-drift"}) {
    report->Add(NotCheckable(id, kWholeCapture, "no-sources"));
  }
}

}  // namespace vr
