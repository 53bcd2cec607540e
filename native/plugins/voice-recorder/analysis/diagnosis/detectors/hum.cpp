#include "analysis/diagnosis/detectors/hum.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr {

using thresholds::kHumDbfs;
using thresholds::kHumErrorDbfs;
using thresholds::kHumOffHz;
using thresholds::kHumOverSurroundingsDb;
using thresholds::kHumSpreadDb;

namespace {

constexpr size_t kHumSummed = 4;  // samples of about 8 kHz into one of about 2
constexpr double kHumHopSeconds = 0.25;
constexpr size_t kHumWindows = 32;  // eight seconds
constexpr size_t kHumFewestWindows = 14;
constexpr double kHumHighestHz = 520;
constexpr float kHumLoudest = 1000;  // no level is higher, dB

size_t HumWindowOf(double rate_hz) {
  size_t size = 256;
  while (static_cast<double>(size) < 0.95 * rate_hz) size *= 2;
  return size;
}

double HumRate(int sample_rate_hz) {
  return sample_rate_hz / std::max(1, sample_rate_hz / 8000) / static_cast<double>(kHumSummed);
}

float HumDecibels(float power) {
  return 10 * std::log10(power + 1e-14f);
}

}  // namespace

Hum::Hum(const LaneFacts& lane, int sample_rate_hz)
    : lane_(lane),
      spectrum_(HumWindowOf(HumRate(sample_rate_hz))),
      rate_hz_(HumRate(sample_rate_hz)),
      bin_hz_(rate_hz_ / static_cast<double>(spectrum_.size())) {}

void Hum::Forget() {
  EndStretch();
  waiting_.clear();
  windows_.clear();
  taken_ = summed_ = 0;
  sum_ = 0;
  is_cut_ = true;
}

void Hum::Listen(const Cell& cell) {
  if (!IsAudible(cell) || IsNothing(cell)) {
    if (!waiting_.empty()) {
      if (windows_.size() < kHumWindows) Judge();
      Forget();
    }
    return;
  }
  end_s_ = cell.end_s;
  for (size_t i = 0; i < cell.slow_frames; ++i) {
    sum_ += cell.slow[i];
    if (++summed_ < kHumSummed) continue;
    waiting_.push_back(sum_ / static_cast<float>(kHumSummed));
    ++taken_;
    sum_ = 0;
    summed_ = 0;
  }
  const auto hop = static_cast<size_t>(kHumHopSeconds * rate_hz_);
  if (waiting_.size() < spectrum_.size() || taken_ < hop) return;
  waiting_.erase(waiting_.begin(), waiting_.end() - static_cast<std::ptrdiff_t>(spectrum_.size()));
  taken_ = 0;
  TakeWindow();
}

void Hum::TakeWindow() {
  if (windows_.size() < kHumWindows) {
    windows_.emplace_back();
  } else {
    std::rotate(windows_.begin(), windows_.begin() + 1, windows_.end());
  }
  Window& window = windows_.back();
  window.middle_s = end_s_ - static_cast<double>(spectrum_.size()) / rate_hz_ / 2;
  spectrum_.Of(waiting_.data(), &window.powers);
  window.powers.resize(std::min(window.powers.size(), static_cast<size_t>(kHumHighestHz / bin_hz_)));
  for (float& power : window.powers) power = HumDecibels(power);
  const auto judged_each = static_cast<int64_t>(4);
  if (windows_.size() >= kHumFewestWindows && static_cast<int64_t>(window.middle_s / kHumHopSeconds) % judged_each == 0)
    Judge();
}

void Hum::Judge() {
  if (windows_.size() < kHumFewestWindows) return;
  TakeLow();
  const Lines fifty = LinesOf(50);
  const Lines sixty = LinesOf(60);
  const bool is_sixty = sixty.power > fifty.power;
  const Lines& lines = is_sixty ? sixty : fifty;
  const double level_db = lines.power > 0 ? 10 * std::log10(lines.power / 2) : -120;
  if (!lines.has_base || level_db < kHumDbfs) {
    EndStretch();
    return;
  }
  const double mains_hz = is_sixty ? 60 : 50;
  if (open_ && mains_hz != mains_hz_) EndStretch();
  if (!open_) {
    open_ = true;
    mains_hz_ = mains_hz;
    start_s_ = BeginOf(mains_hz * lines.strongest);
    level_db_ = level_db;
  }
  level_db_ = std::max(level_db_, level_db);
  stretch_end_s_ = end_s_;
}

