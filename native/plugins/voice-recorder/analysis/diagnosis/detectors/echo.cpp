#include "analysis/diagnosis/detectors/echo.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace vr {

using thresholds::kEchoBestScore;
using thresholds::kEchoErrorDb;
using thresholds::kEchoLeastMs;
using thresholds::kEchoMostMs;
using thresholds::kEchoScore;
using thresholds::kEchoScoreOfOneBlock;

namespace {

constexpr double kEchoBlockSeconds = 3;
constexpr double kEchoSameSeconds = 0.003;
constexpr double kEchoKept = 0.9;           // of the weight of older blocks
constexpr double kEchoFewestSeconds = 0.4;  // of a block that count
constexpr float kEchoRemoteDbfs = -45;      // the remote side is heard
constexpr float kEchoFloorDbfs = -85;       // quieter local cells are not brought up any more
constexpr double kEchoLowestHz = 200;
constexpr double kEchoHighestHz = 3400;

float EchoLevelOf(const float* samples, size_t count) {
  float sum = 0;
  for (size_t i = 0; i < count; ++i) sum += samples[i] * samples[i];
  return count == 0 ? -120.0f : 10 * std::log10(sum / static_cast<float>(count) + 1e-12f);
}

size_t EchoSizeFrom(double frames) {
  size_t size = 1024;
  while (static_cast<double>(size) < frames) size *= 2;
  return size;
}

double EchoRate(int sample_rate_hz) {
  return static_cast<double>(sample_rate_hz) / std::max(1, sample_rate_hz / 8000);
}

}  // namespace

Echo::Echo(const LaneFacts& local, std::vector<int> remotes, int sample_rate_hz)
    : local_(local),
      remotes_(std::move(remotes)),
      rate_hz_(EchoRate(sample_rate_hz)),
      most_lag_(static_cast<size_t>(kEchoMostMs / 1000 * rate_hz_)),
      least_lag_(static_cast<size_t>(kEchoLeastMs / 1000 * rate_hz_)),
      fft_size_(EchoSizeFrom((kEchoBlockSeconds + 0.05) * rate_hz_ + static_cast<double>(most_lag_))),
      forward_(fft_size_, false),
      backward_(fft_size_, true),
      recent_remote_(static_cast<size_t>(kEchoMostMs / 10), -120.0f),
      remote_audio_(most_lag_, 0),
      in_(fft_size_),
      out_(fft_size_),
      likeness_(most_lag_ + 1),
      sum_(most_lag_ + 1) {}

void Echo::Listen(const std::vector<Cell>& cells) {
  const Cell& local = cells[static_cast<size_t>(local_.lane)];
  const size_t frames = local.slow_frames;
  CellLevel level;
  level.frames = frames;
  level.start_s = local.start_s;
  const size_t begin = remote_audio_.size();
  remote_audio_.resize(begin + frames, 0);
  for (const int lane : remotes_) {
    const Cell& remote = cells[static_cast<size_t>(lane)];
    const size_t both = std::min(frames, remote.slow_frames);
    for (size_t i = 0; i < both; ++i) remote_audio_[begin + i] += remote.slow[i];
  }
  if (frames > 0) local_audio_.insert(local_audio_.end(), local.slow, local.slow + frames);
  level.remote_db = EchoLevelOf(remote_audio_.data() + begin, frames);
  recent_remote_[recent_next_] = level.remote_db;
  recent_next_ = (recent_next_ + 1) % recent_remote_.size();
  if (frames > 0 && IsAudible(local)) {
    level.local_db = EchoLevelOf(local.slow, frames);
    const float loudest = *std::max_element(recent_remote_.begin(), recent_remote_.end());
    // Louder than the remote side itself: that is the local user.
    level.counts = loudest > kEchoRemoteDbfs && level.local_db > -110 && level.local_db < loudest - 2;
  }
  levels_.push_back(level);
  if (static_cast<double>(levels_.size()) * kCellSeconds >= kEchoBlockSeconds) EndBlock();
}

void Echo::EndBlock() {
  size_t counting = 0;
  for (const CellLevel& level : levels_) counting += level.counts ? 1 : 0;
  if (static_cast<double>(counting) * kCellSeconds >= kEchoFewestSeconds) {
    LevelLocal();
    Correlate();
    Judge();
  }
  remote_audio_.erase(remote_audio_.begin(), remote_audio_.end() - static_cast<std::ptrdiff_t>(most_lag_));
  local_audio_.clear();
  levels_.clear();
}

void Echo::LevelLocal() {
  levelled_.resize(local_audio_.size());
  size_t at = 0;
  float before = 0;
  for (const CellLevel& level : levels_) {
    const float gain = level.counts ? std::pow(10.0f, -std::max(level.local_db, kEchoFloorDbfs) / 20) : 0.0f;
    for (size_t i = 0; i < level.frames; ++i, ++at) {
      const float share = static_cast<float>(i + 1) / static_cast<float>(level.frames);
      levelled_[at] = local_audio_[at] * (level.counts ? before + (gain - before) * share : 0.0f);
    }
    before = gain;
  }
}

