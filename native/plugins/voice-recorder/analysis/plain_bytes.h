// The bytes of a file as they stand, as many as it had when it was opened.
#pragma once

#include <memory>
#include <string>

#include "analysis/byte_source.h"
#include "base/file_system.h"

namespace vr {

class PlainBytes final : public ByteSource {
 public:
  PlainBytes(std::unique_ptr<BlockFile> file, uint64_t size_bytes) : file_(std::move(file)), size_bytes_(size_bytes) {}
  uint64_t size_bytes() const override { return size_bytes_; }
  Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) override;

 private:
  std::unique_ptr<BlockFile> file_;
  const uint64_t size_bytes_;
};

// kNotFound and the like: what the file system says; kUnreadable: it is no plain file.
Result<std::unique_ptr<PlainBytes>> OpenPlainBytes(FileSystem& files, const std::string& path);

}  // namespace vr
