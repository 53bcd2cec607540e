#include "fuzz/block_packer.h"

#include <algorithm>

namespace vr_fuzz {

void BlockPacker::Begin(uint32_t segment, std::string* file) {
  file_ = file;
  segment_ = segment;
  index_ = 0;
  header_ = {};
  payload_.clear();
}

void BlockPacker::Add(const Block& block, int64_t first_frame) {
  const size_t room_bytes = shape_.payload_bytes(stream_);
  // A slot of PCM holds whole frames.
  if (block.bytes.size() <= 4 && payload_.size() + block.bytes.size() > room_bytes) Close();
  if (header_.block_offset == vr::kNoBlock) {
    header_.block_offset = static_cast<uint16_t>(payload_.size());
    header_.first_frame = first_frame;
  }
  header_.frames += static_cast<uint32_t>(block.frames);
  for (size_t at = 0; at < block.bytes.size();) {
    const size_t size = std::min(room_bytes - payload_.size(), block.bytes.size() - at);
    payload_ += block.bytes.substr(at, size);
    at += size;
    if (payload_.size() == room_bytes) Close();
  }
}

void BlockPacker::End() {
  if (!payload_.empty()) Close();
}

void BlockPacker::Close() {
  const vr::RingStream& stream = shape_.streams[stream_];
  if (index_ < stream.slots) {
    header_.payload_bytes = static_cast<uint16_t>(payload_.size());
    header_.stream = static_cast<uint8_t>(stream_);
    header_.flags = index_ == 0 ? vr::kSlotRestart : 0;
    header_.epoch = shape_.epoch;
    header_.sequence = next_sequence_++;
    header_.segment = segment_;
    header_.index = index_;
    std::vector<uint8_t> slot(stream.slot_bytes);
    vr::WriteSlot(header_, reinterpret_cast<const uint8_t*>(payload_.data()), key_, slot.size(), slot.data());
    PutBytes(slot, stream.offset + uint64_t{index_} * stream.slot_bytes, file_);
  }
  ++index_;
  header_ = {};
  payload_.clear();
}

}  // namespace vr_fuzz
