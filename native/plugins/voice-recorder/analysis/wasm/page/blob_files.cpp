// The files of a page: blobs that a person dropped onto it, read by the browser as they are needed. Nothing is written.
#include <algorithm>
#include <string>

#include "analysis/wasm/page/browser.h"
#include "base/file_system.h"

namespace vr {
namespace {

Status ReadOnly() {
  return {ErrorCode::kNotSupported, "a page writes no files: use the server or the command line"};
}

class BlobFile : public BlockFile {
 public:
  explicit BlobFile(int blob) : blob_(blob) {}

  Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) override {
    const int read = vr_blob_read(blob_, static_cast<double>(offset), to, size_bytes);
    if (read >= 0) return static_cast<size_t>(read);
    return Status(
        ErrorCode::kUnreadable,
        "the browser cannot read this file any more: it was changed or taken away, so give it to the page anew");
  }

  Status WriteAt(uint64_t, ByteView) override { return ReadOnly(); }
  Status Allocate(uint64_t) override { return ReadOnly(); }
  Status Truncate(uint64_t) override { return ReadOnly(); }
  Status Sync() override { return ReadOnly(); }
  Result<uint64_t> SizeBytes() override { return static_cast<uint64_t>(vr_blob_bytes(blob_)); }
  bool TryLock() override { return true; }

 private:
  const int blob_;
};

class BlobFileSystem : public FileSystem {
 public:
  Result<std::unique_ptr<BlockFile>> OpenBlocks(const std::string& path, BlockMode mode) override {
    if (mode != BlockMode::kRead) return ReadOnly();
    const int blob = vr_blob_find(path.c_str());
    if (blob < 0) return NotThere(path);
    return std::unique_ptr<BlockFile>(std::make_unique<BlobFile>(blob));
  }

  bool Exists(const std::string& path) override { return vr_blob_find(path.c_str()) >= 0; }

  Result<std::string> ReadAll(const std::string& path, uint64_t max_bytes) override {
    const int blob = vr_blob_find(path.c_str());
    if (blob < 0) return NotThere(path);
    const uint64_t size_bytes = static_cast<uint64_t>(vr_blob_bytes(blob));
    if (size_bytes > max_bytes) {
      return Status(ErrorCode::kInvalidArgument, path + " has more than " + std::to_string(max_bytes) + " bytes");
    }
    std::string text(static_cast<size_t>(size_bytes), '\0');
    const Result<size_t> read = BlobFile(blob).ReadAt(0, reinterpret_cast<uint8_t*>(text.data()), text.size());
    if (!read.ok()) return read.status();
    text.resize(read.value());
    return text;
  }

  std::string IdentityOf(const std::string& path) override { return path; }
  Result<std::unique_ptr<WritableFile>> Open(const std::string&, OpenMode) override { return ReadOnly(); }
  Status Rename(const std::string&, const std::string&, bool) override { return ReadOnly(); }
  Status Remove(const std::string&) override { return ReadOnly(); }
  Status CheckCreatable(const std::string&) override { return ReadOnly(); }
  Result<std::vector<FileEntry>> List(const std::string&) override { return ReadOnly(); }
  Result<uint64_t> FreeBytes(const std::string&) override { return ReadOnly(); }
  Status SyncFolder(const std::string&) override { return ReadOnly(); }

 private:
  static Status NotThere(const std::string& path) {
    return {ErrorCode::kNotFound, path + " is not among the files that the page was given"};
  }
};

}  // namespace

FileSystem& PlatformFileSystem() {
  static BlobFileSystem files;
  return files;
}

}  // namespace vr
