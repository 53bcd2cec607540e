#include "mix/limiter.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr {
namespace {

constexpr double kLookAheadS = 0.005;
constexpr double kReleaseS = 0.025;  // back within 1e-4 of 1 after about nine of these at the most
constexpr float kCloseEnough = 1e-4F;

}  // namespace

Limiter::Limiter(int sample_rate_hz, int channels)
    : channels_(static_cast<size_t>(channels)),
      look_ahead_(static_cast<size_t>(sample_rate_hz * kLookAheadS)),
      release_(static_cast<float>(1.0 - std::exp(-1.0 / (kReleaseS * sample_rate_hz)))),
      shortfall_(look_ahead_, 0.0F) {}

float Limiter::WantedGain(const float* frame, bool limit) const {
  if (!limit) return 1.0F;
  float peak = 0;
  for (size_t c = 0; c < channels_; ++c) peak = std::max(peak, std::abs(frame[c]));
  return peak > kFullScale ? kFullScale / peak : 1.0F;
}

bool Limiter::Idle(const std::vector<float>& wanted) const {
  return nonzero_ == 0 && held_ == 1.0F &&
         std::all_of(wanted.begin(), wanted.end(), [](float gain) { return gain == 1.0F; });
}

// There is no time before the first frame in which to come down, so the gain is down from the beginning.
void Limiter::BeginAt(float gain) {
  held_ = gain;
  std::fill(shortfall_.begin(), shortfall_.end(), 1.0F - gain);
  nonzero_ = gain == 1.0F ? 0 : look_ahead_;
  sum_ = static_cast<double>(1.0F - gain) * static_cast<double>(look_ahead_);
}

void Limiter::Process(float* samples, int frames, const float* following, int following_frames, bool limit,
                      bool limit_following) {
  const auto count = static_cast<size_t>(frames);
  const auto ahead = std::min(static_cast<size_t>(following_frames), look_ahead_);
  wanted_.resize(count + ahead);
  for (size_t i = 0; i < count; ++i) wanted_[i] = WantedGain(samples + i * channels_, limit);
  for (size_t i = 0; i < ahead; ++i) wanted_[count + i] = WantedGain(following + i * channels_, limit_following);
  const bool first = !std::exchange(begun_, true);
  if (Idle(wanted_)) return;
  if (first)
    BeginAt(*std::min_element(
        wanted_.begin(), wanted_.begin() + static_cast<std::ptrdiff_t>(std::min(wanted_.size(), look_ahead_ + 1))));

  // minima_ is a queue of places whose gains rise: its front is the lowest of the look-ahead window.
  minima_.clear();
  size_t front = 0;
  size_t next = 0;
  for (size_t i = 0; i < count; ++i) {
    for (; next < wanted_.size() && next <= i + look_ahead_; ++next) {
      while (minima_.size() > front && wanted_[minima_.back()] >= wanted_[next]) minima_.pop_back();
      minima_.push_back(next);
    }
    while (minima_[front] < i) ++front;
    const float lowest_ahead = wanted_[minima_[front]];
    held_ = std::min(lowest_ahead, held_ + (1.0F - held_) * release_);
    if (held_ > 1.0F - kCloseEnough) held_ = lowest_ahead < 1.0F ? lowest_ahead : 1.0F;

    const float shortfall = 1.0F - held_;
    sum_ += static_cast<double>(shortfall) - shortfall_[at_];
    nonzero_ += (shortfall != 0.0F ? 1u : 0u) - (shortfall_[at_] != 0.0F ? 1u : 0u);
    shortfall_[at_] = shortfall;
    at_ = (at_ + 1) % look_ahead_;
    if (nonzero_ == 0) sum_ = 0;
    const float gain = nonzero_ == 0 ? 1.0F : static_cast<float>(1.0 - sum_ / static_cast<double>(look_ahead_));
    lowest_ = std::min(lowest_, gain);
    for (size_t c = 0; c < channels_; ++c) samples[i * channels_ + c] *= gain;
  }
}

float Limiter::TakeLowestGain() {
  const float lowest = lowest_;
  lowest_ = 1.0F;
  return lowest;
}

}  // namespace vr
