#include "cycle/ring_segments.h"

#include <algorithm>
#include <iterator>

namespace vr {

RingSegments::RingSegments(uint64_t base, uint64_t max, int64_t keep_frames, int64_t slack_frames)
    : base_(base),
      max_(std::max(base, max)),
      keep_frames_(keep_frames),
      slack_frames_(slack_frames),
      next_id_(static_cast<uint32_t>(base)) {
  for (uint32_t id = 0; id < next_id_; ++id) free_.push_back(id);
}

bool RingSegments::IsWithin(const RingSegment& segment, const Span& span) const {
  const int64_t end_frame = std::max(segment.end_frame, segment.reach_frame);
  return segment.first_frame - slack_frames_ < span.end_frame && end_frame + slack_frames_ > span.first_frame;
}

bool RingSegments::IsPinned(const RingSegment& segment) const {
  return std::any_of(pins_.begin(), pins_.end(), [&](const auto& pin) { return IsWithin(segment, pin.second); });
}

// Nothing of it is within the time that is kept.
bool RingSegments::IsOver(const RingSegment& segment, int64_t frame) const {
  return keep_frames_ > 0 && segment.end_frame + slack_frames_ <= frame - keep_frames_;
}

void RingSegments::Open(uint32_t id, int64_t frame, size_t streams) {
  RingSegment segment;
  segment.id = id;
  segment.first_frame = segment.end_frame = frame;
  segment.used.assign(streams, 0);
  segment.written.assign(streams, 0);
  segment.first_sequence.assign(streams, 0);
  used_.push_back(std::move(segment));
  has_open_ = true;
}

RingSegments::Taken RingSegments::Begin(int64_t frame, size_t streams) {
  if (!free_.empty()) {
    const uint32_t id = free_.front();
    free_.pop_front();
    Open(id, frame, streams);
    return Taken::kThere;
  }
  const auto take = [&](auto it) {
    const uint32_t id = it->id;
    used_.erase(it);
    Open(id, frame, streams);
  };
  const auto over = std::find_if(used_.begin(), used_.end(), [&](const RingSegment& segment) {
    return IsOver(segment, frame) && !IsPinned(segment);
  });
  if (over != used_.end()) {
    take(over);
    return Taken::kThere;
  }
  const bool any_pinned =
      std::any_of(used_.begin(), used_.end(), [this](const RingSegment& segment) { return IsPinned(segment); });
  if (count() < base_ || ((any_pinned || keep_frames_ == 0) && count() < max_)) {
    Open(TakeNewId(), frame, streams);
    used_.back().is_made = false;
    return Taken::kNew;
  }
  if (keep_frames_ == 0) return Taken::kNone;
  const auto oldest =
      std::find_if(used_.begin(), used_.end(), [this](const RingSegment& segment) { return !IsPinned(segment); });
  if (oldest == used_.end()) return Taken::kNone;
  take(oldest);
  return Taken::kShortened;
}

uint32_t RingSegments::TakeNewId() {
  if (unmade_.empty()) return next_id_++;
  const uint32_t id = unmade_.front();
  unmade_.pop_front();
  return id;
}

void RingSegments::OnMade(uint32_t id) {
  for (RingSegment& segment : used_) segment.is_made = segment.is_made || segment.id == id;
}

void RingSegments::OnWritten(uint32_t id, size_t stream, uint32_t slots) {
  const auto it = std::find_if(used_.rbegin(), used_.rend(), [id](const RingSegment& each) { return each.id == id; });
  if (it != used_.rend()) it->written[stream] = slots;
}

// Nothing of them is on the disk, whoever has pinned them.
void RingSegments::DropUnmade() {
  for (auto it = used_.begin(); it != used_.end();) {
    if (!it->is_made) unmade_.push_back(it->id);
    it = it->is_made ? std::next(it) : used_.erase(it);
  }
}

void RingSegments::Rewind(int64_t frame) {
  has_open_ = false;
  DropUnmade();
  while (!used_.empty() && used_.back().first_frame >= frame && !IsPinned(used_.back())) {
    free_.push_back(used_.back().id);
    used_.pop_back();
  }
  for (RingSegment& segment : used_) {
    segment.used = segment.written;
    segment.reach_frame = std::max(segment.reach_frame, segment.end_frame);
    segment.end_frame = std::min(segment.end_frame, std::max(frame, segment.first_frame));
  }
}

// One whose file is still being made stays, as it cannot be taken before it is there.
void RingSegments::GiveBack() {
  has_open_ = false;
  for (auto it = used_.begin(); it != used_.end();) {
    const bool stays = !it->is_made || IsPinned(*it);
    if (!stays) free_.push_back(it->id);
    it = stays ? std::next(it) : used_.erase(it);
  }
}

std::vector<uint32_t> RingSegments::Pinned() const {
  std::vector<uint32_t> pinned;
  for (const RingSegment& segment : used_) {
    if (IsPinned(segment)) pinned.push_back(segment.id);
  }
  return pinned;
}

std::set<uint64_t> RingSegments::PinsOf(uint32_t id) const {
  std::set<uint64_t> pins;
  for (const RingSegment& segment : used_) {
    if (segment.id != id) continue;
    for (const auto& pin : pins_) {
      if (IsWithin(segment, pin.second)) pins.insert(pin.first);
    }
  }
  return pins;
}

std::vector<uint32_t> RingSegments::Empty() const {
  std::vector<uint32_t> empty(free_.begin(), free_.end());
  empty.insert(empty.end(), unmade_.begin(), unmade_.end());
  return empty;
}

std::vector<uint32_t> RingSegments::TakeSurplus() {
  std::vector<uint32_t> surplus;
  for (; count() > base_ && !free_.empty(); free_.pop_back()) surplus.push_back(free_.back());
  const int64_t now = used_.empty() ? 0 : used_.back().end_frame;
  for (auto it = used_.begin(); it != used_.end() && count() > base_;) {
    const bool is_open = has_open_ && &*it == &used_.back();
    if (is_open || !IsOver(*it, now) || IsPinned(*it)) {
      ++it;
      continue;
    }
    surplus.push_back(it->id);
    it = used_.erase(it);
  }
  return surplus;
}

}  // namespace vr
