// A file system that knows what a power cut would take: all that was not synced. Syncing takes no time here. What it
// takes away it takes away in the worst way there is: of names, those that were given are lost and those that were
// removed are gone.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "base/file_system.h"

namespace vr::test {

class PowerCutFileSystem final : public FileSystem {
 public:
  // inner: of the platform.
  explicit PowerCutFileSystem(FileSystem& inner) : inner_(inner) {}

  // names: files lose their new names too, as far as their folder was not synced; otherwise they are there, and empty.
  void Cut(bool names);
  // Files that were written or named here, and that a power cut would touch.
  std::vector<std::string> AtRisk() const;
  // Called with the path before a file is removed.
  void SetRemoveHook(std::function<void(const std::string&)> hook) { remove_hook_ = std::move(hook); }

  Result<std::unique_ptr<WritableFile>> Open(const std::string& path, OpenMode mode) override;
  Result<std::unique_ptr<BlockFile>> OpenBlocks(const std::string& path, BlockMode mode) override;
  std::string IdentityOf(const std::string& path) override { return inner_.IdentityOf(path); }
  Status Rename(const std::string& from, const std::string& to, bool replace) override;
  Status Remove(const std::string& path) override;
  bool Exists(const std::string& path) override { return inner_.Exists(path); }
  Status CheckCreatable(const std::string& path) override { return inner_.CheckCreatable(path); }
  Result<std::string> ReadAll(const std::string& path, uint64_t max_bytes) override {
    return inner_.ReadAll(path, max_bytes);
  }
  Result<std::vector<FileEntry>> List(const std::string& folder) override { return inner_.List(folder); }
  Result<uint64_t> FreeBytes(const std::string& folder) override { return inner_.FreeBytes(folder); }
  Status SyncFolder(const std::string& folder) override;

 private:
  class File;
  class Blocks;
  struct State {
    std::string path;  // "" when it was removed
    bool dirty = true;
    bool new_name = true;
  };
  std::shared_ptr<State> StateAt(const std::string& path);

  FileSystem& inner_;
  std::function<void(const std::string&)> remove_hook_;
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<State>> states_;
};

}  // namespace vr::test
