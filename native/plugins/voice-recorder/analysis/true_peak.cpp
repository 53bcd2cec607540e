#include "analysis/true_peak.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vr {
namespace {

constexpr size_t kBlockFrames = 128;
constexpr size_t kTailFrames = 32;  // more than the filter of any rate reaches back
constexpr double kRounding = 1.0001;
constexpr double kPi = 3.14159265358979323846;

// Interpolates and does nothing else: a channel that is unused goes into no loudness.
Ebur128 MakeState(size_t channels, int sample_rate_hz) {
  Ebur128 state(ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(sample_rate_hz),
                             EBUR128_MODE_TRUE_PEAK));
  for (unsigned channel = 0; state != nullptr && channel < channels; ++channel) {
    ebur128_set_channel(state.get(), channel, EBUR128_UNUSED);
  }
  return state;
}

// What an impulse leaves after so many frames, the highest of all phases of the filter.
using Response = std::vector<double>;

Response ResponseOf(ebur128_state* state) {
  Response response(kTailFrames);
  for (size_t frame = 0; frame < kTailFrames; ++frame) {
    const float sample = frame == 0 ? 1.0f : 0.0f;
    if (ebur128_add_frames_float(state, &sample, 1) != EBUR128_SUCCESS) return {};
    ebur128_prev_true_peak(state, 0, &response[frame]);
  }
  return response;
}

// The filter that libebur128 is known to have: a sinc under a Hann window, in `factor` phases.
double KnownOvershoot(size_t factor, const Response& measured) {
  constexpr size_t kTaps = 49;
  constexpr double kLikeness = 1e-4;
  std::vector<double> sums(factor);
  Response highest(kTailFrames);
  for (size_t tap = 0; tap < kTaps; ++tap) {
    const double at = (static_cast<double>(tap) - (kTaps - 1) / 2.0) * kPi / static_cast<double>(factor);
    const double sinc = at == 0 ? 1.0 : std::sin(at) / at;
    const double value = std::fabs(sinc * 0.5 * (1 - std::cos(2 * kPi * static_cast<double>(tap) / (kTaps - 1))));
    sums[tap % factor] += value;
    highest[tap / factor] = std::max(highest[tap / factor], value);
  }
  // The first of them is hidden by the impulse itself.
  for (size_t frame = 1; frame < kTailFrames; ++frame) {
    if (std::fabs(highest[frame] - measured[frame]) > kLikeness) return 0;
  }
  return *std::max_element(sums.begin(), sums.end());
}

// The sum of the phase with the highest sum; of another filter than the known ones the sum of the highest, which is
// never below that; no end of it where the filter is longer than what was looked at. 0: no memory.
double OvershootOf(int sample_rate_hz) {
  const Ebur128 state = MakeState(1, sample_rate_hz);
  const Response response = state == nullptr ? Response() : ResponseOf(state.get());
  if (response.empty()) return 0;
  for (const size_t factor : {size_t{4}, size_t{2}}) {
    const double known = KnownOvershoot(factor, response);
    if (known > 0) return known * kRounding;
  }
  if (response.back() != 0) return std::numeric_limits<double>::infinity();
  double sum = 0;
  for (const double each : response) sum += each;
  return sum * kRounding;
}

float HighestOf(const float* samples, size_t count) {
  float highest = 0;
  for (size_t i = 0; i < count; ++i) highest = std::max(highest, std::fabs(samples[i]));
  return highest;
}

}  // namespace

TruePeak::TruePeak(int channels) : channels_(static_cast<size_t>(channels)), tail_(kTailFrames * channels_) {}

std::unique_ptr<TruePeak> TruePeak::Make(int channels, int sample_rate_hz) {
  std::unique_ptr<TruePeak> meter(new TruePeak(channels));
  meter->state_ = MakeState(meter->channels_, sample_rate_hz);
  meter->overshoot_ = OvershootOf(sample_rate_hz);
  return meter->state_ != nullptr && meter->overshoot_ > 0 ? std::move(meter) : nullptr;
}

bool TruePeak::Add(const float* samples, size_t frames) {
  for (size_t done = 0; done < frames; done += kBlockFrames) {
    const size_t count = std::min(kBlockFrames, frames - done);
    if (!AddBlock(samples + done * channels_, count)) return false;
  }
  return true;
}

bool TruePeak::AddBlock(const float* samples, size_t frames) {
  const double around = std::max(HighestOf(samples, frames * channels_), HighestOf(tail_.data(), tail_.size()));
  const bool can_be_higher = !(around * overshoot_ <= peak_);  // also where an overshoot without end meets silence
  // What the filter makes of old frames and new ones together is nobody's sound.
  if (can_be_higher && is_behind_ && !Interpolate(tail_.data(), kTailFrames)) return false;
  if (can_be_higher && !Interpolate(samples, frames)) return false;
  for (unsigned channel = 0; can_be_higher && channel < channels_; ++channel) {
    double peak = 0;
    if (ebur128_prev_true_peak(state_.get(), channel, &peak) == EBUR128_SUCCESS) peak_ = std::max(peak_, peak);
  }
  is_behind_ = !can_be_higher;
  Keep(samples, frames);
  return true;
}

bool TruePeak::Interpolate(const float* samples, size_t frames) {
  interpolated_frames_ += frames;
  return ebur128_add_frames_float(state_.get(), samples, frames) == EBUR128_SUCCESS;
}

void TruePeak::Keep(const float* samples, size_t frames) {
  const size_t count = std::min(frames, kTailFrames) * channels_;
  std::copy(tail_.begin() + static_cast<std::ptrdiff_t>(count), tail_.end(), tail_.begin());
  std::copy_n(samples + frames * channels_ - count, count, tail_.end() - static_cast<std::ptrdiff_t>(count));
}

}  // namespace vr
