// Authenticated encryption of what is written with a key of the game: XChaCha20-Poly1305 by libsodium. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/file_system.h"

namespace vr {

constexpr size_t kSealKeyBytes = 32;
constexpr size_t kSealSaltBytes = 16;
constexpr size_t kSealTagBytes = 16;  // by which sealed bytes are longer than plain ones

// False: this build has no libsodium, and nothing below may be called.
bool CanSeal();

// A key; overwritten when it goes.
class SealKey {
 public:
  SealKey() = default;
  explicit SealKey(const uint8_t* bytes);
  ~SealKey();
  SealKey(const SealKey&) = default;
  SealKey& operator=(const SealKey&) = default;
  const uint8_t* bytes() const { return bytes_.data(); }
  uint8_t* bytes() { return bytes_.data(); }

 private:
  std::array<uint8_t, kSealKeyBytes> bytes_{};
};

using SealSalt = std::array<uint8_t, kSealSaltBytes>;

// From the system's random numbers, with or without libsodium.
void RandomBytes(uint8_t* to, size_t size_bytes);

// The key of one file or ring: a keyed BLAKE2b hash of what it is for (any text) and a salt that is its own.
SealKey DeriveKey(const SealKey& master, const std::string& purpose, const SealSalt& salt);
// By which a wrong key is told from damaged data; says nothing of the key.
uint64_t KeyCheck(const SealKey& derived);

// Which message of a key this is; a pair must never be used for two different messages under one derived key.
struct SealNumber {
  uint64_t stream = 0;
  uint64_t index = 0;
};
// Writes size + kSealTagBytes bytes to `to`, which may be `plain` itself. `associated` is authenticated and not hidden.
void Seal(const SealKey& key, SealNumber number, ByteView associated, ByteView plain, uint8_t* to);
// Writes size - kSealTagBytes bytes to `to`, which may be the sealed bytes themselves; false when they were changed,
// are too short, or the key or the number is another one, and `to` holds nothing of use then.
bool OpenSealed(const SealKey& key, SealNumber number, ByteView associated, ByteView sealed, uint8_t* to);

}  // namespace vr
