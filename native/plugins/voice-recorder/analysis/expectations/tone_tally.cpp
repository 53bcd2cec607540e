#include "analysis/expectations/tone_tally.h"

#include <algorithm>
#include <cmath>

#include "analysis/diagnosis/thresholds.h"

namespace vr {
namespace {

constexpr double kWindowSeconds = 0.08;
constexpr double kHopSeconds = 0.02;
constexpr size_t kNeighbours = 6;  // bins on each side; a tone itself takes two
constexpr double kNearlyAll = 0.9;
constexpr double kSteadyBins = 0.3;

size_t ToneWindowFrames(int rate_hz) {
  size_t frames = 64;
  while (static_cast<double>(frames) < kWindowSeconds * rate_hz) frames *= 2;
  return frames;
}

float LeastPower() {
  return static_cast<float>(2 * std::pow(10.0, thresholds::kSilentDbfs / 10));
}

}  // namespace

ToneTally::ToneTally(int sample_rate_hz, double hz, double tolerance_hz)
    : rate_hz_(sample_rate_hz),
      hz_(hz),
      tolerance_hz_(tolerance_hz),
      spectrum_(ToneWindowFrames(sample_rate_hz)),
      recent_(ToneWindowFrames(sample_rate_hz)),
      tones_(spectrum_.bins()),
      pure_(spectrum_.bins()),
      tone_hz_(spectrum_.bins()) {}

void ToneTally::Listen(const Cell& cell, const Place& place) {
  if (!recent_.Take(cell)) return;
  const int64_t begin = static_cast<int64_t>(std::ceil(place.start_s * rate_hz_));
  const int64_t end = static_cast<int64_t>(std::floor(place.end_s * rate_hz_));
  if (next_frame_ < 0) next_frame_ = begin + static_cast<int64_t>(spectrum_.size());
  if (recent_.end() < next_frame_ || recent_.end() > end) return;
  next_frame_ = recent_.end() + static_cast<int64_t>(kHopSeconds * rate_hz_);
  spectrum_.Of(recent_.At(recent_.begin()), &powers_);
  Take(powers_);
}

bool ToneTally::PeakAt(const std::vector<float>& powers, size_t bin, Peak* peak) const {
  if (bin < kNeighbours + 1 || bin + kNeighbours + 1 >= powers.size()) return false;
  const float power = powers[bin];
  if (power < LeastPower() || power < powers[bin - 1] || power <= powers[bin + 1]) return false;
  float beside = 0;
  for (size_t away = 3; away <= kNeighbours; ++away) {
    beside = std::max({beside, powers[bin - away], powers[bin + away]});
  }
  if (10 * std::log10(power / (beside + 1e-14f)) < static_cast<float>(thresholds::kHowlNeighboursDb)) return false;
  const double left = std::log(static_cast<double>(powers[bin - 1]) + 1e-14);
  const double top = std::log(static_cast<double>(power));
  const double right = std::log(static_cast<double>(powers[bin + 1]) + 1e-14);
  const double bend = left - 2 * top + right;
  const double place = static_cast<double>(bin) + (bend < 0 ? 0.5 * (left - right) / bend : 0);
  peak->hz = place * bin_hz();
  peak->power = static_cast<double>(power);
  return true;
}

void ToneTally::Take(const std::vector<float>& powers) {
  double all = 0;
  for (const float power : powers) all += static_cast<double>(power);
  if (all >= static_cast<double>(LeastPower())) ++heard_;
  bool is_hit = false;
  Peak strongest;
  size_t strongest_bin = 0;
  for (size_t bin = kNeighbours + 1; bin + kNeighbours + 1 < powers.size(); ++bin) {
    Peak peak;
    if (!PeakAt(powers, bin, &peak)) continue;
    if (peak.power > strongest.power) strongest = peak, strongest_bin = bin;
    if (hz_ == 0 || is_hit || std::fabs(peak.hz - hz_) > tolerance_hz_) continue;
    Count(peak);
    is_hit = true;
  }
  if (!is_hit) run_s_ = 0;
  // The first window of a run is heard in whole.
  if (is_hit) longest_s_ = std::max(longest_s_, run_s_ + kWindowSeconds - kHopSeconds);
  if (strongest_bin == 0) return;
  double own = 0;
  for (size_t bin = strongest_bin - 3; bin <= strongest_bin + 3; ++bin) own += static_cast<double>(powers[bin]);
  ++tones_[strongest_bin];
  tone_hz_[strongest_bin] += strongest.hz;
  if (own >= kNearlyAll * all) ++pure_[strongest_bin];
}

void ToneTally::Count(const Peak& peak) {
  const bool goes_on = run_s_ > 0 && std::fabs(peak.hz - run_hz_) <= kSteadyBins * bin_hz();
  const double windows = goes_on ? run_s_ / kHopSeconds : 0;
  run_hz_ = (run_hz_ * windows + peak.hz) / (windows + 1);
  run_s_ = (windows + 1) * kHopSeconds;
  ++hits_;
  sum_hz_ += peak.hz;
  sum_power_ += peak.power;
}

double ToneTally::mean_dbfs() const {
  return hits_ == 0 ? -120 : 10 * std::log10(sum_power_ / static_cast<double>(hits_) / 2 + 1e-12);
}

ToneTally::Strongest ToneTally::strongest() const {
  Strongest best;
  int64_t most = 0;
  for (size_t bin = 1; bin + 1 < tones_.size(); ++bin) {
    const int64_t windows = tones_[bin - 1] + tones_[bin] + tones_[bin + 1];
    if (windows <= most) continue;
    most = windows;
    best.hz = (tone_hz_[bin - 1] + tone_hz_[bin] + tone_hz_[bin + 1]) / static_cast<double>(windows);
    best.seconds = static_cast<double>(windows) * kHopSeconds;
    best.share = static_cast<double>(pure_[bin - 1] + pure_[bin] + pure_[bin + 1]) / static_cast<double>(heard_);
  }
  return best;
}

}  // namespace vr