void Echo::Correlate() {
  // The local lane in the real part, the remote side in the imaginary one: one transform for both.
  std::fill(in_.begin(), in_.end(), std::complex<float>());
  for (size_t i = 0; i < remote_audio_.size() && i < fft_size_; ++i) in_[i].imag(remote_audio_[i]);
  for (size_t i = 0; i < levelled_.size() && i + most_lag_ < fft_size_; ++i) in_[i + most_lag_].real(levelled_[i]);
  forward_.transform(in_.data(), out_.data());
  std::fill(in_.begin(), in_.end(), std::complex<float>());
  const double bin_hz = rate_hz_ / static_cast<double>(fft_size_);
  const auto last = std::min(fft_size_ / 2 - 1, static_cast<size_t>(kEchoHighestHz / bin_hz));
  for (auto bin = static_cast<size_t>(kEchoLowestHz / bin_hz); bin <= last; ++bin) {
    const std::complex<float> a = out_[bin];
    const std::complex<float> b = std::conj(out_[fft_size_ - bin]);
    const std::complex<float> local = (a + b) * 0.5f;
    const std::complex<float> remote = std::complex<float>(0, -0.5f) * (a - b);
    const std::complex<float> cross = local * std::conj(remote);
    const float size = std::abs(cross);
    if (size > 0) in_[bin] = cross / size;
  }
  backward_.transform(in_.data(), out_.data());
  double squares = 0;
  for (size_t lag = 0; lag <= most_lag_; ++lag) {
    likeness_[lag] = out_[lag].real();
    squares += static_cast<double>(likeness_[lag]) * static_cast<double>(likeness_[lag]);
  }
  const auto scale = static_cast<float>(1 / (std::sqrt(squares / static_cast<double>(most_lag_ + 1)) + 1e-12));
  for (float& value : likeness_) value *= scale;
  blocks_ = blocks_ * kEchoKept + 1;
  for (size_t lag = 0; lag <= most_lag_; ++lag) sum_[lag] = sum_[lag] * static_cast<float>(kEchoKept) + likeness_[lag];
}

double Echo::GainAt(size_t lag) const {
  double cross = 0;
  double power = 0;
  size_t at = 0;
  for (const CellLevel& level : levels_) {
    for (size_t i = 0; i < level.frames; ++i, ++at) {
      if (!level.counts) continue;
      const auto remote = static_cast<double>(remote_audio_[at + most_lag_ - lag]);
      cross += static_cast<double>(local_audio_[at]) * remote;
      power += remote * remote;
    }
  }
  return power > 0 ? cross / power : 0;
}

double Echo::FirstCounting() const {
  const auto first = std::find_if(levels_.begin(), levels_.end(), [](const CellLevel& level) { return level.counts; });
  return first == levels_.end() ? levels_.front().start_s : first->start_s;
}

void Echo::Judge() {
  size_t best = least_lag_;
  double squares = 0;
  for (size_t lag = least_lag_; lag <= most_lag_; ++lag) {
    if (std::fabs(sum_[lag]) > std::fabs(sum_[best])) best = lag;
    squares += static_cast<double>(sum_[lag]) * static_cast<double>(sum_[lag]);
  }
  const double spread = std::sqrt(squares / static_cast<double>(most_lag_ - least_lag_ + 1));
  const double score = std::fabs(static_cast<double>(sum_[best])) / (spread + 1e-9);
  const double delay_s = static_cast<double>(best) / rate_hz_;
  const double end_s = levels_.back().start_s + kCellSeconds;
  if (std::fabs(delay_s - likely_delay_s_) > kEchoSameSeconds) {
    likely_delay_s_ = delay_s;
    likely_start_s_ = FirstCounting();
  }
  if (score < kEchoScore + kEchoScoreOfOneBlock / blocks_) {
    EndStretch();
    return;
  }
  if (open_ && std::fabs(delay_s - delay_s_) > kEchoSameSeconds) EndStretch();
  if (!open_) {
    open_ = true;
    delay_s_ = delay_s;
    score_ = cross_ = power_ = 0;
    start_s_ = likely_start_s_;
  }
  if (score > score_) {
    score_ = score;
    delay_s_ = delay_s;
  }
  cross_ += std::fabs(GainAt(best));
  power_ += 1;
  end_s_ = end_s;
}

void Echo::EndStretch() {
  if (!open_) return;
  open_ = false;
  if (score_ < kEchoBestScore) return;
  const double loss_db = -20 * std::log10(cross_ / power_ + 1e-6);
  Finding finding = SoundFinding("echo", local_, start_s_, end_s_, {"delay", delay_s_ * 1000, "ms"});
  finding.severity = loss_db <= kEchoErrorDb ? Severity::kError : Severity::kWarning;
  finding.confidence = std::min(0.99, 0.6 + (score_ - kEchoScore) / 50);
  finding.more.push_back({"loss", loss_db, "dB"});
  found_.push_back(std::move(finding));
}

void Echo::Finish(Report* report) {
  if (!levels_.empty()) EndBlock();
  EndStretch();
  AddFound("echo", local_, "audio", &found_, report);
}

}  // namespace vr
