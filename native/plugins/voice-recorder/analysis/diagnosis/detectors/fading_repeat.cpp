#include "analysis/diagnosis/detectors/fading_repeat.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "analysis/diagnosis/detectors/lagged_products.h"
#include "analysis/diagnosis/thresholds.h"

namespace vr {

using thresholds::kFadeError;
using thresholds::kFadeExactError;
using thresholds::kFadeReturnTimes;

namespace {

constexpr int kSearchedHz = 16000;
constexpr double kComparedMs = 5;
constexpr double kWindowMs = 3;
constexpr float kMultipleLikeness = 0.98f;
constexpr double kUnsureEndMs = 2;
constexpr double kReturnMs = 8;
constexpr double kHalfPcmStep = 0.5 / 32768;

// How like samples are others, by the sums of their products; 0 where they are the opposite.
float LikenessBy(float cross, float energy) {
  return cross <= 0 ? 0 : cross * cross / (energy + 1e-12f);
}

// The same of those this lag before them.
float LikenessAt(int64_t lag, const float* samples, int64_t count) {
  const float* before = samples - lag;
  return LikenessBy(std::inner_product(samples, samples + count, before, 0.0f),
                    std::inner_product(before, before + count, before, 0.0f));
}

// The lag at which these samples are most like what was before them: the first one of those that are.
int64_t BestLag(const float* samples, int64_t count, int64_t shortest, int64_t longest) {
  constexpr auto kAtOnce = static_cast<int64_t>(kLagsAtOnce);
  int64_t best = 0;
  float best_likeness = 0;
  const auto take = [&](int64_t lag, float likeness) {
    if (likeness <= best_likeness) return;
    best_likeness = likeness;
    best = lag;
  };
  int64_t lag = shortest;
  for (; lag + kAtOnce - 1 <= longest; lag += kAtOnce) {
    const int64_t last = lag + kAtOnce - 1;
    const LaggedProducts products = LaggedProductsOf(samples, static_cast<size_t>(count), static_cast<size_t>(last));
    for (size_t k = kLagsAtOnce; k-- > 0;) {
      take(last - static_cast<int64_t>(k), LikenessBy(products.cross[k], products.energy[k]));
    }
  }
  for (; lag <= longest; ++lag) take(lag, LikenessAt(lag, samples, count));
  return best;
}

// What comes again after a lag does so after its multiples: the shortest one.
int64_t ShortestLag(int64_t lag, const float* samples, int64_t count, int64_t shortest) {
  const float least = kMultipleLikeness * LikenessAt(lag, samples, count);
  for (int64_t parts = lag / shortest; parts > 1; --parts) {
    const int64_t part = BestLag(samples, count, std::max(shortest, lag / parts - 1), lag / parts + 1);
    if (part > 0 && LikenessAt(part, samples, count) >= least) return part;
  }
  return lag;
}

// Found at a low rate first, then to the sample.
int64_t PeriodOf(const float* samples, int64_t count, int64_t shortest, int64_t longest, int64_t factor) {
  const int64_t before = longest / factor;
  std::vector<float> slow(static_cast<size_t>(before + count / factor));
  for (size_t i = 0; i < slow.size(); ++i) {
    const float* first = samples + (static_cast<int64_t>(i) - before) * factor;
    for (int64_t k = 0; k < factor; ++k) slow[i] += first[k];
  }
  const int64_t rough = BestLag(slow.data() + before, count / factor, shortest / factor, before);
  if (rough == 0) return rough;
  const int64_t lag = factor == 1 ? rough
                                  : BestLag(samples, count, std::max(shortest, (rough - 1) * factor),
                                            std::min(longest, (rough + 1) * factor));
  return lag > 0 ? ShortestLag(lag, samples, count, shortest) : lag;
}

// What is left of so many samples, as much as this of them, is no more than this share of their level.
bool IsLittle(double rest, double all, int64_t count, double error) {
  return rest <= error * error * all + 2 * kHalfPcmStep * kHalfPcmStep * static_cast<double>(count);
}

// Whether these samples are those of a period before, times a gain that is a straight line.
bool IsRepeated(const float* samples, int64_t count, int64_t period, double error) {
  // Least squares for x = (a + b u) y.
  double yy = 0;
  double yyu = 0;
  double yyuu = 0;
  double xy = 0;
  double xyu = 0;
  double xx = 0;
  for (int64_t i = 0; i < count; ++i) {
    const double x = static_cast<double>(samples[i]);
    const double y = static_cast<double>(samples[i - period]);
    const double u = static_cast<double>(i) / static_cast<double>(count) - 0.5;
    xx += x * x;
    xy += x * y;
    xyu += x * y * u;
    yy += y * y;
    yyu += y * y * u;
    yyuu += y * y * u * u;
  }
  const double determinant = yy * yyuu - yyu * yyu;
  if (determinant <= 0) return false;
  const double a = (xy * yyuu - xyu * yyu) / determinant;
  const double b = (xyu * yy - xy * yyu) / determinant;
  if (a <= 0 || a > 1.02) return false;
  const double rest = xx - a * xy - b * xyu;
  return IsLittle(rest, xx, count, error);
}

// The same of a gain that falls to nothing on a straight line after r samples: each is r / (r + period) times the one a
// period before. r; nothing: it does not.
std::optional<double> FallsToNothing(const float* samples, int64_t count, int64_t period, double error) {
  // Least squares for (r - i + period) x = (r - i) y: r d = e, with d = x - y and e = (i - period) x - i y.
  double dd = 0;
  double de = 0;
  for (int64_t i = 0; i < count; ++i) {
    const double x = static_cast<double>(samples[i]);
    const double y = static_cast<double>(samples[i - period]);
    const double d = x - y;
    dd += d * d;
    de += d * (static_cast<double>(i - period) * x - static_cast<double>(i) * y);
  }
  const double r = dd > 0 ? de / dd : 0;
  if (r < static_cast<double>(count)) return std::nullopt;
  double xx = 0;
  double rest = 0;
  for (int64_t i = 0; i < count; ++i) {
    const double left = r - static_cast<double>(i);
    const double x = static_cast<double>(samples[i]);
    const double off = x - left / (left + static_cast<double>(period)) * static_cast<double>(samples[i - period]);
    xx += x * x;
    rest += off * off;
  }
  if (!IsLittle(rest, xx, count, error)) return std::nullopt;
  return r;
}

}  // namespace

int64_t RepeatedPeriod(int64_t frame, int64_t count, const RecentSamples& samples, int rate_hz) {
  const auto frames = [&](double ms) { return static_cast<int64_t>(ms * rate_hz / 1000); };
  return PeriodOf(samples.At(frame), count, frames(kShortestPeriodMs), frames(kLongestPeriodMs),
                  std::max(1, rate_hz / kSearchedHz));
}

bool ReturnsAtOnce(int64_t frame, const RecentSamples& samples, int rate_hz) {
  const auto count = static_cast<int64_t>(kReturnMs * rate_hz / 1000);
  if (frame - count < samples.begin() || frame + count > samples.end()) return false;
  return samples.PowerAt(frame, count) >= kFadeReturnTimes * samples.PowerAt(frame - count, count);
}

FadingRepeat::FadingRepeat(int64_t frame, const RecentSamples& samples, int rate_hz)
    : samples_(samples), rate_hz_(rate_hz), frame_(frame), end_(frame - Frames(kUnsureEndMs)) {
  const int64_t compared = end_ - Frames(kComparedMs);
  if (compared - Frames(kLongestPeriodMs) < samples.begin()) return;
  period_ = RepeatedPeriod(compared, Frames(kComparedMs), samples, rate_hz);
}

int64_t FadingRepeat::Frames(double ms) const {
  return static_cast<int64_t>(ms * rate_hz_ / 1000);
}

std::optional<int64_t> FadingRepeat::Begin(double shortest_ms) const {
  return BeginOf(shortest_ms, kFadeError);
}

std::optional<int64_t> FadingRepeat::BeginOfExact(double shortest_ms) const {
  if (period_ == 0) return std::nullopt;
  const int64_t compared = end_ - Frames(kComparedMs);
  const std::optional<double> left =
      FallsToNothing(samples_.At(compared), Frames(kComparedMs), period_, kFadeExactError);
  const auto unsure = static_cast<double>(Frames(kUnsureEndMs));
  if (!left || std::fabs(*left - static_cast<double>(frame_ - compared)) > unsure) return std::nullopt;
  if (!ReturnsAtOnce(compared + std::llround(*left), samples_, rate_hz_)) return std::nullopt;
  return BeginOf(shortest_ms, kFadeExactError);
}

std::optional<int64_t> FadingRepeat::BeginOf(double shortest_ms, double error) const {
  if (period_ == 0) return std::nullopt;
  const int64_t window = Frames(kWindowMs);
  int64_t begin = end_;
  while (begin - window - period_ >= samples_.begin()) {
    const float* first = samples_.At(begin - window);
    if (!FallsToNothing(first, window, period_, error) && !IsRepeated(first, window, period_, error)) break;
    begin -= window / 2;
  }
  begin -= window / 2;
  if (frame_ - begin < Frames(shortest_ms)) return std::nullopt;
  return begin;
}

}  // namespace vr