// All bins at once: the quietest windows of each, by level, and each window is put where it belongs among them.
void Hum::TakeLow() {
  const size_t bins = windows_.front().powers.size();
  lowest_.resize(windows_.size() / 5 + 1);
  for (std::vector<float>& row : lowest_) row.assign(bins, kHumLoudest);
  rising_.resize(bins);
  for (const Window& window : windows_) {
    std::copy_n(window.powers.begin(), bins, rising_.begin());
    float* level = rising_.data();
    for (std::vector<float>& row : lowest_) {
      float* low = row.data();
      for (size_t bin = 0; bin < bins; ++bin) {
        const float lower = level[bin] < low[bin] ? level[bin] : low[bin];
        level[bin] = level[bin] < low[bin] ? low[bin] : level[bin];
        low[bin] = lower;
      }
    }
  }
  low_.swap(lowest_.back());
}

// The median of a bin and of its neighbours, the highest of them.
double Hum::UsualAt(double hz) {
  const auto bin = static_cast<size_t>(std::lround(hz / bin_hz_));
  float most = -kHumLoudest;
  scratch_.resize(windows_.size());
  for (size_t near = bin - 1; near <= bin + 1; ++near) {
    for (size_t i = 0; i < windows_.size(); ++i) scratch_[i] = windows_[i].powers[near];
    const auto middle = scratch_.begin() + static_cast<std::ptrdiff_t>(scratch_.size() / 2);
    std::nth_element(scratch_.begin(), middle, scratch_.end());
    most = std::max(most, *middle);
  }
  return static_cast<double>(most);
}

double Hum::PowerAt(const std::vector<float>& powers, double hz) const {
  const auto bin = static_cast<size_t>(std::lround(hz / bin_hz_));
  float power = powers[bin];
  for (size_t near = bin - 1; near <= bin + 1; ++near) power = std::max(power, powers[near]);
  return static_cast<double>(power);
}

// The frequency of the line at or beside this bin, between bins.
double Hum::TopNear(size_t bin) const {
  size_t top = bin;
  for (size_t near = bin - 2; near <= bin + 2; ++near) {
    if (low_[near] > low_[top]) top = near;
  }
  const auto left = static_cast<double>(low_[top - 1]);
  const auto right = static_cast<double>(low_[top + 1]);
  const double bend = left - 2 * static_cast<double>(low_[top]) + right;
  return (static_cast<double>(top) + (bend < 0 ? 0.5 * (left - right) / bend : 0)) * bin_hz_;
}

Hum::Lines Hum::LinesOf(double mains_hz) {
  Lines lines;
  double strongest = 0;
  std::vector<float> around;
  const auto far = static_cast<size_t>(20 / bin_hz_);
  const auto close = static_cast<size_t>(5 / bin_hz_);
  for (int harmonic = 1; mains_hz * harmonic + 22 < kHumHighestHz && harmonic <= 8; ++harmonic) {
    const auto bin = static_cast<size_t>(std::lround(mains_hz * harmonic / bin_hz_));
    if (bin + far >= low_.size() || bin < far) continue;
    around.clear();
    for (size_t near = bin - far; near <= bin + far; ++near) {
      if (near + close < bin || near > bin + close) around.push_back(low_[near]);
    }
    const auto middle = around.begin() + static_cast<std::ptrdiff_t>(around.size() * 3 / 4);
    std::nth_element(around.begin(), middle, around.end());
    const double line = PowerAt(low_, mains_hz * harmonic);
    if (line - static_cast<double>(*middle) < kHumOverSurroundingsDb) continue;
    // A tone of music lies beside.
    if (std::fabs(TopNear(bin) - mains_hz * harmonic) > kHumOffHz * (1 + 0.2 * harmonic)) continue;
    if (UsualAt(mains_hz * harmonic) - line > kHumSpreadDb) continue;
    const double power = std::pow(10.0, line / 10);
    lines.power += power;
    lines.has_base = lines.has_base || harmonic <= 2;
    if (power > strongest) {
      strongest = power;
      lines.strongest = harmonic;
    }
  }
  return lines;
}

double Hum::BeginOf(double hz) const {
  const double level = PowerAt(low_, hz);
  size_t first = windows_.size() - 1;
  while (first > 0 && PowerAt(windows_[first - 1].powers, hz) > level - 6) --first;
  const double half_s = static_cast<double>(spectrum_.size()) / rate_hz_ / 2;
  // A window that begins with it sees all of it; one with it in the second half alone sees half.
  return first == 0 ? std::max(0.0, windows_[0].middle_s - half_s) : windows_[first].middle_s - kHumHopSeconds / 2;
}

void Hum::EndStretch() {
  if (!open_) return;
  open_ = false;
  Finding finding = SoundFinding("hum", lane_, start_s_, stretch_end_s_, {"level", level_db_, "dBFS"});
  finding.severity = level_db_ >= kHumErrorDbfs ? Severity::kError : Severity::kWarning;
  finding.confidence = level_db_ >= kHumErrorDbfs ? 0.95 : 0.8;
  finding.more.push_back({"mains", mains_hz_, "Hz"});
  found_.push_back(std::move(finding));
}

void Hum::Finish(Report* report) {
  if (!waiting_.empty()) Judge();
  EndStretch();
  AddFound("hum", lane_, "audio", &found_, report);
}

}  // namespace vr
