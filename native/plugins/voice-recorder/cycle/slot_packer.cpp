#include "cycle/slot_packer.h"

#include <algorithm>
#include <cstring>

#include "cycle/ring_shape.h"

namespace vr {

SlotPacker::SlotPacker(uint8_t stream, size_t payload_bytes, int bytes_per_frame, int64_t block_ns)
    : stream_(stream), bytes_per_frame_(bytes_per_frame), block_ns_(block_ns), payload_(payload_bytes) {
  if (bytes_per_frame > 0) payload_.resize(payload_bytes - payload_bytes % static_cast<size_t>(bytes_per_frame));
}

void SlotPacker::Append(const EncodedBlock& block, int64_t now_ns, SlotSink& sink) {
  if (block.frames <= 0) return;
  if (block.first_frame != end_frame_) {
    Close(now_ns, sink);
    restart_ = true;
    complete_frame_ = block.first_frame;
  }
  end_frame_ = block.first_frame + block.frames;
  if (bytes_per_frame_ > 0) {
    AppendCut(block, now_ns, sink);
  } else {
    AppendWhole(block, now_ns, sink);
  }
}

// The first block that begins in the slot.
void SlotPacker::Begin(int64_t frame, int64_t now_ns) {
  if (used_ == 0) opened_ns_ = now_ns - block_ns_;
  if (header_.block_offset != kNoBlock) return;
  header_.block_offset = static_cast<uint16_t>(used_);
  header_.first_frame = frame;
}

void SlotPacker::Put(const uint8_t* data, size_t size_bytes) {
  std::memcpy(payload_.data() + used_, data, size_bytes);
  used_ += size_bytes;
}

void SlotPacker::AppendCut(const EncodedBlock& block, int64_t now_ns, SlotSink& sink) {
  const auto frame_bytes = static_cast<size_t>(bytes_per_frame_);
  const auto frames = static_cast<size_t>(block.frames);
  for (size_t done = 0; done < frames;) {
    const size_t take = std::min(room() / frame_bytes, frames - done);
    Begin(block.first_frame + static_cast<int64_t>(done), now_ns);
    Put(block.data + done * frame_bytes, take * frame_bytes);
    done += take;
    header_.frames += static_cast<uint32_t>(take);
    complete_frame_ = block.first_frame + static_cast<int64_t>(done);
    if (room() == 0) Close(now_ns, sink);
  }
}

void SlotPacker::AppendWhole(const EncodedBlock& block, int64_t now_ns, SlotSink& sink) {
  Begin(block.first_frame, now_ns);
  header_.frames += static_cast<uint32_t>(block.frames);
  for (size_t done = 0; done < block.size_bytes;) {
    if (used_ == 0) opened_ns_ = now_ns - block_ns_;
    const size_t take = std::min(room(), block.size_bytes - done);
    Put(block.data + done, take);
    done += take;
    if (done == block.size_bytes) complete_frame_ = end_frame_;
    if (room() == 0) Close(now_ns, sink);
  }
}

void SlotPacker::CloseOld(int64_t now_ns, SlotSink& sink) {
  if (used_ > 0 && now_ns - opened_ns_ >= kSlotAgeNs) Close(now_ns, sink);
}

void SlotPacker::Close(int64_t now_ns, SlotSink& sink) {
  if (used_ == 0) return;
  ClosedSlot slot;
  slot.header = header_;
  slot.header.stream = stream_;
  slot.header.payload_bytes = static_cast<uint16_t>(used_);
  slot.header.flags = restart_ ? kSlotRestart : 0;
  slot.header.time_ns = now_ns;
  slot.payload = payload_.data();
  slot.complete_frame = complete_frame_;
  used_ = 0;
  header_ = SlotHeader();
  restart_ = false;
  sink.OnClosedSlot(slot);
}

void SlotPacker::Drop() {
  used_ = 0;
  header_ = SlotHeader();
  restart_ = true;
  end_frame_ = -1;
}

}  // namespace vr
