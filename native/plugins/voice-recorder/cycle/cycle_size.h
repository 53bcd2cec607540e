// How large the segments of a cycle buffer are, and how many it takes to keep what it must.
#pragma once

#include <cstddef>
#include <cstdint>

#include "cycle/cycle_buffer.h"

namespace vr {

struct CycleSize {
  size_t segment_bytes = 0;
  uint64_t segments = 0;  // 0: more than any machine has
};

CycleSize SizeOfCycle(const CycleConfig& config);

}  // namespace vr
