#include "cycle/ring_pins.h"

#include <algorithm>
#include <cstring>

#include "base/crc32c.h"
#include "base/little_endian.h"

namespace vr {
namespace {

constexpr char kPinMagic[4] = {'V', 'R', 'P', 'N'};
constexpr uint16_t kPinVersion = 1;
constexpr size_t kHeaderBytes = 64;
constexpr size_t kCheckedFrom = 8;
constexpr uint16_t kSealedFlag = 1;
constexpr uint64_t kPinStream = 255;  // beyond any stream of slots

ByteView Associated(const uint8_t* entry) {
  return {entry + kCheckedFrom, kHeaderBytes - kCheckedFrom};
}

}  // namespace

std::vector<uint8_t> PinEntryBytes(const PinEntry& entry, const SealKey* key) {
  std::vector<uint8_t> bytes(kPinEntryBytes);
  const size_t plain_bytes = std::min(entry.text.size(), kMaxPinTextBytes);
  const bool sealed = key != nullptr && plain_bytes > 0;
  const size_t payload_bytes = plain_bytes + (sealed ? kSealTagBytes : 0);
  std::memcpy(bytes.data(), kPinMagic, sizeof kPinMagic);
  uint8_t* to = bytes.data() + kCheckedFrom;
  to = PutLe(to, kPinVersion, 2);
  to = PutLe(to, kHeaderBytes, 2);
  to = PutLe(to, payload_bytes, 2);
  to = PutLe(to, sealed ? kSealedFlag : 0, 2);
  to = PutLe(to, entry.epoch, 8);
  PutLe(to, entry.number, 8);
  uint8_t* body = bytes.data() + kHeaderBytes;
  const auto* text = reinterpret_cast<const uint8_t*>(entry.text.data());
  if (sealed) {
    Seal(*key, {kPinStream, entry.number}, Associated(bytes.data()), {text, plain_bytes}, body);
  } else {
    std::copy_n(text, plain_bytes, body);
  }
  const size_t end = kHeaderBytes + payload_bytes;
  PutLe(bytes.data() + 4, Crc32c(bytes.data() + kCheckedFrom, end - kCheckedFrom), 4);
  return bytes;
}

PinState ReadPinEntry(const uint8_t* bytes, uint64_t epoch, const SealKey* key, PinEntry* entry) {
  const bool written = std::any_of(bytes, bytes + kHeaderBytes, [](uint8_t byte) { return byte != 0; });
  if (!written) return PinState::kFree;
  if (std::memcmp(bytes, kPinMagic, sizeof kPinMagic) != 0) return PinState::kInvalid;
  LeReader from(bytes + kCheckedFrom, kHeaderBytes - kCheckedFrom);
  if (from.Number(2) != kPinVersion || from.Number(2) != kHeaderBytes) return PinState::kInvalid;
  const auto payload_bytes = static_cast<size_t>(from.Number(2));
  const bool sealed = (from.Number(2) & kSealedFlag) != 0;
  const size_t end = kHeaderBytes + payload_bytes;
  if (end > kPinEntryBytes) return PinState::kInvalid;
  if (GetLe(bytes + 4, 4) != Crc32c(bytes + kCheckedFrom, end - kCheckedFrom)) return PinState::kInvalid;
  entry->epoch = from.Number(8);
  entry->number = from.Number(8);
  if (entry->epoch != epoch) return PinState::kInvalid;
  if (payload_bytes == 0) return PinState::kFree;
  entry->text.assign(reinterpret_cast<const char*>(bytes + kHeaderBytes), payload_bytes);
  if (!sealed) return PinState::kHeld;
  if (key == nullptr || payload_bytes < kSealTagBytes) return PinState::kSealed;
  auto* text = reinterpret_cast<uint8_t*>(entry->text.data());
  if (!OpenSealed(*key, {kPinStream, entry->number}, Associated(bytes), {text, payload_bytes}, text)) {
    return PinState::kSealed;
  }
  entry->text.resize(payload_bytes - kSealTagBytes);
  return PinState::kHeld;
}

}  // namespace vr
