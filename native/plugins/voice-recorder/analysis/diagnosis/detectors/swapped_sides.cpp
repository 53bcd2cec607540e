#include "analysis/diagnosis/detectors/swapped_sides.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr {

using thresholds::kSwappedLikeness;
using thresholds::kSwappedSeconds;

namespace {

constexpr double kQuietDbfs = -70;

double ChannelDbfs(const Cell& cell, size_t channel) {
  float power = 0;
  for (size_t frame = 0; frame < cell.frames; ++frame) {
    const float value = cell.samples[2 * frame + channel];
    power += value * value;
  }
  const double mean = static_cast<double>(power) / static_cast<double>(cell.frames);
  return std::max(kQuietDbfs, 10 * std::log10(mean + 1e-12));
}

}  // namespace

void SwappedSides::Likeness::Add(double x, double y) {
  a += x;
  b += y;
  aa += x * x;
  bb += y * y;
  ab += x * y;
}

double SwappedSides::Likeness::Correlation(double count) const {
  const double spread = (aa - a * a / count) * (bb - b * b / count);
  return spread > 0 ? (ab - a * b / count) / std::sqrt(spread) : 0;
}

void SwappedSides::Listen(const std::vector<Cell>& cells) {
  const Cell& mix = cells[static_cast<size_t>(mix_)];
  if (mix.samples == nullptr || mix.channels != 2 || mix.frames == 0) return;
  double local = kQuietDbfs;
  double remote = kQuietDbfs;
  for (size_t i = 0; i < cells.size(); ++i) {
    const LaneFacts& lane = capture_.lanes[i];
    if (!lane.is_side || !lane.has_features || !cells[i].has_levels) continue;
    double& side = lane.kind == "local" ? local : remote;
    side = std::max(side, static_cast<double>(cells[i].rms_dbfs));
  }
  const double left = ChannelDbfs(mix, 0);
  const double right = ChannelDbfs(mix, 1);
  cells_ += 1;
  left_local_.Add(left, local);
  left_remote_.Add(left, remote);
  right_local_.Add(right, local);
  right_remote_.Add(right, remote);
}

void SwappedSides::Finish(Report* report) {
  if (cells_ * kCellSeconds < kSwappedSeconds) return;
  const double straight = left_local_.Correlation(cells_) + right_remote_.Correlation(cells_);
  const double crossed = left_remote_.Correlation(cells_) + right_local_.Correlation(cells_);
  const bool found = crossed / 2 >= kSwappedLikeness && crossed / 2 > straight / 2 + 0.3;
  report->Add({"channels", mix_, found ? CheckState::kFound : CheckState::kOk, "features", ""});
  if (!found) return;
  Finding finding;
  finding.id = "channels";
  finding.form = "swapped";
  finding.severity = Severity::kError;
  finding.lane = mix_;
  finding.seconds = capture_.duration_s;
  finding.quantity = {"correlation", crossed / 2, ""};
  report->Add(std::move(finding));
}

}  // namespace vr
