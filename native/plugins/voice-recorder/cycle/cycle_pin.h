// What a pin holds. Filled in by the worker and not changed afterwards.
#pragma once

#include <cstdint>
#include <vector>

#include "cycle/cycle_buffer.h"
#include "cycle/segment.h"

namespace vr {

struct CyclePin::Hold {
  Hold() = default;
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;
  ~Hold();

  // Holds what the segment has of [first_frame, end_frame), widened to whole blocks; segments come in order.
  // May allocate.
  void Add(Segment* segment, int64_t first_frame, int64_t end_frame, int bytes_per_frame);

  int64_t first_frame = 0;
  int64_t end_frame = 0;
  uint64_t size_bytes = 0;
  std::vector<ByteView> views;
  std::vector<Segment*> segments;
};

}  // namespace vr
