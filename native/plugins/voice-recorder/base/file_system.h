// All access to files goes through here, with a real one below and a memory and a faulty one in test/support.
// Worker and writing threads only; never an audio thread. Paths are absolute UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/status.h"

namespace vr {

struct ByteView {
  const uint8_t* data = nullptr;
  size_t size_bytes = 0;
};

struct FileEntry {
  std::string name;  // within its folder
  uint64_t size_bytes = 0;
  int64_t modified_unix_ms = 0;
};

// An open file for writing. Closing happens in the destructor. Only its owner may read it (on Windows: whom the folder
// lets), and it is locked as long as it is open, as BlockFile::TryLock tells.
class WritableFile {
 public:
  virtual ~WritableFile() = default;
  // Appends all views in order, or fails; after a failure the file may hold a part of them.
  virtual Status Append(const std::vector<ByteView>& views) = 0;
  virtual Status WriteAt(uint64_t offset, ByteView view) = 0;
  // Reserves real blocks so that size_bytes fit; the file's size stays. kDiskFull when they are not there;
  // kNotSupported where the platform cannot reserve, which callers ignore.
  virtual Status Reserve(uint64_t size_bytes) = 0;
  virtual Status Truncate(uint64_t size_bytes) = 0;
  virtual Status Sync() = 0;
  // Bytes that this writer has put into the file, also after a failed Append: the end, from which the next one goes on.
  virtual uint64_t size_bytes() const = 0;
};

// kReplace: a new file takes the place of what stands at the path at once, so that who reads the old one keeps it.
enum class OpenMode { kReplace, kCreateNew };

// An open file that is read and written at any place. Writing into what Allocate gave needs no room on the disk.
// Closing happens in the destructor.
class BlockFile {
 public:
  virtual ~BlockFile() = default;
  // How many bytes were read: fewer than size_bytes only where the file ends.
  virtual Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) = 0;
  virtual Status WriteAt(uint64_t offset, ByteView view) = 0;
  // The file becomes that long, in real blocks that read as zeros. kDiskFull when they are not there.
  virtual Status Allocate(uint64_t size_bytes) = 0;
  virtual Status Truncate(uint64_t size_bytes) = 0;
  // What was written is on the disk, not only in the system's memory.
  virtual Status Sync() = 0;
  virtual Result<uint64_t> SizeBytes() = 0;
  // Takes the file for this object alone and does not wait; false: another object has it, in this process or another.
  // It is let go when the object goes, or its process dies.
  virtual bool TryLock() = 0;
};

enum class BlockMode { kCreateNew, kReadWrite, kRead };

class FileSystem {
 public:
  virtual ~FileSystem() = default;
  virtual Result<std::unique_ptr<WritableFile>> Open(const std::string& path, OpenMode mode) = 0;
  virtual Result<std::unique_ptr<BlockFile>> OpenBlocks(const std::string& path, BlockMode mode) = 0;
  // The same text for as long as the same file stands at the path; "" when there is none.
  virtual std::string IdentityOf(const std::string& path) = 0;
  // Atomic on one file system. replace false: kAlreadyExists when `to` is there, and nothing has changed.
  virtual Status Rename(const std::string& from, const std::string& to, bool replace) = 0;
  virtual Status Remove(const std::string& path) = 0;
  virtual bool Exists(const std::string& path) = 0;
  // kNotFound, kPermissionDenied, kNameTooLong: why a file at this path could not be made. Leaves nothing behind.
  virtual Status CheckCreatable(const std::string& path) = 0;
  virtual Result<std::string> ReadAll(const std::string& path, uint64_t max_bytes) = 0;
  virtual Result<std::vector<FileEntry>> List(const std::string& folder) = 0;
  virtual Result<uint64_t> FreeBytes(const std::string& folder) = 0;
  // The names in the folder, those given and those taken away, are on the disk as they are now. What is in the files
  // is theirs to sync.
  virtual Status SyncFolder(const std::string& folder) = 0;
};

// A folder as what a name is put behind; the working folder is "".
inline std::string WithSeparator(const std::string& folder) {
  return folder.empty() || folder.back() == '/' || folder.back() == '\\' ? folder : folder + "/";
}

// The platform's files. Lives as long as the process.
FileSystem& PlatformFileSystem();

}  // namespace vr
