#include "writer/sealed_format.h"

#include <algorithm>
#include <cstring>

#include "base/crc32c.h"
#include "base/little_endian.h"

namespace vr {
namespace {

constexpr char kMagic[] = "VRSE";
constexpr size_t kMagicBytes = 4;
constexpr uint16_t kSealedVersion = 1;
constexpr size_t kVersionEnd = 6;
constexpr size_t kUnusedBytes = 52;
constexpr size_t kCrcByte = kSealedHeaderBytes - 4;

Status NotOne(const std::string& why) {
  return {ErrorCode::kInvalidArgument, "this is no encrypted file of this recorder: " + why};
}

std::string TextOf(const uint8_t* bytes, size_t size_bytes) {
  return std::string(bytes, std::find(bytes, bytes + size_bytes, uint8_t{0}));
}

}  // namespace

bool IsSealed(ByteView first_bytes) {
  return first_bytes.size_bytes >= kMagicBytes && std::memcmp(first_bytes.data, kMagic, kMagicBytes) == 0;
}

SealedHeaderBytes MakeSealedHeader(const SealedHeader& header) {
  SealedHeaderBytes bytes = {};
  std::memcpy(bytes.data(), kMagic, kMagicBytes);
  uint8_t* to = PutLe(bytes.data() + kMagicBytes, kSealedVersion, 2);
  to = PutLe(to, kSealedHeaderBytes, 2);
  to = PutLe(to, static_cast<uint8_t>(header.kind), 1);
  to = PutLe(to, static_cast<uint32_t>(header.channels), 1);
  to = PutLe(to, 0, 2);
  to = PutLe(to, static_cast<uint32_t>(header.sample_rate_hz), 4);
  to = std::copy(header.salt.begin(), header.salt.end(), to);
  to = PutLe(to, header.key_check, 8);
  std::memcpy(to, header.capture_id.data(), std::min(header.capture_id.size(), kMaxCaptureIdBytes));
  PutLe(bytes.data() + kCrcByte, Crc32c(bytes.data(), kCrcByte), 4);
  return bytes;
}

Result<SealedHeader> ReadSealedHeader(ByteView first_bytes) {
  if (!IsSealed(first_bytes)) return NotOne("it does not begin with VRSE");
  LeReader reader(first_bytes.data, first_bytes.size_bytes);
  reader.Bytes(kMagicBytes);
  const uint64_t version = reader.Number(2);
  if (first_bytes.size_bytes >= kVersionEnd && version > kSealedVersion) {
    return Status(ErrorCode::kNotSupported, "it is encrypted in version " + std::to_string(version) +
                                                " of the format and this build reads version 1: take a newer build");
  }
  if (first_bytes.size_bytes < kSealedHeaderBytes) return NotOne("it ends within its header of 128 bytes");
  const uint64_t header_bytes = reader.Number(2);
  SealedHeader header;
  const uint64_t kind = reader.Number(1);
  header.channels = static_cast<int>(reader.Number(1));
  reader.Number(2);
  header.sample_rate_hz = static_cast<int>(std::min<uint64_t>(reader.Number(4), 0x7fffffff));
  std::copy_n(reader.Bytes(kSealSaltBytes), kSealSaltBytes, header.salt.begin());
  header.key_check = reader.Number(8);
  header.capture_id = TextOf(reader.Bytes(kMaxCaptureIdBytes), kMaxCaptureIdBytes);
  reader.Bytes(kUnusedBytes);
  if (reader.Number(4) != Crc32c(first_bytes.data, kCrcByte)) {
    return Status(ErrorCode::kDamaged, "the header of the encrypted file is damaged: its checksum is another one");
  }
  const bool known =
      kind >= static_cast<uint8_t>(SealedKind::kWav) && kind <= static_cast<uint8_t>(SealedKind::kSidecar);
  if (version != kSealedVersion || header_bytes != kSealedHeaderBytes || !known) {
    return NotOne("its header says what no version of it does");
  }
  header.kind = static_cast<SealedKind>(kind);
  return header;
}

Result<CaptureFormat> FormatOf(const SealedHeader& header) {
  if (header.kind != SealedKind::kWav && header.kind != SealedKind::kAac) return NotOne("it holds no audio");
  if (header.channels < 1 || header.channels > 2 || header.sample_rate_hz < 1) return NotOne("its audio has no format");
  const Codec codec = header.kind == SealedKind::kWav ? Codec::kPcm16 : Codec::kAacLc;
  return CaptureFormat{codec, header.sample_rate_hz, header.channels};
}

// A chunk of AAC ends at a whole frame, which may be up to 8191 bytes before it is full.
uint64_t SealedFileBytes(uint64_t plain_bytes) {
  constexpr uint64_t kLeastChunkBytes = kSealedChunkBytes - 8191;
  return kSealedHeaderBytes + plain_bytes + (plain_bytes / kLeastChunkBytes + 2) * kSealedChunkCost;
}

ChunkLength ReadChunkLength(const uint8_t* bytes) {
  constexpr uint64_t kLastBit = uint64_t{1} << 31;
  const uint64_t number = GetLe(bytes, 4);
  return {static_cast<size_t>(number & (kLastBit - 1)), (number & kLastBit) != 0};
}

}  // namespace vr
