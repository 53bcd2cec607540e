#include "analysis/diagnosis/detectors/voicing.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "analysis/diagnosis/detectors/lagged_products.h"
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
  if (HasPitch()) ++voiced_;
}

double Voicing::Share() const {
  return added_ > 0 ? static_cast<double>(voiced_) / added_ : 0;
}

void Voicing::Clear() {
  added_ = 0;
  voiced_ = 0;
}

bool Voicing::HasPitch() const {
  static_assert((kLongestLag - kShortestLag + 1) % kLagsAtOnce == 0);
  const float* now = slow_.data() + filled_ - kCompared;
  const float energy = std::inner_product(now, now + kCompared, now, 0.0f);
  for (size_t longest = kShortestLag + kLagsAtOnce - 1; longest <= kLongestLag; longest += kLagsAtOnce) {
    const LaggedProducts products = LaggedProductsOf(now, kCompared, longest);
    for (size_t k = 0; k < kLagsAtOnce; ++k) {
      const float both = energy * products.energy[k];
      if (both <= 0) continue;
      if (static_cast<double>(products.cross[k] / std::sqrt(both)) >= thresholds::kRateVoicedLikeness) return true;
    }
  }
  return false;
}

}  // namespace vr
