// A file system in memory with a capacity and folders, for tests. Safe from several threads at once.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "base/file_system.h"

namespace vr::test {

class MemoryFileSystem final : public FileSystem {
 public:
  struct Content {
    std::string bytes;            // the first stored_limit bytes
    uint64_t size_bytes = 0;      // may exceed what is stored
    uint64_t reserved_bytes = 0;  // beyond the size, too
    int64_t modified_unix_ms = 0;
    uint64_t number = 0;  // no two files have the same
    bool locked = false;
  };

  // "/captures" is there from the start.
  MemoryFileSystem() : folders_({"/captures"}) {}

  void AddFolder(const std::string& folder) { folders_.insert(folder); }
  void Put(const std::string& path, const std::string& bytes, int64_t modified_unix_ms = 0);
  // "" when there is none.
  std::string Get(const std::string& path) const;
  uint64_t SizeOf(const std::string& path) const;
  uint64_t ReservedOf(const std::string& path) const;
  std::vector<std::string> Paths() const;

  // Bytes that all files together may take; appending fills it to the last byte and then fails.
  void SetCapacity(uint64_t bytes) { capacity_bytes_ = bytes; }
  // Bytes of each file that are kept; what lies behind is counted only, so files of many GiB can be made.
  void SetStoredLimit(uint64_t bytes) { stored_limit_ = bytes; }
  // Whether Reserve works; kNotSupported when not.
  void SetCanReserve(bool can_reserve) { can_reserve_ = can_reserve; }

  Result<std::unique_ptr<WritableFile>> Open(const std::string& path, OpenMode mode) override;
  Result<std::unique_ptr<BlockFile>> OpenBlocks(const std::string& path, BlockMode mode) override;
  std::string IdentityOf(const std::string& path) override;
  Status Rename(const std::string& from, const std::string& to, bool replace) override;
  Status Remove(const std::string& path) override;
  bool Exists(const std::string& path) override;
  Status CheckCreatable(const std::string& path) override;
  Result<std::string> ReadAll(const std::string& path, uint64_t max_bytes) override;
  Result<std::vector<FileEntry>> List(const std::string& folder) override;
  Result<uint64_t> FreeBytes(const std::string& folder) override;
  Status SyncFolder(const std::string& folder) override;

 private:
  class File;
  class Blocks;
  std::shared_ptr<Content> NewContent();
  uint64_t UsedBytes() const;
  uint64_t TakeRoom(const Content& content, uint64_t end_bytes) const;
  Status CheckFolder(const std::string& path) const;

  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Content>> files_;
  std::set<std::string> folders_;
  uint64_t capacity_bytes_ = UINT64_MAX;
  uint64_t stored_limit_ = UINT64_MAX;
  bool can_reserve_ = true;
  uint64_t last_number_ = 0;
};

}  // namespace vr::test
