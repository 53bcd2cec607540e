#include "cycle/slot_format.h"

#include <algorithm>
#include <cstring>

#include "base/crc32c.h"
#include "base/little_endian.h"

namespace vr {
namespace {

constexpr char kSlotMagic[4] = {'V', 'R', 'S', 'L'};
constexpr size_t kChecksumAt = 4;
constexpr size_t kSlotCheckedFrom = 8;

SealNumber NumberOf(const SlotHeader& header) {
  return {header.stream, header.sequence};
}

void PutHeader(const SlotHeader& header, uint8_t* to) {
  std::memcpy(to, kSlotMagic, sizeof kSlotMagic);
  to = PutLe(to + sizeof kSlotMagic, 0, 4);
  to = PutLe(to, kSlotVersion, 2);
  to = PutLe(to, kSlotHeaderBytes, 2);
  to = PutLe(to, header.payload_bytes, 2);
  to = PutLe(to, header.stream, 1);
  to = PutLe(to, header.flags, 1);
  to = PutLe(to, header.epoch, 8);
  to = PutLe(to, header.sequence, 8);
  to = PutLe(to, static_cast<uint64_t>(header.first_frame), 8);
  to = PutLe(to, static_cast<uint64_t>(header.time_ns), 8);
  to = PutLe(to, header.frames, 4);
  to = PutLe(to, header.block_offset, 2);
  to = PutLe(to, 0, 2);
  to = PutLe(to, header.segment, 4);
  PutLe(to, header.index, 4);
}

SlotHeader GetHeader(const uint8_t* from) {
  SlotHeader header;
  header.payload_bytes = static_cast<uint16_t>(GetLe(from + 12, 2));
  header.stream = from[14];
  header.flags = from[15];
  header.epoch = GetLe(from + 16, 8);
  header.sequence = GetLe(from + 24, 8);
  header.first_frame = static_cast<int64_t>(GetLe(from + 32, 8));
  header.time_ns = static_cast<int64_t>(GetLe(from + 40, 8));
  header.frames = static_cast<uint32_t>(GetLe(from + 48, 4));
  header.block_offset = static_cast<uint16_t>(GetLe(from + 52, 2));
  header.segment = static_cast<uint32_t>(GetLe(from + 56, 4));
  header.index = static_cast<uint32_t>(GetLe(from + 60, 4));
  return header;
}

bool IsPlausible(const SlotHeader& header) {
  const bool sealed = (header.flags & kSlotSealed) != 0;
  const size_t least = sealed ? kSealTagBytes : 0;
  if (header.payload_bytes < least || header.sequence == 0) return false;
  if (header.first_frame < 0 || header.first_frame > kMostFrame) return false;
  return header.block_offset == kNoBlock || header.block_offset <= header.payload_bytes - least;
}

}  // namespace

void WriteSlot(SlotHeader header, const uint8_t* payload, const SealKey* key, size_t slot_bytes, uint8_t* slot) {
  const size_t plain_bytes = header.payload_bytes;
  uint8_t* body = slot + kSlotHeaderBytes;
  if (key != nullptr) {
    header.flags |= kSlotSealed;
    header.payload_bytes = static_cast<uint16_t>(plain_bytes + kSealTagBytes);
    PutHeader(header, slot);
    Seal(*key, NumberOf(header), {slot + kSlotCheckedFrom, kSlotHeaderBytes - kSlotCheckedFrom}, {payload, plain_bytes},
         body);
  } else {
    PutHeader(header, slot);
    std::copy_n(payload, plain_bytes, body);
  }
  const size_t end = kSlotHeaderBytes + header.payload_bytes;
  std::fill(slot + end, slot + slot_bytes, uint8_t{0});
  PutLe(slot + kChecksumAt, Crc32c(slot + kSlotCheckedFrom, end - kSlotCheckedFrom), 4);
}

SlotState ReadSlot(const uint8_t* slot, size_t slot_bytes, const SlotPlace& place, SlotHeader* header) {
  static const uint8_t kZeros[kSlotHeaderBytes] = {};
  if (std::memcmp(slot, kZeros, kSlotHeaderBytes) == 0) return SlotState::kEmpty;
  if (std::memcmp(slot, kSlotMagic, sizeof kSlotMagic) != 0) return SlotState::kInvalid;
  if (GetLe(slot + 8, 2) != kSlotVersion || GetLe(slot + 10, 2) != kSlotHeaderBytes) return SlotState::kInvalid;
  *header = GetHeader(slot);
  const size_t end = kSlotHeaderBytes + header->payload_bytes;
  if (end > slot_bytes || !IsPlausible(*header)) return SlotState::kInvalid;
  const bool here = header->epoch == place.epoch && header->stream == place.stream &&
                    header->segment == place.segment && header->index == place.index;
  if (!here) return SlotState::kInvalid;
  const auto checksum = static_cast<uint32_t>(GetLe(slot + kChecksumAt, 4));
  return Crc32c(slot + kSlotCheckedFrom, end - kSlotCheckedFrom) == checksum ? SlotState::kValid : SlotState::kInvalid;
}

bool UnsealSlot(uint8_t* slot, const SealKey& key, SlotHeader* header) {
  uint8_t* body = slot + kSlotHeaderBytes;
  const bool opened = OpenSealed(key, NumberOf(*header), {slot + kSlotCheckedFrom, kSlotHeaderBytes - kSlotCheckedFrom},
                                 {body, header->payload_bytes}, body);
  if (opened) header->payload_bytes = static_cast<uint16_t>(header->payload_bytes - kSealTagBytes);
  return opened;
}

}  // namespace vr
