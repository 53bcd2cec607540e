#include "mix/mix_bus.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "mix/pcm_sample.h"

namespace vr {
namespace {

constexpr float kHalfStep = 0.5F / 32768.0F;  // of int16; up to it a sample rounds to zero

}  // namespace

MixBus::MixBus(int sample_rate_hz, int channels, Layout layout)
    : channels_(channels), split_(layout == Layout::kSplit) {
  const int limiters = split_ ? channels : 1;
  for (int i = 0; i < limiters; ++i) limiters_.emplace_back(sample_rate_hz, split_ ? 1 : channels);
}

void MixBus::Begin(int frames) {
  open_.frames = frames;
  open_.samples.assign(static_cast<size_t>(frames) * static_cast<size_t>(channels_), 0.0F);
  open_.voices.assign(limiters_.size(), 0);
}

void MixBus::Add(SourceKind kind, const float* samples) {
  const size_t side = split_ && kind != SourceKind::kLocal ? 1 : 0;
  const size_t stride = split_ ? static_cast<size_t>(channels_) : 1;
  const size_t count = open_.samples.size() / stride;
  float* sum = open_.samples.data() + side;
  bool heard = false;
  for (size_t i = 0; i < count; ++i) {
    heard |= std::abs(samples[i]) > kHalfStep;
    sum[i * stride] += samples[i];
  }
  open_.voices[side] += heard ? 1 : 0;
}

const std::vector<int16_t>& MixBus::End() {
  GiveWaiting(&open_);
  std::swap(waiting_, open_);
  return pcm_;
}

const std::vector<int16_t>& MixBus::Flush() {
  GiveWaiting(nullptr);
  waiting_.frames = 0;
  waiting_.samples.clear();
  return pcm_;
}

void MixBus::GiveWaiting(const Cell* following) {
  if (waiting_.frames > 0) Limit(following);
  pcm_.resize(waiting_.samples.size());
  std::transform(waiting_.samples.begin(), waiting_.samples.end(), pcm_.begin(), ToPcm);
}

void MixBus::Limit(const Cell* following) {
  if (split_) {
    for (size_t side = 0; side < limiters_.size(); ++side) LimitSide(side, following);
    return;
  }
  limiters_[0].Process(waiting_.samples.data(), waiting_.frames,
                       following == nullptr ? nullptr : following->samples.data(),
                       following == nullptr ? 0 : following->frames, waiting_.voices[0] > 1,
                       following != nullptr && following->voices[0] > 1);
}

void MixBus::LimitSide(size_t side, const Cell* following) {
  const auto channels = static_cast<size_t>(channels_);
  const auto take = [&](const Cell& from, std::vector<float>* to) {
    to->resize(static_cast<size_t>(from.frames));
    for (size_t i = 0; i < to->size(); ++i) (*to)[i] = from.samples[i * channels + side];
  };
  take(waiting_, &side_);
  side_following_.clear();
  if (following != nullptr) take(*following, &side_following_);
  limiters_[side].Process(side_.data(), waiting_.frames, side_following_.data(),
                          static_cast<int>(side_following_.size()), waiting_.voices[side] > 1,
                          following != nullptr && following->voices[side] > 1);
  for (size_t i = 0; i < side_.size(); ++i) waiting_.samples[i * channels + side] = side_[i];
}

float MixBus::TakeLowestGain() {
  float lowest = 1.0F;
  for (Limiter& limiter : limiters_) lowest = std::min(lowest, limiter.TakeLowestGain());
  return lowest;
}

}  // namespace vr
