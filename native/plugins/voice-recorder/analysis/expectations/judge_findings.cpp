#include "analysis/expectations/judge_findings.h"

#include <algorithm>
#include <cmath>

#include "analysis/diagnosis/sentences.h"
#include "analysis/diagnosis/texts.h"
#include "analysis/expectations/lane_choice.h"

namespace vr {
namespace {

constexpr size_t kMostTold = 6;

// The faults that one expectation is of.
std::vector<std::string> FaultsOf(Expected what) {
  if (what == Expected::kNoDropouts) return {"dropout", "stuck-buffer"};
  return {what == Expected::kNoClipping ? "clipping" : "echo"};
}

bool IsNamed(const std::vector<std::string>& faults, const std::string& id, const std::string& form) {
  return std::any_of(faults.begin(), faults.end(),
                     [&](const std::string& fault) { return fault == id || fault == id + "/" + form; });
}

std::string NoDot(std::string sentence) {
  if (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
  return sentence;
}

std::string SentencesOf(const std::vector<Finding>& findings, const CaptureFacts& facts) {
  std::string text;
  for (size_t i = 0; i < std::min(findings.size(), kMostTold); ++i) {
    const int lane = findings[i].lane;
    const LaneFacts* of = lane >= 0 ? &facts.lanes[static_cast<size_t>(lane)] : nullptr;
    text += (i == 0 ? "" : "; ") + NoDot(SentenceOf(findings[i], of).en);
  }
  if (findings.size() > kMostTold) text += "; and " + std::to_string(findings.size() - kMostTold) + " more";
  return text;
}

// "3 dropouts (80, 120, 60 ms) between 4.20 s and 6.00 s"
std::string DropoutsText(const std::vector<Finding>& findings) {
  std::string lengths;
  double end_s = 0;
  for (size_t i = 0; i < findings.size(); ++i) {
    end_s = std::max(end_s, findings[i].start_s + findings[i].seconds);
    if (i < kMostTold) lengths += (i == 0 ? "" : ", ") + NumberText(std::round(findings[i].seconds * 1000));
  }
  if (findings.size() > kMostTold) lengths += ", ...";
  const std::string start = SecondsText(findings.front().start_s);
  if (findings.size() == 1) return "1 dropout (" + lengths + " ms) at " + start + " s";
  return std::to_string(findings.size()) + " dropouts (" + lengths + " ms) between " + start + " s and " +
         SecondsText(end_s) + " s";
}

const Check* CheckOf(const Report& report, const std::string& id, int lane) {
  for (const Check& check : report.checks()) {
    if (check.id == id && check.lane == lane) return &check;
  }
  return nullptr;
}

// Why one of these checks was not made; empty: all were.
std::string WhyUnmade(const std::vector<std::string>& ids, int lane, const Report& report) {
  for (const std::string& id : ids) {
    const Check* check = CheckOf(report, id, lane);
    const std::string name = FaultName(id).en;
    if (check == nullptr) return name + " is not looked for here";
    if (check->state == CheckState::kNotCheckable) {
      return name + " could not be checked: " + NoDot(WhyNotCheckable(check->why).en);
    }
  }
  return "";
}

// So many findings that those of the place may have been left out.
bool IsCutOff(const Report& report, const std::string& id, int lane, const Place& place) {
  size_t kept = 0;
  double last_s = 0;
  for (const Finding& finding : report.findings()) {
    if (finding.id != id || finding.lane != lane) continue;
    ++kept;
    last_s = std::max(last_s, finding.start_s);
  }
  return kept >= kMostFindingsOfOneCheck && last_s < place.end_s;
}

}  // namespace

Outcome JudgeFault(const LaneFacts& lane, const Place& place, const Expectation& expectation, const Report& report,
                   const CaptureFacts& facts) {
  const std::vector<std::string> ids = FaultsOf(expectation.what);
  const std::string who = NameInSentence(&lane) + ": ";
  const bool is_dropouts = expectation.what == Expected::kNoDropouts;
  Outcome outcome;
  for (const Finding& finding : report.findings()) {
    if (finding.lane != lane.lane || !IsNamed(ids, finding.id, "")) continue;
    if (is_dropouts && finding.seconds * 1000 <= expectation.longer_than_ms) continue;
    if (place.Overlaps(finding.start_s, finding.start_s + finding.seconds)) outcome.findings.push_back(finding);
  }
  if (!outcome.findings.empty()) {
    outcome.truth = Truth::kNo;
    outcome.message = is_dropouts ? who + DropoutsText(outcome.findings) : SentencesOf(outcome.findings, facts);
    return outcome;
  }
  outcome.message = WhyUnmade(ids, lane.lane, report);
  for (const std::string& id : ids) {
    if (IsCutOff(report, id, lane.lane, place)) outcome.message = "there are too many findings of " + id + " before it";
  }
  const std::string at = "between " + SecondsText(place.start_s) + " s and " + SecondsText(place.end_s) + " s";
  if (outcome.message.empty()) {
    outcome.truth = Truth::kYes;
    const std::string none = is_dropouts ? "dropouts" : expectation.what == Expected::kNoClipping ? "clipping" : "echo";
    const std::string longer =
        expectation.longer_than_ms > 0 ? " longer than " + NumberText(expectation.longer_than_ms) + " ms" : "";
    outcome.message = "no " + none + longer + " " + at;
  }
  outcome.message = who + outcome.message;
  return outcome;
}

Outcome JudgeAllFaults(const std::vector<const LaneFacts*>& lanes, const Place& place, const Expectation& expectation,
                       const Report& report, const CaptureFacts& facts) {
  const auto is_meant = [&](int lane) {
    return lane == kWholeCapture ||
           std::any_of(lanes.begin(), lanes.end(), [lane](const LaneFacts* each) { return each->lane == lane; });
  };
  Outcome outcome;
  for (const Finding& finding : report.findings()) {
    if (!is_meant(finding.lane) || IsNamed(expectation.except, finding.id, finding.form)) continue;
    if (place.Overlaps(finding.start_s, finding.start_s + finding.seconds)) outcome.findings.push_back(finding);
  }
  outcome.truth = Truth::kNo;
  outcome.message = SentencesOf(outcome.findings, facts);
  if (!outcome.findings.empty()) return outcome;

  std::string unmade;
  for (const LaneFacts* lane : lanes) {
    const bool any_made = std::any_of(report.checks().begin(), report.checks().end(), [lane](const Check& check) {
      return check.lane == lane->lane && check.state != CheckState::kNotCheckable;
    });
    if (!any_made || !lane->has_audio) {
      unmade += (unmade.empty() ? "" : "; ") + NameInSentence(lane) + ": it has no audio of its own to be checked";
    }
  }
  for (const std::string& id : expectation.checked) {
    for (const Check& check : report.checks()) {
      if (check.id != id || !is_meant(check.lane) || check.state != CheckState::kNotCheckable) continue;
      const LaneFacts* lane = check.lane >= 0 ? &facts.lanes[static_cast<size_t>(check.lane)] : nullptr;
      unmade += (unmade.empty() ? "" : "; ") + NameInSentence(lane) + ": " + WhyUnmade({id}, check.lane, report);
    }
    const bool is_there = std::any_of(report.checks().begin(), report.checks().end(),
                                      [&](const Check& check) { return check.id == id && is_meant(check.lane); });
    if (!is_there) unmade += (unmade.empty() ? "" : "; ") + FaultName(id).en + " is not looked for here";
  }
  outcome.truth = unmade.empty() ? Truth::kYes : Truth::kUnknown;
  const std::string at = " between " + SecondsText(place.start_s) + " s and " + SecondsText(place.end_s) + " s";
  outcome.message = unmade.empty() ? MeantName(expectation) + ": nothing was found" + at : unmade;
  return outcome;
}

}  // namespace vr
