// What a plan asks to be done to the files of a ring, in this order.
#pragma once

#include <cstdint>
#include <vector>

namespace vr {

struct RingWrite {
  uint32_t segment = 0;
  uint64_t offset = 0;
  std::vector<uint8_t> bytes;  // whole slots
};

// How far a stream's region of a segment is filled.
struct RingFill {
  uint32_t segment = 0;
  uint8_t stream = 0;
  uint32_t slots = 0;
};

struct RingBatch {
  uint64_t generation = 0;        // batches of a generation of which one failed are not written any more
  std::vector<uint32_t> created;  // segments that are new
  std::vector<RingWrite> writes;
  std::vector<uint32_t> removed;  // segments that nobody needs any more
  // What is so once this batch is written.
  std::vector<RingFill> fills;
  std::vector<int64_t> placed_frames;  // of each stream
  bool empty() const { return created.empty() && writes.empty() && removed.empty(); }
};

// Slots that follow each other within one segment.
struct SlotRun {
  uint32_t segment = 0;
  uint32_t first_index = 0;
  uint32_t count = 0;
  uint64_t first_sequence = 0;
};

}  // namespace vr
