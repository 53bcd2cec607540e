// What a pin holds. Made by the worker and not changed afterwards.
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

  int64_t first_frame = 0;
  int64_t end_frame = 0;
  uint64_t size_bytes = 0;
  std::vector<ByteView> views;
  std::vector<Segment*> segments;
};

}  // namespace vr
