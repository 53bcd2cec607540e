#include "analysis/diagnosis/finding.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace vr {

void Report::Add(Finding finding) {
  const auto is_alike = [&](const Finding& other) { return other.id == finding.id && other.lane == finding.lane; };
  const auto alike = static_cast<size_t>(std::count_if(findings_.begin(), findings_.end(), is_alike));
  if (alike >= kMostFindingsOfOneCheck) {
    ++left_out_;
    return;
  }
  findings_.push_back(std::move(finding));
}

void Report::Add(Check check) {
  const auto same = std::find_if(checks_.begin(), checks_.end(),
                                 [&](const Check& other) { return other.id == check.id && other.lane == check.lane; });
  if (same == checks_.end()) {
    checks_.push_back(std::move(check));
    return;
  }
  const auto weight = [](CheckState state) {
    return state == CheckState::kFound ? 2 : state == CheckState::kOk ? 1 : 0;
  };
  if (weight(check.state) > weight(same->state)) *same = std::move(check);
}

void Report::Sort() {
  const auto key = [](const Finding& finding) {
    return std::make_tuple(finding.start_s, -static_cast<int>(finding.severity), finding.lane);
  };
  std::stable_sort(findings_.begin(), findings_.end(),
                   [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

}  // namespace vr
