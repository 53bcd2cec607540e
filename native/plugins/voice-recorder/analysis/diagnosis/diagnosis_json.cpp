#include "analysis/diagnosis/diagnosis_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/diagnosis/diagnose.h"
#include "analysis/diagnosis/sentences.h"
#include "analysis/diagnosis/texts.h"
#include "base/json_text.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kDiagnosisVersion = 1;

const char* SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "info";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      break;
  }
  return "error";
}

const char* StateName(CheckState state) {
  switch (state) {
    case CheckState::kOk:
      return "ok";
    case CheckState::kFound:
      return "found";
    case CheckState::kNotCheckable:
      break;
  }
  return "not-checkable";
}

Json LaneOrNull(int lane) {
  return lane == kWholeCapture ? Json(nullptr) : Json(lane);
}

// No more digits than anybody can use: a millionth of a second, a thousandth of anything else.
double Rounded(double value, double parts) {
  return std::isfinite(value) ? std::round(value * parts) / parts : 0;
}

Json JsonOf(const Quantity& quantity) {
  return {{"name", quantity.name}, {"value", Rounded(quantity.value, 1e3)}, {"unit", quantity.unit}};
}

Json JsonOf(const Wording& wording) {
  return {{"en", wording.en}, {"zh", wording.zh}};
}

Json JsonOf(const Finding& finding, const CaptureFacts& facts) {
  Json more = Json::array();
  for (const Quantity& quantity : finding.more) more.push_back(JsonOf(quantity));
  const LaneFacts* lane = finding.lane >= 0 ? &facts.lanes[static_cast<size_t>(finding.lane)] : nullptr;
  return {{"id", finding.id},
          {"form", finding.form},
          {"severity", SeverityName(finding.severity)},
          {"confidence", Rounded(std::clamp(finding.confidence, 0.0, 1.0), 1e2)},
          {"lane", LaneOrNull(finding.lane)},
          {"kind", lane == nullptr ? "" : lane->kind},
          {"user", lane == nullptr ? "" : lane->user},
          {"startSeconds", Rounded(finding.start_s, 1e6)},
          {"seconds", Rounded(finding.seconds, 1e6)},
          {"quantity", JsonOf(finding.quantity)},
          {"more", std::move(more)},
          {"approximate", finding.approximate},
          {"sentence", JsonOf(SentenceOf(finding, lane))}};
}

Json JsonOf(const Check& check) {
  return {{"id", check.id},
          {"lane", LaneOrNull(check.lane)},
          {"state", StateName(check.state)},
          {"basis", check.basis},
          {"why", check.why.empty() ? Json(nullptr) : JsonOf(WhyNotCheckable(check.why))}};
}

// Names and causes of what was found, and names of all that was looked for.
Json TextsOf(const Report& report) {
  std::set<std::string> found;
  for (const Finding& finding : report.findings()) found.insert(finding.id);
  Json texts = Json::object();
  for (const Check& check : report.checks()) {
    if (texts.contains(check.id)) continue;
    Json causes = Json::array();
    if (found.count(check.id) > 0) {
      for (const Wording& cause : CausesOf(check.id)) causes.push_back(JsonOf(cause));
    }
    texts[check.id] = {{"name", JsonOf(FaultName(check.id))}, {"causes", std::move(causes)}};
  }
  return texts;
}

}  // namespace

std::string DiagnosisJson(const Report& report, const CaptureFacts& facts) {
  Json findings = Json::array();
  for (const Finding& finding : report.findings()) findings.push_back(JsonOf(finding, facts));
  Json checks = Json::array();
  for (const Check& check : report.checks()) checks.push_back(JsonOf(check));
  const bool lossy = std::any_of(facts.lanes.begin(), facts.lanes.end(),
                                 [](const LaneFacts& lane) { return lane.is_heard && lane.lossy; });
  const Json diagnosis = {{"version", kDiagnosisVersion},
                          {"detectors", kDetectorsVersion},
                          {"durationSeconds", Rounded(facts.duration_s, 1e6)},
                          {"lossy", lossy},
                          {"findings", std::move(findings)},
                          {"leftOut", report.left_out()},
                          {"checks", std::move(checks)},
                          {"texts", TextsOf(report)}};
  return JsonText(diagnosis);
}

}  // namespace vr
