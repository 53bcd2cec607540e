// Goes through the chunks of an encrypted file and opens them. Writing thread, or that of a tool.
#pragma once

#include <cstdint>
#include <vector>

#include "base/file_system.h"
#include "writer/sealed_format.h"

namespace vr {

// What was found at the place where a chunk was expected.
enum class SealedStep {
  kData,     // a chunk that opened
  kEnd,      // the chunk that ends the file
  kTorn,     // the file ends here without it: it was not finished
  kDamaged,  // a chunk that is not as it was written
};

class SealedWalk {
 public:
  // Reads the header. kInvalidArgument, kNotSupported, kDamaged: as ReadSealedHeader; kWrongKey; or the file's own
  // failure. `file` outlives the walk and keeps its length.
  static Result<SealedWalk> Begin(BlockFile& file, const SealKey& key);

  // The next step; kData gives its plain bytes, valid until the next call. After any other step it gives the same
  // again. Fails only when the file cannot be read.
  Result<SealedStep> Next(ByteView* plain);

  const SealedHeader& header() const { return header_; }
  const ChunkSeal& seal() const { return seal_; }
  // The byte after the last chunk that opened (or the header), and how many chunks of data there are before it.
  uint64_t end_bytes() const { return end_bytes_; }
  uint64_t chunks() const { return chunks_; }
  uint64_t file_bytes() const { return file_bytes_; }

  SealedWalk() = default;  // for Result only

 private:
  Result<SealedStep> Read(ByteView* plain);

  BlockFile* file_ = nullptr;
  SealedHeader header_;
  ChunkSeal seal_;
  std::vector<uint8_t> chunk_;
  uint64_t file_bytes_ = 0;
  uint64_t end_bytes_ = 0;
  uint64_t chunks_ = 0;
  SealedStep last_step_ = SealedStep::kData;
};

}  // namespace vr
