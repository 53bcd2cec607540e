// The container of encrypted files, byte by byte: doc/capture-format.md, "Encrypted files". Pure: any thread, any
// bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"
#include "writer/capture_file.h"

namespace vr {

constexpr size_t kSealedHeaderBytes = 128;
constexpr size_t kSealedLengthBytes = 4;
constexpr size_t kSealedChunkBytes = 65536;  // plain bytes of a chunk, at most
constexpr size_t kSealedChunkCost = kSealedLengthBytes + kSealTagBytes;
constexpr size_t kMaxCaptureIdBytes = 32;

enum class SealedKind : uint8_t { kWav = 1, kAac = 2, kFeatures = 3, kSidecar = 4 };

struct SealedHeader {
  SealedKind kind = SealedKind::kWav;
  int sample_rate_hz = 0;
  int channels = 0;
  SealSalt salt{};
  uint64_t key_check = 0;
  std::string capture_id;
};

using SealedHeaderBytes = std::array<uint8_t, kSealedHeaderBytes>;

// Whether bytes begin as a container does.
bool IsSealed(ByteView first_bytes);

SealedHeaderBytes MakeSealedHeader(const SealedHeader& header);
// kInvalidArgument: no container; kNotSupported: one of a newer version; kDamaged: its header was changed.
Result<SealedHeader> ReadSealedHeader(ByteView first_bytes);

// What the files of this kind hold; kInvalidArgument for a kind that is no audio.
Result<CaptureFormat> FormatOf(const SealedHeader& header);

// What a container of `plain_bytes`, written in full chunks, is at most long.
uint64_t SealedFileBytes(uint64_t plain_bytes);

// Seals and opens the chunks of one container.
class ChunkSeal {
 public:
  // kNotSupported where this build cannot encrypt, as for both below.
  static Status CheckSupported();
  // A header for a new container, with a salt of its own.
  static Result<ChunkSeal> ForNew(SealedHeader header, const SealKey& master);
  // Of a container that is there and begins with these kSealedHeaderBytes, which ReadSealedHeader took; kWrongKey when
  // it was made with another key.
  static Result<ChunkSeal> ForExisting(const uint8_t* header_bytes, const SealedHeader& header, const SealKey& master);

  const SealedHeaderBytes& header_bytes() const { return header_; }

  // The bytes of chunk number `index` (from 0) in the file. 1 to kSealedChunkBytes plain bytes, and no two different
  // ones may be sealed under one index.
  std::vector<uint8_t> Data(uint64_t index, ByteView plain) const;
  // The chunk that ends a container of `chunks` chunks. Always the same bytes for the same number.
  std::vector<uint8_t> Last(uint64_t chunks) const;

  // `sealed` are the bytes behind the chunk's length; writes size - kSealTagBytes bytes to `plain`, which may be the
  // same place. False: they are not those that were written.
  bool OpenData(uint64_t index, ByteView sealed, uint8_t* plain) const;
  bool OpenLast(uint64_t chunks, ByteView sealed) const;

  ChunkSeal() = default;  // for Result only

 private:
  ChunkSeal(const SealedHeaderBytes& header, const SealKey& derived) : header_(header), derived_(derived) {}

  SealedHeaderBytes header_{};
  SealKey derived_;
};

// The number that begins a chunk.
struct ChunkLength {
  size_t plain_bytes = 0;
  bool last = false;
};
ChunkLength ReadChunkLength(const uint8_t* bytes);

}  // namespace vr
