// A ring whose disk fails or is full of pins: what waits in memory, and how it comes back.
#include "recorder/durable_ring.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "cycle/adts_walk.h"

namespace vr {
namespace {

constexpr int64_t kFirstRetryNs = 2 * kNsPerSecond;
constexpr int64_t kLongestRetryNs = 30 * kNsPerSecond;

}  // namespace

void DurableRing::SetHealth(RingHealth health, const std::string& why) {
  if (health_ == health) return;
  health_ = health;
  if (health_changed_) health_changed_(health, why);
}

void DurableRing::Fail(const Status& status) {
  plan_.Rewind();
  for (Waiting& waiting : records_) {
    if (waiting.position >= plan_.written_frame(config_.shape.log_stream())) waiting.position = -1;
  }
  probing_ = false;
  retry_after_ns_ = std::min(kLongestRetryNs, std::max(kFirstRetryNs, 2 * retry_after_ns_));
  retry_at_ns_ = now_ns_ + retry_after_ns_;
  SetHealth(RingHealth::kDisk, "disk: " + status.message() + "; newer audio is in memory only");
}

void DurableRing::HoldBack(RingHealth health, const std::string& why) {
  plan_.Close(now_ns_);
  HandOver();
  probing_ = false;
  retry_at_ns_ = now_ns_ + kNsPerSecond;
  SetHealth(health, why);
}

// What comes next decides: blocks that are written, or a failure.
void DurableRing::TryToReturn() {
  if (files_ == nullptr || owner_ == nullptr || now_ns_ < retry_at_ns_ || !in_flight_.empty()) return;
  retry_at_ns_ = now_ns_ + kNsPerSecond;
  probing_ = true;
  if (CatchUp()) return HandOver();
  probing_ = false;
  plan_.Close(now_ns_);
  HandOver();
}

bool DurableRing::CatchUp() {
  if (owner_ == nullptr) return true;
  for (size_t stream = config_.shape.audio_streams(); stream > 0; --stream) {
    if (!CatchUpStream(stream - 1)) return false;
  }
  for (size_t i = 0; i < records_.size(); ++i) {
    if (records_[i].position >= 0) continue;
    int64_t position = -1;
    if (!AppendRecord(records_[i].record, &position)) return false;
    records_[i].position = position;
  }
  return true;
}

bool DurableRing::CatchUpStream(size_t stream) {
  const CyclePin memory = owner_->HoldMemory(stream, plan_.next_frame(stream));
  const int frame_bytes = config_.shape.streams[stream].bytes_per_frame();
  int64_t frame = memory.first_frame();
  for (const ByteView& view : memory.views()) {
    if (frame_bytes > 0) {
      const auto frames = static_cast<int32_t>(view.size_bytes / static_cast<size_t>(frame_bytes));
      if (!Append(stream, {frame, frames, view.data, view.size_bytes})) return false;
      frame += frames;
      continue;
    }
    for (size_t at = 0; at < view.size_bytes;) {
      const AdtsStep step = AdtsStepAt(view.data + at, view.size_bytes - at);
      if (step.size_bytes == 0) break;
      if (!Append(stream, {frame, step.frames, view.data + at, step.size_bytes})) return false;
      frame += step.frames;
      at += step.size_bytes;
    }
  }
  return true;
}

}  // namespace vr
