#include "cycle/block_assembler.h"

namespace vr {
namespace {

constexpr size_t kMostPendingBytes = size_t{1} << 20;  // no block is that long

}  // namespace

void BlockAssembler::Feed(const Slot& slot, EncodedBlockSink& sink) {
  const SlotHeader& header = slot.header;
  const bool goes_on = header.sequence == last_sequence_ + 1 && (header.flags & kSlotRestart) == 0;
  last_sequence_ = header.sequence;
  if (!goes_on) {
    pending_.clear();
    in_step_ = false;
  }
  const bool begins = header.block_offset != kNoBlock;
  if (in_step_) Take(slot.payload, begins ? header.block_offset : header.payload_bytes, sink);
  if (!begins) return;
  pending_.clear();
  pending_frame_ = header.first_frame;
  in_step_ = true;
  Take(slot.payload + header.block_offset, header.payload_bytes - size_t{header.block_offset}, sink);
}

void BlockAssembler::Take(const uint8_t* data, size_t size_bytes, EncodedBlockSink& sink) {
  pending_.insert(pending_.end(), data, data + size_bytes);
  size_t at = 0;
  while (at < pending_.size()) {
    const AdtsStep step = step_(pending_.data() + at, pending_.size() - at);
    if (step.size_bytes == 0) break;
    sink.OnEncodedBlock({pending_frame_, step.frames, pending_.data() + at, step.size_bytes});
    pending_frame_ += step.frames;
    at += step.size_bytes;
  }
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(at));
  if (pending_.size() <= kMostPendingBytes) return;
  pending_.clear();
  in_step_ = false;
}

}  // namespace vr
