#include "analysis/diagnosis/detectors/steady_loss.h"

#include <algorithm>
#include <cmath>

#include "analysis/diagnosis/thresholds.h"

namespace vr {

using thresholds::kSteadyGaps;
using thresholds::kSteadyOff;
using thresholds::kSteadyShare;

std::optional<double> SteadyLossOf(const std::vector<Span>& gaps) {
  if (static_cast<int>(gaps.size()) < kSteadyGaps) return std::nullopt;
  std::vector<double> steps_s;
  double lost_s = 0;
  for (size_t i = 1; i < gaps.size(); ++i) {
    steps_s.push_back(gaps[i].start_s - gaps[i - 1].start_s);
    lost_s += gaps[i - 1].end_s - gaps[i - 1].start_s;
  }
  std::vector<double> sorted = steps_s;
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
  const double usual_s = sorted[sorted.size() / 2];
  const auto near = std::count_if(steps_s.begin(), steps_s.end(),
                                  [&](double step_s) { return std::fabs(step_s - usual_s) <= kSteadyOff * usual_s; });
  if (static_cast<double>(near) < kSteadyShare * static_cast<double>(steps_s.size())) return std::nullopt;
  return lost_s / (gaps.back().start_s - gaps.front().start_s);
}

}  // namespace vr
