// Reads slots that lie side by side, and as many of them as the disk gives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/file_system.h"

namespace vr {

enum class SlotRead : uint8_t {
  kRead,
  kAbsent,  // behind the end of the file
  kFailed,  // the disk failed there
};

// Of `count` slots from this byte of the file on; `bytes` has room for all of them.
std::vector<SlotRead> ReadSlots(BlockFile& file, uint64_t offset, size_t slot_bytes, uint32_t count, uint8_t* bytes);

}  // namespace vr
