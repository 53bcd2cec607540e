#include "support/power_cut_file_system.h"

namespace vr::test {

class PowerCutFileSystem::File final : public WritableFile {
 public:
  File(std::unique_ptr<WritableFile> inner, std::shared_ptr<State> state)
      : inner_(std::move(inner)), state_(std::move(state)) {}
  Status Append(const std::vector<ByteView>& views) override { return Dirty(inner_->Append(views)); }
  Status WriteAt(uint64_t offset, ByteView view) override { return Dirty(inner_->WriteAt(offset, view)); }
  Status Reserve(uint64_t size_bytes) override { return inner_->Reserve(size_bytes); }
  Status Truncate(uint64_t size_bytes) override { return Dirty(inner_->Truncate(size_bytes)); }
  Status Sync() override {
    state_->dirty = false;
    return Status::Ok();
  }
  uint64_t size_bytes() const override { return inner_->size_bytes(); }

 private:
  Status Dirty(Status status) {
    state_->dirty = true;
    return status;
  }
  std::unique_ptr<WritableFile> inner_;
  std::shared_ptr<State> state_;
};

class PowerCutFileSystem::Blocks final : public BlockFile {
 public:
  // state: null for a file that was there before and that nothing was written into.
  Blocks(PowerCutFileSystem& owner, std::unique_ptr<BlockFile> inner, std::string path)
      : owner_(owner), inner_(std::move(inner)), path_(std::move(path)) {}
  Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) override {
    return inner_->ReadAt(offset, to, size_bytes);
  }
  Status WriteAt(uint64_t offset, ByteView view) override { return inner_->WriteAt(offset, view); }
  Status Allocate(uint64_t size_bytes) override { return inner_->Allocate(size_bytes); }
  Status Truncate(uint64_t size_bytes) override { return inner_->Truncate(size_bytes); }
  Status Sync() override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    const auto known = owner_.states_.find(path_);
    if (known != owner_.states_.end()) known->second->dirty = false;
    return Status::Ok();
  }
  Result<uint64_t> SizeBytes() override { return inner_->SizeBytes(); }
  bool TryLock() override { return inner_->TryLock(); }

 private:
  PowerCutFileSystem& owner_;
  std::unique_ptr<BlockFile> inner_;
  std::string path_;
};

std::shared_ptr<PowerCutFileSystem::State> PowerCutFileSystem::StateAt(const std::string& path) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto state = std::make_shared<State>();
  state->path = path;
  states_[path] = state;
  return state;
}

Result<std::unique_ptr<WritableFile>> PowerCutFileSystem::Open(const std::string& path, OpenMode mode) {
  Result<std::unique_ptr<WritableFile>> opened = inner_.Open(path, mode);
  if (!opened.ok()) return opened.status();
  return std::unique_ptr<WritableFile>(std::make_unique<File>(std::move(opened.value()), StateAt(path)));
}

Result<std::unique_ptr<BlockFile>> PowerCutFileSystem::OpenBlocks(const std::string& path, BlockMode mode) {
  Result<std::unique_ptr<BlockFile>> opened = inner_.OpenBlocks(path, mode);
  if (!opened.ok()) return opened.status();
  return std::unique_ptr<BlockFile>(std::make_unique<Blocks>(*this, std::move(opened.value()), path));
}

Status PowerCutFileSystem::Rename(const std::string& from, const std::string& to, bool replace) {
  Status status = inner_.Rename(from, to, replace);
  std::lock_guard<std::mutex> lock(mutex_);
  const auto known = states_.find(from);
  if (!status.ok() || known == states_.end()) return status;
  const std::shared_ptr<State> state = known->second;
  states_.erase(known);
  state->path = to;
  state->new_name = true;
  states_[to] = state;
  return status;
}

Status PowerCutFileSystem::Remove(const std::string& path) {
  if (remove_hook_) remove_hook_(path);
  Status status = inner_.Remove(path);
  std::lock_guard<std::mutex> lock(mutex_);
  if (status.ok()) states_.erase(path);
  return status;
}

Status PowerCutFileSystem::SyncFolder(const std::string& folder) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (auto& [path, state] : states_) {
    if (path.compare(0, folder.size() + 1, folder + "/") == 0) state->new_name = false;
  }
  return Status::Ok();
}

std::vector<std::string> PowerCutFileSystem::AtRisk() const {
  std::lock_guard<std::mutex> lock(mutex_);
  std::vector<std::string> paths;
  for (const auto& [path, state] : states_) {
    if (state->dirty || state->new_name) paths.push_back(path);
  }
  return paths;
}

void PowerCutFileSystem::Cut(bool names) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (const auto& [path, state] : states_) {
    if (names && state->new_name) {
      inner_.Remove(path);
    } else if (state->dirty) {
      Result<std::unique_ptr<BlockFile>> file = inner_.OpenBlocks(path, BlockMode::kReadWrite);
      if (file.ok()) file.value()->Truncate(0);
    }
  }
}

}  // namespace vr::test
