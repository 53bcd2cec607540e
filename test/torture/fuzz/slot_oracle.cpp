#include "fuzz/slot_oracle.h"

namespace vr_fuzz {
namespace {

constexpr size_t kSuperblockEnd = 4096;
constexpr size_t kHeaderEnd = 64;

uint64_t NumberAt(const std::string& file, uint64_t at, size_t bytes) {
  uint64_t value = 0;
  for (size_t i = 0; i < bytes; ++i) value |= uint64_t{static_cast<uint8_t>(file[at + i])} << (8 * i);
  return value;
}

}  // namespace

uint32_t PlainCrc32c(const uint8_t* bytes, size_t size_bytes) {
  uint32_t crc = 0xffffffff;
  for (size_t i = 0; i < size_bytes; ++i) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82f63b78u : 0u);
  }
  return ~crc;
}

size_t CheckedEnd(const std::string& file, uint64_t at) {
  if (at + kHeaderEnd > file.size()) return 0;
  size_t end = 0;
  const std::string magic = file.substr(at, 4);
  if (magic == "VRSB") end = kSuperblockEnd;
  if (magic == "VRSL" || magic == "VRPN") end = kHeaderEnd + NumberAt(file, at + 12, 2);
  return at + end <= file.size() ? end : 0;
}

bool ChecksumAgrees(const std::string& file, uint64_t at) {
  const size_t end = CheckedEnd(file, at);
  if (end == 0) return false;
  const auto* bytes = reinterpret_cast<const uint8_t*>(file.data()) + at;
  return NumberAt(file, at + 4, 4) == PlainCrc32c(bytes + 8, end - 8);
}

void RepairChecksum(std::string* file, uint64_t at) {
  const size_t end = CheckedEnd(*file, at);
  if (end == 0) return;
  const uint32_t crc = PlainCrc32c(reinterpret_cast<const uint8_t*>(file->data()) + at + 8, end - 8);
  for (size_t i = 0; i < 4; ++i) (*file)[at + 4 + i] = static_cast<char>(crc >> (8 * i));
}

bool IsWholeSlot(const std::string& file, uint64_t at, size_t slot_bytes, const OraclePlace& place, OracleSlot* slot) {
  if (at + slot_bytes > file.size() || file.compare(at, 4, "VRSL") != 0) return false;
  const size_t end = CheckedEnd(file, at);
  if (end == 0 || end > slot_bytes || !ChecksumAgrees(file, at)) return false;
  if (NumberAt(file, at + 8, 2) != 1 || NumberAt(file, at + 10, 2) != kHeaderEnd) return false;
  slot->payload_bytes = NumberAt(file, at + 12, 2);
  slot->sealed = (NumberAt(file, at + 15, 1) & 2) != 0;
  slot->sequence = NumberAt(file, at + 24, 8);
  slot->first_frame = static_cast<int64_t>(NumberAt(file, at + 32, 8));
  slot->frames = static_cast<uint32_t>(NumberAt(file, at + 48, 4));
  return NumberAt(file, at + 14, 1) == place.stream && NumberAt(file, at + 16, 8) == place.epoch &&
         NumberAt(file, at + 56, 4) == place.segment && NumberAt(file, at + 60, 4) == place.index && slot->sequence > 0;
}

}  // namespace vr_fuzz
