#include "recorder/memory_blocks.h"

#include <algorithm>
#include <utility>

#include "cycle/adts_walk.h"

namespace vr {

MemoryBlocks::MemoryBlocks(CyclePin memory, int frame_bytes)
    : memory_(std::move(memory)), frame_bytes_(frame_bytes), frame_(memory_.first_frame()) {}

// Without bytes where the rest of the view is no block.
EncodedBlock MemoryBlocks::Next(int64_t until) const {
  const ByteView& view = memory_.views()[view_];
  const uint8_t* data = view.data + at_;
  const size_t left = view.size_bytes - at_;
  if (frame_bytes_ == 0) {
    const AdtsStep step = AdtsStepAt(data, left);
    return {frame_, step.frames, data, step.size_bytes};
  }
  const auto frame_bytes = static_cast<size_t>(frame_bytes_);
  const int64_t frames = std::min(until - frame_, static_cast<int64_t>(left / frame_bytes));
  return {frame_, static_cast<int32_t>(frames), data, static_cast<size_t>(frames) * frame_bytes};
}

bool MemoryBlocks::GiveUntil(int64_t frame, const std::function<bool(const EncodedBlock&)>& take) {
  while (!is_over() && frame_ < frame) {
    const EncodedBlock block = Next(frame);
    if (block.size_bytes > 0 && !take(block)) return false;
    at_ += block.size_bytes;
    frame_ += block.frames;
    if (block.size_bytes > 0 && at_ < memory_.views()[view_].size_bytes) continue;
    ++view_;
    at_ = 0;
  }
  return true;
}

}  // namespace vr
