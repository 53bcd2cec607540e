// The pin table of a ring: what must be saved of it even if the process dies. It lies behind the superblocks of the
// ring's own file, whose blocks are there from the beginning, so that pinning needs no room. The bytes are on a page:
// doc/ring-format.md. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/sealing.h"

namespace vr {

constexpr uint64_t kPinTableAt = 8192;
constexpr size_t kPinEntryBytes = 16384;
constexpr uint32_t kPinEntries = 64;
constexpr size_t kMaxPinTextBytes = kPinEntryBytes - 64 - kSealTagBytes;

struct PinEntry {
  uint64_t epoch = 0;
  uint64_t number = 0;  // of this writing of any entry, from 1; no two are the same within a ring
  std::string text;     // at most kMaxPinTextBytes; "": the entry is free
};

std::vector<uint8_t> PinEntryBytes(const PinEntry& entry, const SealKey* key);

enum class PinState { kFree, kHeld, kInvalid, kSealed };
// kSealed: it is encrypted and key is null or another one.
PinState ReadPinEntry(const uint8_t* bytes, uint64_t epoch, const SealKey* key, PinEntry* entry);

}  // namespace vr
