#include "analysis/short_term_curve.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vr {
namespace {

constexpr uint64_t kMostValues = 36000;

}  // namespace

ShortTermCurve::ShortTermCurve(uint64_t tenths)
    : keep_every_(std::max<uint64_t>(1, tenths / kMostValues + (tenths % kMostValues == 0 ? 0 : 1))) {
  lufs_.reserve(static_cast<size_t>(tenths / keep_every_));
}

void ShortTermCurve::Add(double lufs) {
  powers_[tenths_ % kWindowTenths] = lufs > -200.0 ? std::pow(10.0, lufs / 10.0) : 0.0;
  if (++tenths_ % keep_every_ != 0) return;
  // Summed anew each time: a running sum would keep the rounding of what was loud.
  const double power = std::accumulate(powers_.begin(), powers_.end(), 0.0) / kWindowTenths;
  lufs_.push_back(power > 0 ? 10.0 * std::log10(power) : -HUGE_VAL);
}

}  // namespace vr
