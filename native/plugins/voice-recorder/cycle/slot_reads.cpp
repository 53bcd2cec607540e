#include "cycle/slot_reads.h"

#include <algorithm>

namespace vr {

std::vector<SlotRead> ReadSlots(BlockFile& file, uint64_t offset, size_t slot_bytes, uint32_t count, uint8_t* bytes) {
  std::vector<SlotRead> slots(count, SlotRead::kAbsent);
  const Result<size_t> all = file.ReadAt(offset, bytes, size_t{count} * slot_bytes);
  if (all.ok()) {
    std::fill_n(slots.begin(), all.value() / slot_bytes, SlotRead::kRead);
    return slots;
  }
  for (uint32_t i = 0; i < count; ++i) {
    const size_t at = size_t{i} * slot_bytes;
    const Result<size_t> one = file.ReadAt(offset + at, bytes + at, slot_bytes);
    if (!one.ok()) {
      slots[i] = SlotRead::kFailed;
    } else if (one.value() == slot_bytes) {
      slots[i] = SlotRead::kRead;
    }
  }
  return slots;
}

}  // namespace vr
