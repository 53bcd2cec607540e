#include "support/faulty_file_system.h"

#include <algorithm>

namespace vr::test {
namespace {

std::vector<ByteView> FirstHalf(const std::vector<ByteView>& views) {
  uint64_t left = 0;
  for (const ByteView& view : views) left += view.size_bytes;
  left /= 2;
  std::vector<ByteView> half;
  for (const ByteView& view : views) {
    if (left == 0) break;
    const size_t size = view.size_bytes < left ? view.size_bytes : static_cast<size_t>(left);
    half.push_back({view.data, size});
    left -= size;
  }
  return half;
}

}  // namespace

class FaultyFileSystem::File final : public WritableFile {
 public:
  File(FaultyFileSystem& owner, std::unique_ptr<WritableFile> inner) : owner_(owner), inner_(std::move(inner)) {}

  Status Append(const std::vector<ByteView>& views) override {
    Status status = owner_.Count("append", true);
    if (status.ok()) return inner_->Append(views);
    inner_->Append(FirstHalf(views));
    return status;
  }
  Status WriteAt(uint64_t offset, ByteView view) override {
    Status status = owner_.Count("write-at", true);
    return status.ok() ? inner_->WriteAt(offset, view) : status;
  }
  Status Reserve(uint64_t size_bytes) override {
    Status status = owner_.Count("reserve", true);
    return status.ok() ? inner_->Reserve(size_bytes) : status;
  }
  Status Truncate(uint64_t size_bytes) override {
    Status status = owner_.Count("truncate", false);
    return status.ok() ? inner_->Truncate(size_bytes) : status;
  }
  Status Sync() override {
    Status status = owner_.Count("sync", true);
    return status.ok() ? inner_->Sync() : status;
  }
  uint64_t size_bytes() const override { return inner_->size_bytes(); }

 private:
  FaultyFileSystem& owner_;
  std::unique_ptr<WritableFile> inner_;
};

class FaultyFileSystem::Blocks final : public BlockFile {
 public:
  Blocks(FaultyFileSystem& owner, std::unique_ptr<BlockFile> inner) : owner_(owner), inner_(std::move(inner)) {}

  Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) override {
    Status status = owner_.Count("read-at", false);
    if (!status.ok()) return status;
    return inner_->ReadAt(offset, to, size_bytes);
  }
  Status WriteAt(uint64_t offset, ByteView view) override {
    Status status = owner_.Count("write-at", true);
    if (status.ok()) return inner_->WriteAt(offset, view);
    inner_->WriteAt(offset, {view.data, view.size_bytes / 2});
    return status;
  }
  Status Allocate(uint64_t size_bytes) override {
    Status status = owner_.Count("allocate", true);
    return status.ok() ? inner_->Allocate(size_bytes) : status;
  }
  Status Truncate(uint64_t size_bytes) override {
    Status status = owner_.Count("truncate", false);
    return status.ok() ? inner_->Truncate(size_bytes) : status;
  }
  Status Sync() override {
    Status status = owner_.Count("sync", true);
    return status.ok() ? inner_->Sync() : status;
  }
  Result<uint64_t> SizeBytes() override { return inner_->SizeBytes(); }
  bool TryLock() override { return inner_->TryLock(); }

 private:
  FaultyFileSystem& owner_;
  std::unique_ptr<BlockFile> inner_;
};

void FaultyFileSystem::FailAt(uint64_t number, ErrorCode code, bool for_ever) {
  fail_at_ = number;
  code_ = code;
  for_ever_ = for_ever;
}

Status FaultyFileSystem::Count(const char* operation, bool needs_disk) {
  if (hook_) hook_(operation);
  const uint64_t number = ++operations_;
  const bool fails = fail_at_ != 0 && (number == fail_at_ || (for_ever_ && needs_disk && number > fail_at_));
  if (!fails) return Status::Ok();
  if (failed_operation_.empty()) failed_operation_ = operation;
  return {code_, std::string("made to fail: ") + operation};
}

Result<std::unique_ptr<WritableFile>> FaultyFileSystem::Open(const std::string& path, OpenMode mode) {
  Status status = Count("open", true);
  if (!status.ok()) return status;
  Result<std::unique_ptr<WritableFile>> opened = inner_.Open(path, mode);
  if (!opened.ok()) return opened.status();
  return std::unique_ptr<WritableFile>(std::make_unique<File>(*this, std::move(opened.value())));
}

Result<std::unique_ptr<BlockFile>> FaultyFileSystem::OpenBlocks(const std::string& path, BlockMode mode) {
  Status status = Count("open-blocks", mode == BlockMode::kCreateNew);
  if (!status.ok()) return status;
  Result<std::unique_ptr<BlockFile>> opened = inner_.OpenBlocks(path, mode);
  if (!opened.ok()) return opened.status();
  return std::unique_ptr<BlockFile>(std::make_unique<Blocks>(*this, std::move(opened.value())));
}

Status FaultyFileSystem::Rename(const std::string& from, const std::string& to, bool replace) {
  Status status = Count("rename", true);
  return status.ok() ? inner_.Rename(from, to, replace) : status;
}

Status FaultyFileSystem::Remove(const std::string& path) {
  Status status = Count("remove", false);
  return status.ok() ? inner_.Remove(path) : status;
}

Status FaultyFileSystem::CheckCreatable(const std::string& path) {
  Status status = Count("check", true);
  return status.ok() ? inner_.CheckCreatable(path) : status;
}

Result<std::string> FaultyFileSystem::ReadAll(const std::string& path, uint64_t max_bytes) {
  Status status = Count("read", false);
  if (!status.ok()) return status;
  return inner_.ReadAll(path, max_bytes);
}

Result<std::vector<FileEntry>> FaultyFileSystem::List(const std::string& folder) {
  Status status = Count("list", false);
  if (!status.ok()) return status;
  return inner_.List(folder);
}

Result<uint64_t> FaultyFileSystem::FreeBytes(const std::string& folder) {
  Status status = Count("free", false);
  if (!status.ok()) return status;
  if (room_bytes_ == 0) return inner_.FreeBytes(folder);
  const Result<std::vector<FileEntry>> listed = inner_.List(folder);
  if (!listed.ok()) return listed.status();
  uint64_t used = 0;
  for (const FileEntry& entry : listed.value()) used += entry.size_bytes;
  return room_bytes_ - std::min(room_bytes_, used);
}

Status FaultyFileSystem::SyncFolder(const std::string& folder) {
  Status status = Count("sync-folder", true);
  return status.ok() ? inner_.SyncFolder(folder) : status;
}

}  // namespace vr::test
