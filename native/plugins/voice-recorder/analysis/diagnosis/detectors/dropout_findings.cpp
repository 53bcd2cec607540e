#include "analysis/diagnosis/detectors/dropout_findings.h"

#include <algorithm>

namespace vr {

using thresholds::kDropoutErrorSeconds;

namespace {

constexpr double kMarkerSlackSeconds = 0.3;

}  // namespace

bool IsNearMute(const LaneFacts& lane, double start_s, double end_s) {
  return std::any_of(lane.muted.begin(), lane.muted.end(), [&](const Span& span) {
    return start_s < span.end_s + kMarkerSlackSeconds && end_s > span.start_s - kMarkerSlackSeconds;
  });
}

Finding DropoutFinding(const LaneFacts& lane, const char* form, double start_s, double end_s, double confidence) {
  Finding finding;
  finding.id = "dropout";
  finding.form = form;
  finding.severity = end_s - start_s >= kDropoutErrorSeconds ? Severity::kError : Severity::kWarning;
  finding.confidence = confidence;
  finding.lane = lane.lane;
  finding.start_s = start_s;
  finding.seconds = end_s - start_s;
  finding.quantity = {"length", 1000 * (end_s - start_s), "ms"};
  finding.approximate = lane.lossy && !lane.has_features;
  return finding;
}

}  // namespace vr
