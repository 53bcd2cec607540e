#include "base/sealing.h"

#include <cstring>
#include <random>

#include "base/little_endian.h"

#if defined(VR_HAS_SODIUM)
#include <sodium.h>
#endif

namespace vr {

SealKey::SealKey(const uint8_t* bytes) {
  std::memcpy(bytes_.data(), bytes, kSealKeyBytes);
}

#if defined(VR_HAS_SODIUM)

namespace {

static_assert(kSealKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "the header tells the key's length");
static_assert(kSealTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES, "the header tells the tag's length");

constexpr size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
using Nonce = std::array<uint8_t, kNonceBytes>;

Nonce NonceOf(SealNumber number) {
  Nonce nonce{};
  PutLe(PutLe(nonce.data(), number.stream, 8), number.index, 8);
  return nonce;
}

}  // namespace

bool CanSeal() {
  static const bool ready = sodium_init() >= 0;
  return ready;
}

SealKey::~SealKey() {
  sodium_memzero(bytes_.data(), bytes_.size());
}

void RandomBytes(uint8_t* to, size_t size_bytes) {
  CanSeal();
  randombytes_buf(to, size_bytes);
}

SealKey DeriveKey(const SealKey& master, const std::string& purpose, const SealSalt& salt) {
  SealKey derived;
  crypto_generichash_state state;
  crypto_generichash_init(&state, master.bytes(), kSealKeyBytes, kSealKeyBytes);
  crypto_generichash_update(&state, salt.data(), salt.size());
  crypto_generichash_update(&state, reinterpret_cast<const uint8_t*>(purpose.data()), purpose.size());
  crypto_generichash_final(&state, derived.bytes(), kSealKeyBytes);
  sodium_memzero(&state, sizeof state);
  return derived;
}

uint64_t KeyCheck(const SealKey& derived) {
  constexpr char kWhat[] = "voice recorder key check";
  uint8_t hash[crypto_generichash_BYTES_MIN];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const uint8_t*>(kWhat), sizeof kWhat - 1, derived.bytes(),
                     kSealKeyBytes);
  return GetLe(hash, 8);
}

void Seal(const SealKey& key, SealNumber number, ByteView associated, ByteView plain, uint8_t* to) {
  const Nonce nonce = NonceOf(number);
  crypto_aead_xchacha20poly1305_ietf_encrypt(to, nullptr, plain.data, plain.size_bytes, associated.data,
                                             associated.size_bytes, nullptr, nonce.data(), key.bytes());
}

bool OpenSealed(const SealKey& key, SealNumber number, ByteView associated, ByteView sealed, uint8_t* to) {
  if (sealed.size_bytes < kSealTagBytes) return false;
  const Nonce nonce = NonceOf(number);
  return crypto_aead_xchacha20poly1305_ietf_decrypt(to, nullptr, nullptr, sealed.data, sealed.size_bytes,
                                                    associated.data, associated.size_bytes, nonce.data(),
                                                    key.bytes()) == 0;
}

#else

bool CanSeal() {
  return false;
}

SealKey::~SealKey() {
  volatile uint8_t* bytes = bytes_.data();
  for (size_t i = 0; i < bytes_.size(); ++i) bytes[i] = 0;
}

void RandomBytes(uint8_t* to, size_t size_bytes) {
  std::random_device random;
  for (size_t i = 0; i < size_bytes; ++i) to[i] = static_cast<uint8_t>(random());
}

SealKey DeriveKey(const SealKey&, const std::string&, const SealSalt&) {
  return {};
}
uint64_t KeyCheck(const SealKey&) {
  return 0;
}
void Seal(const SealKey&, SealNumber, ByteView, ByteView, uint8_t*) {}
bool OpenSealed(const SealKey&, SealNumber, ByteView, ByteView, uint8_t*) {
  return false;
}

#endif

}  // namespace vr
