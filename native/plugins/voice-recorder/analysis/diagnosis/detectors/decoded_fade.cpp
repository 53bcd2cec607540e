#include "analysis/diagnosis/detectors/decoded_fade.h"

#include <algorithm>
#include <cmath>

#include "analysis/diagnosis/detectors/fading_repeat.h"
#include "analysis/diagnosis/thresholds.h"

namespace vr {

using thresholds::kFadeDecodedLeastGain;
using thresholds::kFadeDecodedMostGain;
using thresholds::kFadeDecodedOff;
using thresholds::kFadeDecodedRest;
using thresholds::kFadeDecodedRestAlone;
using thresholds::kFadeDecodedRiseTimes;
using thresholds::kFadeShortestDecodedMs;

namespace {

constexpr int kLongestFadeMs = 82;
constexpr double kNextLength = 1 / 1.15;
constexpr double kPeriodFoundMs = 12;  // the first of it, by which the period is found
// Of its power, in the last half and in the last quarter: of a fade these are an eighth and a 64th.
constexpr double kHalfShare = 0.25;
constexpr double kQuarterShare = 0.05;
constexpr double kRoughRest = 0.06;
constexpr double kCoarseMs = 1;
constexpr double kRiseMs = 10;
constexpr int kMostSteps = 6;  // of one size
constexpr double kLeastPower = 1e-10;

using Fade = DecodedFades::Fade;

// Calls each(sample, repeat) for the samples of the fade and those of the period before it, again and again, fading.
template <typename Each>
void Compare(const Fade& fade, const RecentSamples& samples, Each&& each) {
  const float* sample = samples.At(fade.begin);
  const float* before = sample - fade.period;
  const int64_t count = fade.end - fade.begin;
  const float step = 1 / static_cast<float>(count);
  int64_t at = 0;
  for (int64_t i = 0; i < count; ++i) {
    each(sample[i], before[at] * (1 - static_cast<float>(i) * step));
    if (++at == fade.period) at = 0;
  }
}

Fade Fitted(Fade fade, const RecentSamples& samples) {
  float xx = 0;
  float xy = 0;
  float yy = 0;
  Compare(fade, samples, [&](float x, float y) {
    xx += x * x;
    xy += x * y;
    yy += y * y;
  });
  const bool is_any = xx > 0 && xy > 0 && yy > 0;
  fade.gain = is_any ? static_cast<double>(xy / yy) : 0;
  fade.rest = is_any ? 1 - static_cast<double>(xy / xx) * static_cast<double>(xy / yy) : 1;
  return fade;
}

}  // namespace

void DecodedFades::Listen(const Cell& cell) {
  if (!has_features_) return;
  Known& known = known_[heard_++ % kKnown];
  known.begin = std::max<int64_t>(0, cell.first_frame);
  known.end = known.begin + static_cast<int64_t>(cell.frames);
  known.power = std::pow(10.0, static_cast<double>(cell.rms_dbfs) / 10);
}

std::optional<Fade> DecodedFades::Before(int64_t frame, const RecentSamples& samples) const {
  std::array<double, kLongestFadeMs + 1> power{};  // of so many milliseconds
  for (int ms = 1; ms <= kLongestFadeMs; ++ms) {
    const int64_t begin = frame - Frames(ms);
    if (begin < samples.begin()) return std::nullopt;
    power[static_cast<size_t>(ms)] = power[static_cast<size_t>(ms - 1)] + samples.PowerAt(begin, Frames(1));
  }
  for (double ms = kLongestFadeMs; ms >= kFadeShortestDecodedMs; ms *= kNextLength) {
    const auto whole = static_cast<size_t>(ms);
    if (power[whole / 2] > kHalfShare * power[whole] || power[whole / 4] > kQuarterShare * power[whole]) continue;
    Fade fade;
    fade.begin = frame - Frames(ms);
    fade.end = frame;
    if (fade.begin - Frames(kLongestPeriodMs + kCoarseMs) < samples.begin()) continue;
    fade.period = RepeatedPeriod(fade.begin, Frames(std::min(kPeriodFoundMs, 0.8 * ms)), samples, rate_hz_);
    if (fade.period == 0) continue;
    fade = Fitted(fade, samples);
    if (fade.rest > kRoughRest) continue;
    fade = Improved(fade, samples);
    if (IsOne(fade, samples)) return fade;
  }
  return std::nullopt;
}

// Its place and its period as they fit best, in steps that become smaller.
Fade DecodedFades::Improved(Fade fade, const RecentSamples& samples) const {
  struct Step {
    int begin;
    int end;
    int period;
  };
  constexpr Step kSteps[] = {{1, 0, 0}, {-1, 0, 0},  {0, 1, 0}, {0, -1, 0},
                             {1, 1, 0}, {-1, -1, 0}, {0, 0, 1}, {0, 0, -1}};
  const int64_t shortest = Frames(kFadeShortestDecodedMs);
  for (int64_t size = Frames(kCoarseMs); size > 1; size /= 2) {
    bool is_better = true;
    for (int i = 0; i < kMostSteps && is_better; ++i) {
      is_better = false;
      for (const Step& step : kSteps) {
        Fade other = fade;
        other.begin += step.begin * size;
        other.end += step.end * size;
        other.period += step.period;
        if (other.end - other.begin < shortest || other.begin - other.period < samples.begin()) continue;
        if (other.end > samples.end() || other.period < Frames(kShortestPeriodMs)) continue;
        other = Fitted(other, samples);
        if (other.rest >= fade.rest) continue;
        fade = other;
        is_better = true;
      }
    }
  }
  return fade;
}

// Whether the sound becomes louder for longer behind this frame than a period of it.
bool DecodedFades::Rises(int64_t frame, const RecentSamples& samples) const {
  const int64_t count = Frames(kRiseMs);
  if (frame + 2 * count > samples.end()) return true;
  return samples.PowerAt(frame + count, count) > kFadeDecodedRiseTimes * samples.PowerAt(frame, count);
}

bool DecodedFades::IsOne(const Fade& fade, const RecentSamples& samples) const {
  if (fade.gain < kFadeDecodedLeastGain || fade.gain > kFadeDecodedMostGain) return false;
  if (!ReturnsAtOnce(fade.end, samples, rate_hz_) || Rises(fade.end, samples)) return false;
  if (!has_features_) return fade.rest <= kFadeDecodedRestAlone;
  return fade.rest <= kFadeDecodedRest && OffLevels(fade, samples) * std::sqrt(fade.rest) <= kFadeDecodedOff;
}

// By how much the power of a cell, with the repeat in place of the samples, is off that before encoding, at most; dB.
double DecodedFades::OffLevels(const Fade& fade, const RecentSamples& samples) const {
  const float* before = samples.At(fade.begin - fade.period);
  const auto count = static_cast<double>(fade.end - fade.begin);
  const auto expected = [&](int64_t frame) {
    const int64_t at = frame - fade.begin;
    if (at < 0 || frame >= fade.end) return static_cast<double>(*samples.At(frame));
    return fade.gain * static_cast<double>(before[at % fade.period]) * (1 - static_cast<double>(at) / count);
  };
  double most = 0;
  for (size_t i = 0; i < std::min(heard_, kKnown); ++i) {
    const Known& known = known_[i];
    if (known.end <= fade.begin || known.begin >= fade.end) continue;
    double power = kLeastPower;
    for (int64_t frame = known.begin; frame < known.end; ++frame) {
      power += expected(frame) * expected(frame) / static_cast<double>(known.end - known.begin);
    }
    most = std::max(most, std::fabs(10 * std::log10(power / (known.power + kLeastPower))));
  }
  return most;
}

}  // namespace vr
