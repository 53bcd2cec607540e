#include "analysis/diagnosis/detectors/concealed.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/diagnosis/detectors/concealed_model.h"

namespace vr {

using thresholds::kConcealedErrorPercent;
using thresholds::kConcealedScore;

namespace {

constexpr double kConcealedShare = 0.1;       // of the packets of a stretch: what is looked for
constexpr double kConcealedMostLikeness = 5;  // of one packet
constexpr double kConcealedApartSeconds = 2;  // stretches that are further apart are two
constexpr double kPacketSeconds = 0.02;

// The logarithm of how much likelier these numbers are of a packet that was filled in.
double LikenessOf(const ConcealedShape::Numbers& numbers) {
  std::array<float, kConcealedUnits> sums = kConcealedUnitOffsets;
  for (size_t i = 0; i < numbers.size(); ++i) {
    for (size_t unit = 0; unit < kConcealedUnits; ++unit) sums[unit] += kConcealedWeights[i][unit] * numbers[i];
  }
  float likeness = kConcealedOffset;
  for (size_t unit = 0; unit < kConcealedUnits; ++unit) {
    if (sums[unit] > 0) likeness += kConcealedUnitWeights[unit] * sums[unit];
  }
  return std::min(static_cast<double>(likeness), kConcealedMostLikeness);
}

}  // namespace

void Concealed::Listen(const Cell& cell) {
  if (!IsAudible(cell)) {
    shape_.Clear();
    rest_.clear();
    return;
  }
  for (size_t at = 0; at < cell.frames;) {
    const size_t taken = std::min(cell.frames - at, ConcealedShape::kHopFrames - rest_.size());
    rest_.insert(rest_.end(), cell.mono + at, cell.mono + at + taken);
    at += taken;
    if (rest_.size() < ConcealedShape::kHopFrames) return;
    TakeHop(rest_.data(), cell.start_s + static_cast<double>(at) / kRateHz);
    rest_.clear();
  }
}

void Concealed::TakeHop(const float* frames, double end_s) {
  ++hops_;
  ConcealedShape::Numbers numbers;
  if (!shape_.Take(frames, &numbers)) return;
  Add(LikenessOf(numbers), end_s - static_cast<double>(ConcealedShape::kBeginsBefore) / kRateHz);
}

void Concealed::Add(double likeness, double begin_s) {
  if (worst_.top > 0 && begin_s > worst_.top_s + kConcealedApartSeconds) EndStretch();
  Sum& sum = sums_[static_cast<size_t>(hops_) % sums_.size()];
  const double odds = kConcealedShare * std::exp(likeness);
  if (sum.score <= 0) sum = {0, begin_s, 0, 0, 0, 0};
  sum.score += std::log(1 - kConcealedShare + odds);
  sum.filled += odds / (odds + 1 - kConcealedShare);
  if (sum.score > sum.top) {
    sum.top = sum.score;
    sum.top_s = begin_s + kPacketSeconds;
    sum.filled_top = sum.filled;
  }
  if (sum.top >= kConcealedScore && sum.top > worst_.top) worst_ = sum;
}

void Concealed::EndStretch() {
  if (worst_.top <= 0) return;
  const double percent = 100 * worst_.filled_top * kPacketSeconds / (worst_.top_s - worst_.begin_s);
  Finding finding = SoundFinding("robotic", lane_, std::max(0.0, worst_.begin_s), worst_.top_s,
                                 {"filled in", std::min(100.0, percent), "%"});
  finding.form = "concealed";
  finding.severity = percent >= kConcealedErrorPercent ? Severity::kError : Severity::kWarning;
  finding.confidence = std::clamp(0.5 + worst_.top / (8 * kConcealedScore), 0.6, 0.95);
  found_.push_back(std::move(finding));
  worst_ = Sum();
  sums_ = {};
}

void Concealed::Finish(Report* report) {
  EndStretch();
  AddFound("robotic", lane_, "audio", &found_, report);
}

}  // namespace vr
