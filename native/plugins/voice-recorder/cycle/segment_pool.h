// The memory of a cycle buffer: a fixed number of segments, and as many more as pins keep from being used again, up to
// a bound. Worker thread only.
#pragma once

#include <cstddef>
#include <cstdint>

#include "cycle/segment.h"

namespace vr {

class SegmentPool {
 public:
  SegmentPool(size_t segment_bytes, uint64_t base_count, uint64_t max_count)
      : segment_bytes_(segment_bytes), base_count_(base_count), max_count_(max_count) {}
  ~SegmentPool();
  SegmentPool(const SegmentPool&) = delete;
  SegmentPool& operator=(const SegmentPool&) = delete;

  // Makes the base segments; false when the memory is not there.
  bool Allocate();

  // An empty segment; null when there is none and no more may be had.
  Segment* Take();
  // Takes back one that came from Take. While a pin holds it, it waits.
  void GiveBack(Segment* segment);
  // Looks which of the waiting segments no pin holds any more, and frees what is above the base count.
  void Reclaim();

  // Zeros over every segment that is not taken; over those that pins hold when the last of them is gone.
  void Overwrite();

  size_t segment_bytes() const { return segment_bytes_; }
  uint64_t allocated_bytes() const { return count_ * Segment::CostBytes(segment_bytes_); }

 private:
  bool Grow();

  const size_t segment_bytes_;
  const uint64_t base_count_;
  const uint64_t max_count_;
  uint64_t count_ = 0;  // of all segments: free, waiting and taken
  SegmentList free_;
  SegmentList pinned_;
};

}  // namespace vr
