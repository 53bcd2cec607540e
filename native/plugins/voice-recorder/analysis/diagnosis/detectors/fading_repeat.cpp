#include "analysis/diagnosis/detectors/fading_repeat.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "analysis/diagnosis/detectors/lagged_products.h"
#include "analysis/diagnosis/thresholds.h"

namespace vr {

using thresholds::kFadeError;

namespace {

constexpr double kShortestPeriodMs = 2.4;
constexpr double kLongestPeriodMs = 12.6;
constexpr int kSearchedHz = 16000;
constexpr double kComparedMs = 5;
constexpr double kWindowMs = 3;
constexpr float kMultipleLikeness = 0.98f;
constexpr double kUnsureEndMs = 2;
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

// What is left of so many samples, as much as this of them, is no more than a fade may leave.
bool IsLittle(double rest, double all, int64_t count) {
  return rest <= kFadeError * kFadeError * all + 2 * kHalfPcmStep * kHalfPcmStep * static_cast<double>(count);
}

// Whether these samples are those of a period before, times a gain that is a straight line.
bool IsRepeated(const float* samples, int64_t count, int64_t period) {
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
  return IsLittle(rest, xx, count);
}

// The same of a gain that falls to nothing on a straight line after r samples: each is r / (r + period) times the one a
// period before.
bool FallsToNothing(const float* samples, int64_t count, int64_t period) {
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
  if (r < static_cast<double>(count)) return false;
  double xx = 0;
  double rest = 0;
  for (int64_t i = 0; i < count; ++i) {
    const double left = r - static_cast<double>(i);
    const double x = static_cast<double>(samples[i]);
    const double off = x - left / (left + static_cast<double>(period)) * static_cast<double>(samples[i - period]);
    xx += x * x;
    rest += off * off;
  }
  return IsLittle(rest, xx, count);
}

}  // namespace

std::optional<int64_t> FadingRepeatBefore(int64_t frame, double shortest_ms, const RecentSamples& samples,
                                          int rate_hz) {
  const auto frames = [&](double ms) { return static_cast<int64_t>(ms * rate_hz / 1000); };
  const int64_t end = frame - frames(kUnsureEndMs);
  const int64_t compared = end - frames(kComparedMs);
  if (compared - frames(kLongestPeriodMs) < samples.begin()) return std::nullopt;
  const int64_t period = PeriodOf(samples.At(compared), frames(kComparedMs), frames(kShortestPeriodMs),
                                  frames(kLongestPeriodMs), std::max(1, rate_hz / kSearchedHz));
  if (period == 0) return std::nullopt;
  const int64_t window = frames(kWindowMs);
  int64_t begin = end;
  while (begin - window - period >= samples.begin()) {
    const float* first = samples.At(begin - window);
    if (!FallsToNothing(first, window, period) && !IsRepeated(first, window, period)) break;
    begin -= window / 2;
  }
  begin -= window / 2;
  if (frame - begin < frames(shortest_ms)) return std::nullopt;
  return begin;
}

}  // namespace vr
