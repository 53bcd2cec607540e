#include "hours/drifting_voice.h"

#include <cmath>
#include <utility>

#include "tap/tap_table.h"

namespace vr_torture {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kMeanBurstOfLoss = 4.5;  // blocks
constexpr double kLeastLossS = 0.005;     // half a block

}  // namespace

DriftingVoice::DriftingVoice(const Config& config, uint64_t seed, double now_s)
    : config_(config), random_(seed), base_s_(now_s) {
  const double periods = std::ceil((now_s - config_.first_burst_s) / kBurstEveryS);
  coming_.at_s = config_.first_burst_s + std::max(0.0, periods) * kBurstEveryS + kBurstS / 2;
}

void DriftingVoice::SetFormat(int rate_hz, int channels, double now_s) {
  Deliver(now_s);
  base_s_ += static_cast<double>(frame_) / (rate_hz_ * (1 + config_.ppm * 1e-6));
  frame_ = 0;
  rate_hz_ = rate_hz;
  channels_ = channels;
}

int16_t DriftingVoice::ValueAt(double t) const {
  const double since = t - (coming_.at_s - kBurstS / 2);
  if (since < 0 || since > kBurstS) return 0;
  return static_cast<int16_t>(12000 * std::sin(2 * kPi * config_.tone_hz * since) * std::sin(kPi * since / kBurstS));
}

bool DriftingVoice::IsLost() {
  if (lost_left_ > 0) {
    --lost_left_;
    return true;
  }
  if (std::uniform_real_distribution<double>(0, 1)(random_) >= config_.loss / kMeanBurstOfLoss) return false;
  lost_left_ = std::uniform_int_distribution<int>(0, 7)(random_);
  return true;
}

void DriftingVoice::NoteBurst(double begin_s, double end_s, bool lost) {
  const double burst_begin = coming_.at_s - kBurstS / 2;
  const double burst_end = coming_.at_s + kBurstS / 2;
  if (begin_s < burst_end && end_s > burst_begin) coming_.lost = coming_.lost || lost;
  if (end_s < burst_end) return;
  over_.push_back(coming_);
  coming_ = {coming_.at_s + kBurstEveryS, false};
}

// Only what came can tell where a gap ends, or that there is another format.
void DriftingVoice::NoteBlock(double begin_s, bool lost) {
  if (lost) return;
  const bool is_first = came_until_s_ < 0;
  if (!is_first && begin_s - came_until_s_ > kLeastLossS) losses_.push_back({came_until_s_, begin_s});
  came_until_s_ = begin_s + (rate_hz_ / 100) / (rate_hz_ * (1 + config_.ppm * 1e-6));
  if (!is_first && (came_rate_hz_ != rate_hz_ || came_channels_ != channels_)) format_change_s_ = begin_s;
  came_rate_hz_ = rate_hz_;
  came_channels_ = channels_;
}

void DriftingVoice::Deliver(double now_s) {
  const double frames_per_s = rate_hz_ * (1 + config_.ppm * 1e-6);
  const int frames = rate_hz_ / 100;
  block_.resize(static_cast<size_t>(frames) * static_cast<size_t>(channels_));
  while (base_s_ + static_cast<double>(frame_ + frames) / frames_per_s <= now_s) {
    const double begin_s = base_s_ + static_cast<double>(frame_) / frames_per_s;
    for (int i = 0; i < frames; ++i) {
      const int16_t value = ValueAt(begin_s + i / frames_per_s);
      for (int c = 0; c < channels_; ++c) block_[static_cast<size_t>(i * channels_ + c)] = value;
    }
    frame_ += frames;
    const bool lost = IsLost();
    NoteBurst(begin_s, begin_s + frames / frames_per_s, lost);
    NoteBlock(begin_s, lost);
    if (lost) continue;
    const double jitter_s = std::uniform_real_distribution<double>(-1, 1)(random_) * config_.jitter_ms / 1e3;
    const vr::StreamFormat format{rate_hz_, channels_, vr::SampleFormat::kInt16};
    vr::PushToTap(config_.source, block_.data(), static_cast<uint32_t>(frames), format,
                  std::llround((begin_s + jitter_s) * 1e9));
  }
}

std::vector<DriftingVoice::Stretch> DriftingVoice::TakeLosses() {
  std::vector<Stretch> losses;
  losses.swap(losses_);
  return losses;
}

double DriftingVoice::TakeFormatChange() {
  return std::exchange(format_change_s_, -1);
}

std::vector<DriftingVoice::Burst> DriftingVoice::TakeBursts() {
  std::vector<Burst> over;
  over.swap(over_);
  return over;
}

}  // namespace vr_torture
