#include "cycle/cycle_history.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#include "cycle/cycle_pin.h"

namespace vr {

CycleBuffer::Impl::Impl(const CycleConfig& config, size_t segment_bytes, uint64_t base_segments, uint64_t max_segments)
    : config_(config), pool_(segment_bytes, base_segments, max_segments) {}

CycleBuffer::Impl::~Impl() {
  DropAll();
}

uint64_t CycleBuffer::Impl::allocated_bytes() const {
  return sizeof(CycleBuffer) + sizeof(Impl) + pool_.allocated_bytes();
}

bool CycleBuffer::Impl::MayDropOldest() const {
  const Segment* next = segments_.front()->next;
  return next != nullptr && end_frame_ - next->first_frame >= config_.keep_frames;
}

void CycleBuffer::Impl::DropOldest() {
  Segment* oldest = segments_.PopFront();
  used_bytes_ -= oldest->used_bytes;
  pool_.GiveBack(oldest);
}

void CycleBuffer::Impl::DropAll() {
  while (!segments_.empty()) DropOldest();
}

// Null when every segment is pinned and no more may be had; nothing is left of the history then.
Segment* CycleBuffer::Impl::TakeSegment(bool* shortened) {
  pool_.Reclaim();
  for (;;) {
    if (Segment* segment = pool_.Take()) return segment;
    if (segments_.empty()) return nullptr;
    if (!MayDropOldest()) *shortened = true;
    DropOldest();
  }
}

// The open segment if it has so much room, or a new one.
Segment* CycleBuffer::Impl::OpenSegment(size_t needed_bytes, bool* shortened) {
  Segment* open = segments_.back();
  if (open != nullptr && pool_.segment_bytes() - open->used_bytes >= needed_bytes) return open;
  if (needed_bytes > pool_.segment_bytes()) return nullptr;
  open = TakeSegment(shortened);
  if (open == nullptr) return nullptr;
  open->first_frame = open->end_frame = end_frame_;
  segments_.PushBack(open);
  return open;
}

void CycleBuffer::Impl::Copy(const uint8_t* data, size_t size_bytes, int64_t frames, Segment* open) {
  std::memcpy(open->bytes() + open->used_bytes, data, size_bytes);
  open->used_bytes += size_bytes;
  open->end_frame += frames;
  used_bytes_ += size_bytes;
  end_frame_ += frames;
}

// The history is contiguous, so it begins again after what is lost.
bool CycleBuffer::Impl::Lose(int64_t frames) {
  DropAll();
  end_frame_ += frames;
  lost_frames_ += frames;
  return false;
}

void CycleBuffer::Impl::Forget() {
  DropAll();
  pool_.Overwrite();
}

bool CycleBuffer::Impl::Append(const EncodedBlock& block) {
  if (block.frames <= 0) return true;
  if (block.first_frame != end_frame_) {
    DropAll();
    end_frame_ = block.first_frame;
  }
  return config_.bytes_per_frame > 0 ? AppendCut(block) : AppendWhole(block);
}

bool CycleBuffer::Impl::AppendWhole(const EncodedBlock& block) {
  bool shortened = false;
  Segment* open = OpenSegment(block.size_bytes, &shortened);
  if (open == nullptr) return Lose(block.frames);
  Copy(block.data, block.size_bytes, block.frames, open);
  return !shortened;
}

bool CycleBuffer::Impl::AppendCut(const EncodedBlock& block) {
  const auto frame_bytes = static_cast<size_t>(config_.bytes_per_frame);
  const auto block_frames = static_cast<size_t>(block.frames);
  bool shortened = false;
  for (size_t done = 0; done < block_frames;) {
    Segment* open = OpenSegment(frame_bytes, &shortened);
    if (open == nullptr) return Lose(static_cast<int64_t>(block_frames - done));
    const size_t room = (pool_.segment_bytes() - open->used_bytes) / frame_bytes;
    const size_t take = std::min(room, block_frames - done);
    Copy(block.data + done * frame_bytes, take * frame_bytes, static_cast<int64_t>(take), open);
    done += take;
  }
  return !shortened;
}

CyclePin CycleBuffer::Impl::Pin(int64_t first_frame, int64_t end_frame) {
  first_frame = std::clamp(first_frame, this->first_frame(), end_frame_);
  end_frame = std::clamp(end_frame, first_frame, end_frame_);
  try {
    auto hold = std::make_shared<CyclePin::Hold>();
    hold->first_frame = hold->end_frame = first_frame;
    // So that Add does not allocate: it must not fail between the two.
    hold->views.reserve(segments_.size());
    hold->segments.reserve(segments_.size());
    for (Segment* segment = segments_.front(); segment != nullptr && first_frame < end_frame; segment = segment->next) {
      if (segment->end_frame <= first_frame || segment->first_frame >= end_frame) continue;
      hold->Add(segment, first_frame, end_frame, config_.bytes_per_frame);
    }
    return {std::move(hold)};
  } catch (const std::bad_alloc&) {
    return {};
  }
}

}  // namespace vr
