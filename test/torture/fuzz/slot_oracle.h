// What doc/ring-format.md calls a whole slot, superblock or pin, read anew from the page: with a checksum of its own,
// so that the reader under test is not measured by itself.
#pragma once

#include <cstdint>
#include <string>

namespace vr_fuzz {

uint32_t PlainCrc32c(const uint8_t* bytes, size_t size_bytes);

struct OracleSlot {
  uint64_t sequence = 0;
  int64_t first_frame = 0;
  uint32_t frames = 0;
  bool sealed = false;
  size_t payload_bytes = 0;
};

struct OraclePlace {
  uint64_t epoch = 0;
  uint32_t segment = 0;
  uint8_t stream = 0;
  uint32_t index = 0;
};

bool IsWholeSlot(const std::string& file, uint64_t at, size_t slot_bytes, const OraclePlace& place, OracleSlot* slot);

// The bytes that the checksum of the unit which begins at `at` covers, as [8, end); 0 when its magic is none of ours.
size_t CheckedEnd(const std::string& file, uint64_t at);
bool ChecksumAgrees(const std::string& file, uint64_t at);
// Writes the checksum that the unit should have.
void RepairChecksum(std::string* file, uint64_t at);

}  // namespace vr_fuzz
