#include "base/overwrite.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace vr {
namespace {

constexpr size_t kZeroBytes = size_t{1} << 20;

}  // namespace

// Called through a pointer that might point elsewhere, so that it is called although nobody reads the memory again.
void OverwriteMemory(void* memory, size_t size_bytes) {
  static void* (*const volatile kFill)(void*, int, size_t) = &std::memset;
  if (size_bytes > 0) kFill(memory, 0, size_bytes);
}

Status WriteZeros(BlockFile& file, uint64_t offset, uint64_t size_bytes) {
  const std::vector<uint8_t> zeros(static_cast<size_t>(std::min<uint64_t>(size_bytes, kZeroBytes)));
  for (uint64_t done = 0; done < size_bytes; done += zeros.size()) {
    const auto size = static_cast<size_t>(std::min<uint64_t>(size_bytes - done, zeros.size()));
    Status status = file.WriteAt(offset + done, {zeros.data(), size});
    if (!status.ok()) return status;
  }
  return Status::Ok();
}

Status OverwriteFile(FileSystem& files, const std::string& path) {
  const Result<std::unique_ptr<BlockFile>> file = files.OpenBlocks(path, BlockMode::kReadWrite);
  if (!file.ok()) return file.status();
  const Result<uint64_t> size = file.value()->SizeBytes();
  if (!size.ok()) return size.status();
  Status status = WriteZeros(*file.value(), 0, size.value());
  return status.ok() ? file.value()->Sync() : status;
}

}  // namespace vr
