// A file system whose n-th operation fails, for tests that walk through every place where a disk can fail.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/file_system.h"

namespace vr::test {

class FaultyFileSystem final : public FileSystem {
 public:
  explicit FaultyFileSystem(FileSystem& inner) : inner_(inner) {}

  // Operation `number` (from 1) fails with `code`; with for_ever every later one that needs the disk, too. Removing
  // and cutting fail only when they are the n-th: a full disk still lets files go. An appending operation that fails
  // has written half of its bytes.
  void FailAt(uint64_t number, ErrorCode code, bool for_ever);
  // Called before each operation, with its name: "open", "append", "write-at", "reserve", "truncate", "sync",
  // "rename", "remove", "check", "read", "list", "free", "open-blocks", "read-at", "allocate", "sync-folder".
  void SetHook(std::function<void(const std::string&)> hook) { hook_ = std::move(hook); }
  // As if a disk had so many bytes and nothing but the files of the folder that is asked about.
  void SetRoom(uint64_t bytes) { room_bytes_ = bytes; }
  uint64_t operations() const { return operations_; }
  // The operation that failed first, "" when none did.
  const std::string& failed_operation() const { return failed_operation_; }

  Result<std::unique_ptr<WritableFile>> Open(const std::string& path, OpenMode mode) override;
  Result<std::unique_ptr<BlockFile>> OpenBlocks(const std::string& path, BlockMode mode) override;
  std::string IdentityOf(const std::string& path) override { return inner_.IdentityOf(path); }
  Status Rename(const std::string& from, const std::string& to, bool replace) override;
  Status Remove(const std::string& path) override;
  bool Exists(const std::string& path) override { return inner_.Exists(path); }
  Status CheckCreatable(const std::string& path) override;
  Result<std::string> ReadAll(const std::string& path, uint64_t max_bytes) override;
  Result<std::vector<FileEntry>> List(const std::string& folder) override;
  Result<uint64_t> FreeBytes(const std::string& folder) override;
  Status SyncFolder(const std::string& folder) override;

 private:
  class File;
  class Blocks;
  Status Count(const char* operation, bool needs_disk);

  FileSystem& inner_;
  std::function<void(const std::string&)> hook_;
  std::atomic<uint64_t> operations_{0};
  uint64_t fail_at_ = 0;
  ErrorCode code_ = ErrorCode::kDiskFull;
  bool for_ever_ = false;
  uint64_t room_bytes_ = 0;
  std::string failed_operation_;
};

}  // namespace vr::test
