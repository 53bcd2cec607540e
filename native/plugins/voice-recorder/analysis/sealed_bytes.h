// The plain bytes of an encrypted file, read at any place. Where its chunks lie is found out once, and each of them is
// opened then, so that what is damaged is known from the start.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/byte_source.h"
#include "analysis/progress.h"
#include "base/file_system.h"
#include "writer/sealed_walk.h"

namespace vr {

class SealedBytes final : public ByteSource {
 public:
  // kWrongKey: key is null, or another one. kUnreadable: it is no encrypted file, or its header is damaged.
  // kNotSupported: of a newer version, or this build cannot decrypt. kCancelled.
  static Result<std::unique_ptr<SealedBytes>> Open(FileSystem& files, const std::string& path, const SealKey* key,
                                                   const Progress& progress);

  const SealedHeader& header() const { return walk_.header(); }
  uint64_t size_bytes() const override { return size_bytes_; }
  Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) override;

  uint64_t file_bytes() const { return walk_.file_bytes(); }
  bool unfinished() const { return unfinished_; }
  // Why the bytes end before the file does; "" when they do not.
  const std::string& damage() const { return damage_; }

 private:
  struct Place {
    uint64_t plain_offset = 0;
    uint64_t file_offset = 0;
    uint64_t chunk = 0;
  };

  Status Index(const Progress& progress);
  void Keep(const Place& place);
  Status Load(uint64_t offset);

  std::unique_ptr<BlockFile> file_;
  SealedWalk walk_;
  uint64_t size_bytes_ = 0;
  bool unfinished_ = false;
  std::string damage_;
  std::vector<Place> places_;  // of every step_-th chunk
  uint64_t step_ = 1;
  std::vector<uint8_t> chunk_;  // the one that was opened last
  Place loaded_;
  size_t loaded_bytes_ = 0;
  uint64_t loaded_end_ = 0;  // in the file
};

}  // namespace vr
