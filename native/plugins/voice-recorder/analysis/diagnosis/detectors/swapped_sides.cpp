#include "analysis/diagnosis/detectors/swapped_sides.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr {

using thresholds::kSwappedLikeness;
using thresholds::kSwappedSeconds;

namespace {

constexpr double kQuietDbfs = -70;
constexpr double kLeastSpreadDb = 3;

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
  count += 1;
  a += x;
  b += y;
  aa += x * x;
  bb += y * y;
  ab += x * y;
}

void SwappedSides::Likeness::Add(const Likeness& other) {
  if (count == 0) start_s = other.start_s;
  end_s = other.end_s;
  count += other.count;
  a += other.a;
  b += other.b;
  aa += other.aa;
  bb += other.bb;
  ab += other.ab;
}

double SwappedSides::Likeness::Correlation() const {
  const double variance_a = (aa - a * a / count) / count;
  const double variance_b = (bb - b * b / count) / count;
  if (std::min(variance_a, variance_b) < kLeastSpreadDb * kLeastSpreadDb) return 0;
  return (ab - a * b / count) / count / std::sqrt(variance_a * variance_b);
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
  if (part_.count == 0) part_.start_s = mix.start_s;
  part_.end_s = mix.end_s;
  part_.Add(ChannelDbfs(mix, 0) - ChannelDbfs(mix, 1), local - remote);
  if (part_.count * kCellSeconds * kWindowParts >= kSwappedSeconds) EndPart();
}

void SwappedSides::EndPart() {
  parts_[part_count_ % kWindowParts] = std::exchange(part_, Likeness());
  if (++part_count_ < kWindowParts) return;
  Likeness window;
  for (size_t i = part_count_ - kWindowParts; i < part_count_; ++i) window.Add(parts_[i % kWindowParts]);
  const double crossed = -window.Correlation();
  if (crossed < kSwappedLikeness) return;
  if (found_.empty() || found_.back().end_s < window.start_s) {
    if (found_.size() <= kMostFindingsOfOneCheck) found_.push_back({window.start_s, window.end_s, crossed});
    return;
  }
  found_.back().end_s = window.end_s;
  found_.back().likeness = std::max(found_.back().likeness, crossed);
}

void SwappedSides::Finish(Report* report) {
  if (part_count_ < kWindowParts) return;
  report->Add({"channels", mix_, found_.empty() ? CheckState::kOk : CheckState::kFound, "features", ""});
  for (const Crossed& crossed : found_) {
    Finding finding;
    finding.id = "channels";
    finding.form = "swapped";
    finding.severity = Severity::kError;
    finding.lane = mix_;
    finding.start_s = crossed.start_s;
    finding.seconds = crossed.end_s - crossed.start_s;
    finding.quantity = {"correlation", crossed.likeness, ""};
    report->Add(std::move(finding));
  }
}

}  // namespace vr
