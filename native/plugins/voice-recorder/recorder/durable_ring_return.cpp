// A ring whose disk fails or is full of pins: what waits in memory, and how it comes back.
#include "recorder/durable_ring.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/clock.h"
#include "recorder/memory_blocks.h"

namespace vr {
namespace {

constexpr int64_t kFirstRetryNs = 2 * kNsPerSecond;
constexpr int64_t kLongestRetryNs = 30 * kNsPerSecond;

}  // namespace

void DurableRing::SetHealth(RingHealth health, const std::string& why) {
  if (health_ == health) return;
  health_ = health;
  const bool still_lacks = health == RingHealth::kRunning && shortened_until_ns_ > 0;
  if (!still_lacks && health_changed_) health_changed_(health, why);
}

void DurableRing::Fail(const Status& status) {
  plan_.Rewind();
  log_.OnRewound(plan_.written_frame(config_.shape.log_stream()));
  probing_ = false;
  PutOffRetry();
  SetHealth(RingHealth::kDisk, "disk: " + status.message() + "; newer audio is in memory only");
}

int64_t DurableRing::WholeUntil(int64_t first_frame, int64_t end_frame) const {
  if (files_ == nullptr || first_frame >= end_frame) return end_frame;
  return plan_.WholeUntil(first_frame, end_frame, [this](uint32_t segment) { return files_->HasSegment(segment); });
}

// Somebody else has removed files: what memory has of them is written again.
void DurableRing::DistrustGone() {
  if (owner_ == nullptr) return;
  const CyclePin memory = owner_->HoldMemory(0, 0);
  if (memory.size_bytes() == 0) return;
  const int64_t whole = WholeUntil(memory.first_frame(), memory.end_frame());
  for (size_t stream = 0; stream < config_.shape.audio_streams(); ++stream) {
    synced_frames_[stream] = std::min(synced_frames_[stream], whole);
  }
}

void DurableRing::PutOffRetry() {
  retry_after_ns_ = std::min(kLongestRetryNs, std::max(kFirstRetryNs, 2 * retry_after_ns_));
  retry_at_ns_ = now_ns_ + retry_after_ns_;
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

// All streams and the log go on side by side, as they came: what lies in one segment is of one time.
bool DurableRing::CatchUp() {
  if (owner_ == nullptr) return true;
  std::vector<MemoryBlocks> streams;
  int64_t frame = std::numeric_limits<int64_t>::max();
  for (size_t stream = 0; stream < config_.shape.audio_streams(); ++stream) {
    streams.emplace_back(owner_->HoldMemory(stream, plan_.next_frame(stream)),
                         config_.shape.streams[stream].bytes_per_frame());
    if (!streams.back().is_over()) frame = std::min(frame, streams.back().next_frame());
  }
  const auto any_left = [&streams] {
    return std::any_of(streams.begin(), streams.end(), [](const MemoryBlocks& each) { return !each.is_over(); });
  };
  const auto segments = static_cast<int64_t>(SegmentsToKeep(config_.shape));
  const int64_t kept_ns = segments * (TimeOf(config_.shape.segment_frames) - TimeOf(0));
  log_.Thin(now_ns_ - kept_ns, any_left() ? TimeOf(frame) : now_ns_);
  for (const int64_t step = config_.shape.sample_rate_hz / 2; any_left(); frame += step) {
    if (!log_.Place(plan_, TimeOf(frame), now_ns_)) return false;
    for (size_t stream = streams.size(); stream > 0; --stream) {
      const auto take = [&](const EncodedBlock& block) { return plan_.Append(stream - 1, block, now_ns_); };
      if (!streams[stream - 1].GiveUntil(frame + step, take)) return false;
    }
  }
  return log_.Place(plan_, std::numeric_limits<int64_t>::max(), now_ns_);
}

// When this frame of the mix was.
int64_t DurableRing::TimeOf(int64_t frame) const {
  const int rate = config_.shape.sample_rate_hz;
  return config_.shape.start_ns + frame / rate * kNsPerSecond + frame % rate * kNsPerSecond / rate;
}

// Each failure begins a segment of its own, so that many of them fill a ring with less than it is to hold.
void DurableRing::TellShortened() {
  if (plan_.TakeShortened()) {
    const bool told = shortened_until_ns_ > 0;
    shortened_until_ns_ = now_ns_ + TimeOf(config_.shape.keep_frames) - TimeOf(0);
    const bool pinned = !plan_.PinnedSegments().empty();
    if (told || health_ != RingHealth::kRunning || !health_changed_) return;
    health_changed_(pinned ? RingHealth::kPinned : RingHealth::kDisk,
                    pinned ? "pinned: dumps hold so much of the ring on disk that it keeps less than it is to"
                           : "disk: it failed so often that the ring on disk keeps less than it is to");
    return;
  }
  if (shortened_until_ns_ == 0 || now_ns_ < shortened_until_ns_) return;
  shortened_until_ns_ = 0;
  if (health_ == RingHealth::kRunning && health_changed_) {
    health_changed_(health_, "the ring on disk holds all that it is to again");
  }
}

void DurableRing::TellRefused() {
  if (refused_told_ || log_.refused().sum() == 0 || !told_) return;
  refused_told_ = true;
  told_("the log on disk has no room for all that it is told, so that a recovery will not know of some of it, " +
        RefusedText(log_.refused()) + " so far; captures that are written before are whole");
}

}  // namespace vr
