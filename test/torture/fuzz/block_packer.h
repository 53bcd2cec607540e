// Puts blocks into the slots of a stream, as doc/ring-format.md says they lie there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cycle/ring_shape.h"
#include "cycle/slot_format.h"

namespace vr_fuzz {

struct Block {
  int frames = 1;
  std::string bytes;
};

inline void PutBytes(const std::vector<uint8_t>& bytes, uint64_t at, std::string* file) {
  file->replace(at, bytes.size(), reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

class BlockPacker {
 public:
  // key: null for a plain ring. Both outlive this.
  BlockPacker(const vr::RingShape& shape, size_t stream, const vr::SealKey* key)
      : shape_(shape), stream_(stream), key_(key) {}

  // The slots go into this segment from its first one on; blocks that find none any more are dropped.
  void Begin(uint32_t segment, std::string* file);
  void Add(const Block& block, int64_t first_frame);
  // Closes the slot that is not full.
  void End();

  uint64_t next_sequence() const { return next_sequence_; }

 private:
  void Close();

  const vr::RingShape& shape_;
  const size_t stream_;
  const vr::SealKey* key_;
  std::string* file_ = nullptr;
  vr::SlotHeader header_;
  std::string payload_;
  uint32_t index_ = 0;
  uint32_t segment_ = 0;
  uint64_t next_sequence_ = 1;
};

}  // namespace vr_fuzz
