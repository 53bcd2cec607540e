// Opens what was encrypted with a key of the game: doc/capture-format.md, "Encrypted files". Any one thread. Takes
// bytes of strangers: whatever they are, it gives what was written or an error, in bounded memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"
#include "writer/sealed_walk.h"

namespace vr {

class SealedReader {
 public:
  SealedReader(std::unique_ptr<BlockFile> file, SealedWalk walk) : file_(std::move(file)), walk_(std::move(walk)) {}

  // What the file holds, and of which capture.
  const SealedHeader& header() const { return walk_.header(); }
  // The next plain bytes, at most 64 KiB, valid until the next call; empty after the last. kDamaged at the first chunk
  // that is not as it was written: what came before it is sound.
  Result<ByteView> Next();
  // After the last bytes: the file was not finished, and these were all that its whole chunks hold.
  bool unfinished() const { return unfinished_; }
  // Of the file itself, for telling progress.
  uint64_t read_bytes() const { return walk_.end_bytes(); }
  uint64_t file_bytes() const { return walk_.file_bytes(); }

 private:
  std::unique_ptr<BlockFile> file_;
  SealedWalk walk_;
  bool unfinished_ = false;
};

// kInvalidArgument: no encrypted file; kNotSupported: of a newer version, or this build cannot decrypt; kWrongKey;
// kDamaged: its header was changed; otherwise what the file system says.
Result<std::unique_ptr<SealedReader>> OpenSealedFile(FileSystem& files, const std::string& path, const SealKey& key);

}  // namespace vr
