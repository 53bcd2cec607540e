#include "analysis/diagnosis/detectors/voicing.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "analysis/diagnosis/thresholds.h"

namespace vr {
namespace {

constexpr size_t kShortestLag = 5;  // 800 Hz: a high voice at twice its speed
constexpr float kPreEmphasis = 0.9f;
constexpr double kSlowPerCell = 40;

}  // namespace

void Voicing::Listen(const Cell& cell) {
  if (cell.mono == nullptr) return;
  const auto factor = std::max<size_t>(1, static_cast<size_t>(static_cast<double>(cell.frames) / kSlowPerCell));
  for (size_t i = 0; i < cell.frames; ++i) {
    sum_ += cell.mono[i];
    if (++taken_ < factor) continue;
    if (filled_ == slow_.size()) {
      std::memmove(slow_.data(), slow_.data() + filled_ - kKept, kKept * sizeof(float));
      filled_ = kKept;
    }
    // The tilt of a spectrum alone is no pitch.
    slow_[filled_++] = sum_ - kPreEmphasis * last_;
    last_ = sum_;
    sum_ = 0;
    taken_ = 0;
  }
}

void Voicing::Add() {
  ++added_;
  if (BestLikeness() >= thresholds::kRateVoicedLikeness) ++voiced_;
}

double Voicing::Share() const {
  return added_ > 0 ? static_cast<double>(voiced_) / added_ : 0;
}

void Voicing::Clear() {
  added_ = 0;
  voiced_ = 0;
}

double Voicing::BestLikeness() const {
  const float* now = slow_.data() + filled_ - kCompared;
  const float* end = now + kCompared;
  const float energy = std::inner_product(now, end, now, 0.0f);
  double best = 0;
  for (size_t lag = kShortestLag; lag <= kLongestLag; ++lag) {
    const float* before = now - lag;
    const float both = energy * std::inner_product(before, before + kCompared, before, 0.0f);
    if (both <= 0) continue;
    best = std::max(best, static_cast<double>(std::inner_product(now, end, before, 0.0f) / std::sqrt(both)));
  }
  return best;
}

}  // namespace vr
