// Puts blocks together again that run over the ends of slots: AAC frames, log records.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/encoded_block.h"
#include "cycle/adts_walk.h"
#include "cycle/slot_stream.h"

namespace vr {

class BlockAssembler {
 public:
  // Says how long the block is that begins at data, and how many frames it is; size 0: it is not whole, or none.
  using Step = AdtsStep (*)(const uint8_t* data, size_t left_bytes);
  explicit BlockAssembler(Step step) : step_(step) {}

  // Gives every block that the slot completes. A block of which a slot is missing is left out.
  void Feed(const Slot& slot, EncodedBlockSink& sink);

 private:
  void Take(const uint8_t* data, size_t size_bytes, EncodedBlockSink& sink);

  Step step_;
  std::vector<uint8_t> pending_;
  int64_t pending_frame_ = 0;
  bool in_step_ = false;  // pending_ begins at a block's start
  uint64_t last_sequence_ = 0;
};

}  // namespace vr
