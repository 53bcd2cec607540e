#include "analysis/plain_bytes.h"

#include <algorithm>

namespace vr {

Result<size_t> PlainBytes::ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) {
  if (offset >= size_bytes_) return size_t{0};
  return file_->ReadAt(offset, to, static_cast<size_t>(std::min<uint64_t>(size_bytes, size_bytes_ - offset)));
}

Result<std::unique_ptr<PlainBytes>> OpenPlainBytes(FileSystem& files, const std::string& path) {
  Result<std::unique_ptr<BlockFile>> file = files.OpenBlocks(path, BlockMode::kRead);
  if (file.status().code() == ErrorCode::kInvalidArgument) {
    return Status(ErrorCode::kUnreadable, file.status().message());
  }
  if (!file.ok()) return file.status();
  const Result<uint64_t> size_bytes = file.value()->SizeBytes();
  if (!size_bytes.ok()) return size_bytes.status();
  return std::make_unique<PlainBytes>(std::move(file.value()), size_bytes.value());
}

}  // namespace vr
