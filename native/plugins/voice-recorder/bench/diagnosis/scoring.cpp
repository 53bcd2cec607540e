#include "diagnosis/scoring.h"

#include <algorithm>
#include <cmath>

namespace vr::bench {
namespace {

bool SameFault(const Label& label, const Said& said) {
  return label.id == said.id || label.id == said.id + "/" + said.form;
}

// A capture whose sides were not kept apart has them in its mix.
bool SameLane(const Label& label, const Said& said) {
  if (label.whose == Whose::kAny || said.kind.empty() || said.kind == "mix") return true;
  return (said.kind == "local") == (label.whose == Whose::kLocal);
}

bool Overlap(const Label& label, const Said& said, double tolerance_s) {
  if (label.place == Place::kWhole) return true;
  return said.start_s <= label.end_s + tolerance_s && said.end_s >= label.start_s - tolerance_s;
}

// Whether a finding may follow from what is labelled there.
bool MayFollow(const Label& label, const Said& said) {
  return SameLane(label, said) && Overlap(label, said, kAroundSeconds);
}

bool IsIdOf(const Label& label, const std::string& id) {
  return label.id == id || label.id.rfind(id + "/", 0) == 0;
}

LabelScore ScoreOf(const Label& label, const std::vector<Said>& said, double tolerance_s) {
  LabelScore score;
  for (const Said& one : said) {
    if (!Matches(label, one, tolerance_s)) continue;
    score.found = true;
    if (label.echo_delay_ms && one.delay_ms) {
      const double error_ms = std::abs(*one.delay_ms - *label.echo_delay_ms);
      if (!score.delay_error_ms || error_ms < *score.delay_error_ms) score.delay_error_ms = error_ms;
    }
    if (label.place == Place::kWhole) continue;
    const double error_s = std::abs(one.start_s - label.start_s);
    if (!score.start_error_s || error_s < *score.start_error_s) score.start_error_s = error_s;
  }
  return score;
}

}  // namespace

bool Matches(const Label& label, const Said& said, double tolerance_s) {
  return SameFault(label, said) && SameLane(label, said) && Overlap(label, said, tolerance_s);
}

CaptureScore Score(const std::vector<Label>& labels, const std::vector<Said>& said, double tolerance_s) {
  CaptureScore score;
  for (const Label& label : labels) score.labels.push_back(ScoreOf(label, said, tolerance_s));
  for (size_t i = 0; i < said.size(); ++i) {
    const auto any = [&](auto test) { return std::any_of(labels.begin(), labels.end(), test); };
    if (any([&](const Label& label) { return Matches(label, said[i], tolerance_s); })) {
      ++score.matching;
      continue;
    }
    if (any([&](const Label& label) { return IsIdOf(label, said[i].id); })) ++score.beside;
    if (!any([&](const Label& label) { return MayFollow(label, said[i]); })) score.wrong.push_back(i);
  }
  return score;
}

std::optional<double> Quantile(std::vector<double> values, double share) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
  return values[std::min(values.size(), std::max<size_t>(rank, 1)) - 1];
}

}  // namespace vr::bench
