// Where ADTS frames end, from the lengths in their headers. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/file_system.h"

namespace vr {

// Walks bytes that lie in several views from `start` (a frame's first byte) and returns the end of the last frame that
// ends at or before `limit`; `start` when there is none or the bytes there are no ADTS header.
uint64_t LastAdtsFrameEnd(const std::vector<ByteView>& views, uint64_t start, uint64_t limit);

}  // namespace vr
