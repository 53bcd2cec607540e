// How chunks are sealed. Two streams of numbers keep two different messages from ever sharing one: the data of chunk
// n is message n of stream 0, and the end behind n chunks is message n of stream 1. The end is always empty, so it is
// the same message whoever writes it and however often: the recorder, again after a full disk, or a later start that
// ends the file of a process that was killed while it wrote chunk n.
#include <algorithm>
#include <cstring>

#include "base/little_endian.h"
#include "writer/sealed_format.h"

namespace vr {
namespace {

constexpr const char* kPurpose = "voice-recorder capture";
constexpr uint64_t kDataStream = 0;
constexpr uint64_t kEndStream = 1;
constexpr uint64_t kLastBit = uint64_t{1} << 31;

using Associated = std::array<uint8_t, kSealedHeaderBytes + kSealedLengthBytes>;

Associated AssociatedOf(const SealedHeaderBytes& header, uint64_t length) {
  Associated associated;
  PutLe(std::copy(header.begin(), header.end(), associated.data()), length, 4);
  return associated;
}

ByteView ViewOf(const Associated& associated) {
  return {associated.data(), associated.size()};
}

std::vector<uint8_t> SealChunk(const SealKey& key, SealNumber number, const SealedHeaderBytes& header, ByteView plain,
                               uint64_t length) {
  std::vector<uint8_t> chunk(plain.size_bytes + kSealedChunkCost);
  PutLe(chunk.data(), length, 4);
  Seal(key, number, ViewOf(AssociatedOf(header, length)), plain, chunk.data() + kSealedLengthBytes);
  return chunk;
}

}  // namespace

Status ChunkSeal::CheckSupported() {
  if (CanSeal()) return Status::Ok();
  return {
      ErrorCode::kNotSupported,
      "this build can neither encrypt nor open what is encrypted, because libsodium was not there when it was made: "
      "install libsodium and build again"};
}

Result<ChunkSeal> ChunkSeal::ForNew(SealedHeader header, const SealKey& master) {
  Status status = CheckSupported();
  if (!status.ok()) return status;
  RandomBytes(header.salt.data(), header.salt.size());
  const SealKey derived = DeriveKey(master, kPurpose, header.salt);
  header.key_check = KeyCheck(derived);
  return ChunkSeal(MakeSealedHeader(header), derived);
}

Result<ChunkSeal> ChunkSeal::ForExisting(const uint8_t* header_bytes, const SealedHeader& header,
                                         const SealKey& master) {
  Status status = CheckSupported();
  if (!status.ok()) return status;
  const SealKey derived = DeriveKey(master, kPurpose, header.salt);
  if (KeyCheck(derived) != header.key_check) {
    return Status(ErrorCode::kWrongKey, "it was encrypted with another key: give the key of the game that recorded it");
  }
  SealedHeaderBytes bytes;
  std::copy_n(header_bytes, bytes.size(), bytes.begin());
  return ChunkSeal(bytes, derived);
}

std::vector<uint8_t> ChunkSeal::Data(uint64_t index, ByteView plain) const {
  return SealChunk(derived_, {kDataStream, index}, header_, plain, plain.size_bytes);
}

std::vector<uint8_t> ChunkSeal::Last(uint64_t chunks) const {
  return SealChunk(derived_, {kEndStream, chunks}, header_, {}, kLastBit);
}

bool ChunkSeal::OpenData(uint64_t index, ByteView sealed, uint8_t* plain) const {
  if (sealed.size_bytes < kSealTagBytes) return false;
  const Associated associated = AssociatedOf(header_, sealed.size_bytes - kSealTagBytes);
  return OpenSealed(derived_, {kDataStream, index}, ViewOf(associated), sealed, plain);
}

bool ChunkSeal::OpenLast(uint64_t chunks, ByteView sealed) const {
  uint8_t nothing = 0;
  if (sealed.size_bytes != kSealTagBytes) return false;
  return OpenSealed(derived_, {kEndStream, chunks}, ViewOf(AssociatedOf(header_, kLastBit)), sealed, &nothing);
}

}  // namespace vr
