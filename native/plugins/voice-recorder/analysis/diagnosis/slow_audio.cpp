#include "analysis/diagnosis/slow_audio.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vr {
namespace {

constexpr int kLowestSlowedHz = 8000;
constexpr size_t kTapsPerFactor = 16;
constexpr size_t kSums = 8;  // side by side, for the compiler to put into one register

float Product(const float* a, const float* b, size_t length) {
  std::array<float, kSums> sums{};
  for (size_t i = 0; i < length; i += kSums) {
    for (size_t k = 0; k < kSums; ++k) sums[k] += a[i + k] * b[i + k];
  }
  float sum = 0;
  for (const float part : sums) sum += part;
  return sum;
}

}  // namespace

SlowAudio::SlowAudio(int sample_rate_hz)
    : factor_(static_cast<size_t>(std::max(1, sample_rate_hz / kLowestSlowedHz))),
      rate_hz_(static_cast<double>(sample_rate_hz) / static_cast<double>(factor_)) {
  if (factor_ == 1) return;
  constexpr double kPi = 3.14159265358979323846;
  const size_t length = factor_ * kTapsPerFactor;
  const double cutoff = 0.46 / static_cast<double>(factor_);
  double sum = 0;
  for (size_t i = 0; i < length; ++i) {
    const double x = static_cast<double>(i) + 0.5 - static_cast<double>(length) / 2;
    const double phase = 2 * kPi * (static_cast<double>(i) + 0.5) / static_cast<double>(length);
    const double window = 0.42 - 0.5 * std::cos(phase) + 0.08 * std::cos(2 * phase);
    taps_.push_back(static_cast<float>(std::sin(2 * kPi * cutoff * x) / (kPi * x) * window));
    sum += static_cast<double>(taps_.back());
  }
  for (float& tap : taps_) tap /= static_cast<float>(sum);
  waiting_.assign(length - factor_, 0);
}

const std::vector<float>& SlowAudio::Of(const float* mono, size_t frames) {
  out_.clear();
  if (factor_ == 1) {
    out_.assign(mono, mono + frames);
    return out_;
  }
  waiting_.insert(waiting_.end(), mono, mono + frames);
  size_t begin = 0;
  for (; begin + taps_.size() <= waiting_.size(); begin += factor_) {
    out_.push_back(Product(waiting_.data() + begin, taps_.data(), taps_.size()));
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(begin));
  return out_;
}

}  // namespace vr
