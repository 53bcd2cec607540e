// A slot: the unit in which a ring is written, once and never again before its segment goes round. It describes
// itself, so that a ring can be read without any index. The bytes are on a page: doc/ring-format.md. Pure.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/sealing.h"

namespace vr {

constexpr size_t kSlotHeaderBytes = 64;
constexpr uint16_t kSlotVersion = 1;
constexpr uint16_t kNoBlock = 0xffff;
// 23 years at 48 kHz: no frame lies beyond, so that readers may count in nanoseconds without looking.
constexpr int64_t kMostFrame = int64_t{1} << 45;
constexpr uint8_t kSlotRestart = 1;  // does not go on where the slot before it ends
constexpr uint8_t kSlotSealed = 2;   // the payload is encrypted and authenticated

struct SlotHeader {
  uint16_t payload_bytes = 0;
  uint8_t stream = 0;
  uint8_t flags = 0;
  uint64_t epoch = 0;
  uint64_t sequence = 0;    // of the slot in its stream, from 1
  int64_t first_frame = 0;  // of the first block that begins in this slot; log: number of that record
  int64_t time_ns = 0;      // the recorder's clock when the slot was closed
  uint32_t frames = 0;      // of the blocks that begin in this slot; log: records
  uint16_t block_offset = kNoBlock;
  uint32_t segment = 0;
  uint32_t index = 0;  // within the stream's region of the segment
};

// What a slot of so many bytes can hold.
constexpr size_t SlotPayloadBytes(size_t slot_bytes, bool sealed) {
  return slot_bytes - kSlotHeaderBytes - (sealed ? kSealTagBytes : 0);
}

// The whole slot: header, payload (sealed when there is a key), zeros. header.payload_bytes counts the plain bytes.
// `slot` has slot_bytes, which payload_bytes fit.
void WriteSlot(SlotHeader header, const uint8_t* payload, const SealKey* key, size_t slot_bytes, uint8_t* slot);

// Where a slot lies; it is accepted only if it says the same of itself.
struct SlotPlace {
  uint64_t epoch = 0;
  uint8_t stream = 0;
  uint32_t segment = 0;
  uint32_t index = 0;
};

enum class SlotState {
  kEmpty,    // never written since its segment was made
  kValid,    // the checksum and the place agree
  kInvalid,  // anything else
};

// Looks at the checksum and the place; the payload stands at slot + kSlotHeaderBytes and may be sealed.
SlotState ReadSlot(const uint8_t* slot, size_t slot_bytes, const SlotPlace& place, SlotHeader* header);

// Opens the payload of a valid sealed slot in place and corrects header->payload_bytes; false: another key, or changed.
bool UnsealSlot(uint8_t* slot, const SealKey& key, SlotHeader* header);

}  // namespace vr
