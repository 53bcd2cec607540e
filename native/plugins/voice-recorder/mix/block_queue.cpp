#include "mix/block_queue.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "base/clock.h"
#include "mix/pcm_sample.h"

namespace vr {
namespace {

constexpr double kMaxWaitingS = 3.0;
constexpr double kForeignClockS = 2.0;  // farther from the room's clock: a clock of its own
constexpr double kTooFarAheadS = 1.0;
constexpr double kTooFarBehindS = 5.0;
constexpr double kFollowsWithinS = 1.0;

// Seconds since the task began, without losing nanoseconds to the size of the clock's number.
double Since(int64_t at_ns, int64_t start_ns) {
  return static_cast<double>(static_cast<int64_t>(static_cast<uint64_t>(at_ns) - static_cast<uint64_t>(start_ns))) /
         static_cast<double>(kNsPerSecond);
}

void CopySamples(const SourceBlock& from, WaitingBlock* to) {
  const size_t count = static_cast<size_t>(from.frames) * static_cast<size_t>(from.format.channels);
  to->pcm.resize(count);
  if (from.format.sample_format == SampleFormat::kInt16) {
    std::memcpy(to->pcm.data(), from.samples, count * sizeof(int16_t));
    return;
  }
  to->samples.resize(count);
  std::memcpy(to->samples.data(), from.samples, count * sizeof(float));
  for (size_t i = 0; i < count; ++i) {
    // A number that is none would spread through the resampler; far beyond full scale is no sound either.
    float& value = to->samples[i];
    value = std::isfinite(value) ? std::clamp(value, -16.0F, 16.0F) : 0.0F;
    to->pcm[i] = ToPcm(value);
  }
}

}  // namespace

double BlockQueue::StampOf(const WaitingBlock& block) const {
  if (!block.has_capture_time || block.epoch == 0) return block.stamp_s;
  return block.epoch == epoch_ ? own_clock_.RoomTimeAt(block.stamp_s) : block.came_s - block.length_s();
}

void BlockQueue::ChooseEpoch(WaitingBlock* block) {
  const double latest_s = block->came_s - block->length_s();
  const double implied_s = epoch_ == 0 ? block->stamp_s : own_clock_.RoomTimeAt(block->stamp_s);
  // While times follow each other on the room's clock, a worker that was held up for seconds does not change it.
  const bool follows = epoch_ > 0 || std::abs(block->stamp_s - expected_s_) < kFollowsWithinS;
  const bool plausible = implied_s < block->came_s + kTooFarAheadS && implied_s > block->came_s - kTooFarBehindS;
  const bool same = (follows && plausible) || (epoch_ == 0 && std::abs(implied_s - block->came_s) <= kForeignClockS);
  if (!same) {
    ++epoch_;
    own_clock_.Begin(block->stamp_s, latest_s);
  } else if (epoch_ > 0) {
    own_clock_.Observe(block->stamp_s, latest_s);
  }
  expected_s_ = block->stamp_s + block->length_s();
  block->epoch = epoch_;
}

bool BlockQueue::Add(const SourceBlock& block) {
  WaitingBlock waiting;
  CopySamples(block, &waiting);
  waiting.frames = block.frames;
  waiting.format = block.format;
  waiting.has_capture_time = block.has_capture_time;
  waiting.came_s = Since(block.taken_ns, start_ns_);
  waiting.stamp_s = Since(block.time_ns, start_ns_);
  if (block.has_capture_time) {
    ChooseEpoch(&waiting);
  } else {
    waiting.stamp_s -= waiting.length_s();
  }
  waiting_s_ += waiting.length_s();
  blocks_.push_back(std::move(waiting));
  bool kept_all = true;
  while (waiting_s_ > kMaxWaitingS && blocks_.size() > 1) {
    TakeFront();
    kept_all = false;
  }
  return kept_all;
}

WaitingBlock BlockQueue::TakeFront() {
  WaitingBlock block = std::move(blocks_.front());
  blocks_.pop_front();
  waiting_s_ -= block.length_s();
  return block;
}

}  // namespace vr
