#include "support/memory_file_system.h"

#include <algorithm>

namespace vr::test {
namespace {

std::string FolderOf(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}
std::string NameOf(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

Status NotFound(const std::string& path) {
  return {ErrorCode::kNotFound, path + " is not there"};
}
Status DiskFull(const std::string& path) {
  return {ErrorCode::kDiskFull, "the disk is full at " + path};
}

}  // namespace

class MemoryFileSystem::File final : public WritableFile {
 public:
  File(MemoryFileSystem& owner, std::shared_ptr<Content> content, std::string path)
      : owner_(owner), content_(std::move(content)), path_(std::move(path)) {
    content_->locked = true;
  }
  ~File() override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    content_->locked = false;
  }

  Status Append(const std::vector<ByteView>& views) override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    for (const ByteView& view : views) {
      const uint64_t wanted = content_->size_bytes + view.size_bytes;
      const uint64_t end = owner_.TakeRoom(*content_, wanted);
      Store(content_->size_bytes, view.data, end - content_->size_bytes);
      content_->size_bytes = end;
      if (end != wanted) return DiskFull(path_);
    }
    return Status::Ok();
  }

  Status WriteAt(uint64_t offset, ByteView view) override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    if (offset + view.size_bytes > content_->size_bytes) return {ErrorCode::kInternal, "beyond the end: " + path_};
    Store(offset, view.data, view.size_bytes);
    return Status::Ok();
  }

  Status Reserve(uint64_t size_bytes) override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    if (!owner_.can_reserve_) return {ErrorCode::kNotSupported, "no reserve"};
    if (owner_.TakeRoom(*content_, size_bytes) != size_bytes) return DiskFull(path_);
    content_->reserved_bytes = size_bytes;
    return Status::Ok();
  }

  Status Truncate(uint64_t size_bytes) override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    content_->size_bytes = size_bytes;
    content_->reserved_bytes = 0;
    content_->bytes.resize(std::min(size_bytes, owner_.stored_limit_));
    return Status::Ok();
  }

  Status Sync() override { return Status::Ok(); }

  uint64_t size_bytes() const override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    return content_->size_bytes;
  }

 private:
  void Store(uint64_t offset, const uint8_t* data, uint64_t size) {
    if (offset >= owner_.stored_limit_) return;
    const uint64_t kept = std::min(size, owner_.stored_limit_ - offset);
    if (content_->bytes.size() < offset + kept) content_->bytes.resize(offset + kept);
    std::copy_n(data, kept, content_->bytes.begin() + static_cast<std::ptrdiff_t>(offset));
  }

  MemoryFileSystem& owner_;
  std::shared_ptr<Content> content_;
  std::string path_;
};

class MemoryFileSystem::Blocks final : public BlockFile {
 public:
  Blocks(MemoryFileSystem& owner, std::shared_ptr<Content> content, std::string path, bool writable)
      : owner_(owner), content_(std::move(content)), path_(std::move(path)), writable_(writable) {}
  ~Blocks() override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    if (has_lock_) content_->locked = false;
  }

  Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    const std::string& bytes = content_->bytes;
    if (offset >= bytes.size()) return size_t{0};
    const size_t size = std::min(size_bytes, bytes.size() - static_cast<size_t>(offset));
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), size, to);
    return size;
  }

  Status WriteAt(uint64_t offset, ByteView view) override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    if (!writable_) return {ErrorCode::kPermissionDenied, "open for reading: " + path_};
    const uint64_t wanted = std::max(content_->size_bytes, offset + view.size_bytes);
    const uint64_t end = owner_.TakeRoom(*content_, wanted);
    if (end != wanted) return DiskFull(path_);
    content_->size_bytes = end;
    content_->bytes.resize(end);
    std::copy_n(view.data, view.size_bytes, content_->bytes.begin() + static_cast<std::ptrdiff_t>(offset));
    return Status::Ok();
  }

  Status Allocate(uint64_t size_bytes) override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    if (owner_.TakeRoom(*content_, size_bytes) < size_bytes) return DiskFull(path_);
    content_->size_bytes = std::max(content_->size_bytes, size_bytes);
    content_->bytes.resize(content_->size_bytes);
    return Status::Ok();
  }

  Status Truncate(uint64_t size_bytes) override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    content_->size_bytes = size_bytes;
    content_->bytes.resize(size_bytes);
    return Status::Ok();
  }

  Status Sync() override { return Status::Ok(); }

  Result<uint64_t> SizeBytes() override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    return content_->size_bytes;
  }

  bool TryLock() override {
    std::lock_guard<std::mutex> lock(owner_.mutex_);
    if (content_->locked && !has_lock_) return false;
    content_->locked = has_lock_ = true;
    return true;
  }

 private:
  MemoryFileSystem& owner_;
  std::shared_ptr<Content> content_;
  std::string path_;
  bool writable_;
  bool has_lock_ = false;
};

std::shared_ptr<MemoryFileSystem::Content> MemoryFileSystem::NewContent() {
  auto content = std::make_shared<Content>();
  content->number = ++last_number_;
  return content;
}

void MemoryFileSystem::Put(const std::string& path, const std::string& bytes, int64_t modified_unix_ms) {
  std::lock_guard<std::mutex> lock(mutex_);
  const std::shared_ptr<Content> content = NewContent();
  content->bytes = bytes;
  content->size_bytes = bytes.size();
  content->modified_unix_ms = modified_unix_ms;
  files_[path] = content;
}

std::string MemoryFileSystem::Get(const std::string& path) const {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(path);
  return found == files_.end() ? "" : found->second->bytes;
}

uint64_t MemoryFileSystem::SizeOf(const std::string& path) const {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(path);
  return found == files_.end() ? 0 : found->second->size_bytes;
}

uint64_t MemoryFileSystem::ReservedOf(const std::string& path) const {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(path);
  return found == files_.end() ? 0 : found->second->reserved_bytes;
}

std::vector<std::string> MemoryFileSystem::Paths() const {
  std::lock_guard<std::mutex> lock(mutex_);
  std::vector<std::string> paths;
  for (const auto& [path, content] : files_) paths.push_back(path);
  return paths;
}

uint64_t MemoryFileSystem::UsedBytes() const {
  uint64_t used = 0;
  for (const auto& [path, content] : files_) used += std::max(content->size_bytes, content->reserved_bytes);
  return used;
}

// How far a file can grow towards `end_bytes` within the capacity.
uint64_t MemoryFileSystem::TakeRoom(const Content& content, uint64_t end_bytes) const {
  const uint64_t held = std::max(content.size_bytes, content.reserved_bytes);
  if (end_bytes <= held) return end_bytes;
  const uint64_t used = UsedBytes();
  const uint64_t room = used >= capacity_bytes_ ? 0 : capacity_bytes_ - used;
  return held + std::min(end_bytes - held, room);
}

Status MemoryFileSystem::CheckFolder(const std::string& path) const {
  return folders_.count(FolderOf(path)) != 0 ? Status::Ok() : NotFound(FolderOf(path));
}

Result<std::unique_ptr<WritableFile>> MemoryFileSystem::Open(const std::string& path, OpenMode mode) {
  std::lock_guard<std::mutex> lock(mutex_);
  Status status = CheckFolder(path);
  if (!status.ok()) return status;
  std::shared_ptr<Content>& content = files_[path];
  if (content && mode == OpenMode::kCreateNew) return Status(ErrorCode::kAlreadyExists, path + " is there already");
  content = NewContent();
  return std::unique_ptr<WritableFile>(std::make_unique<File>(*this, content, path));
}

Result<std::unique_ptr<BlockFile>> MemoryFileSystem::OpenBlocks(const std::string& path, BlockMode mode) {
  std::lock_guard<std::mutex> lock(mutex_);
  Status status = CheckFolder(path);
  if (!status.ok()) return status;
  const auto found = files_.find(path);
  if (mode == BlockMode::kCreateNew) {
    if (found != files_.end()) return Status(ErrorCode::kAlreadyExists, path + " is there already");
    files_[path] = NewContent();
  } else if (found == files_.end()) {
    return NotFound(path);
  }
  return std::unique_ptr<BlockFile>(std::make_unique<Blocks>(*this, files_[path], path, mode != BlockMode::kRead));
}

std::string MemoryFileSystem::IdentityOf(const std::string& path) {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(path);
  return found == files_.end() ? "" : std::to_string(found->second->number);
}

Status MemoryFileSystem::Rename(const std::string& from, const std::string& to, bool replace) {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(from);
  if (found == files_.end()) return NotFound(from);
  if (!replace && files_.count(to) != 0) return {ErrorCode::kAlreadyExists, to + " is there already"};
  Status status = CheckFolder(to);
  if (!status.ok()) return status;
  const std::shared_ptr<Content> content = found->second;
  files_.erase(found);
  files_[to] = content;
  return Status::Ok();
}

Status MemoryFileSystem::Remove(const std::string& path) {
  std::lock_guard<std::mutex> lock(mutex_);
  return files_.erase(path) != 0 ? Status::Ok() : NotFound(path);
}

bool MemoryFileSystem::Exists(const std::string& path) {
  std::lock_guard<std::mutex> lock(mutex_);
  return files_.count(path) != 0 || folders_.count(path) != 0;
}

Status MemoryFileSystem::CheckCreatable(const std::string& path) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (NameOf(path).size() > 255) return {ErrorCode::kNameTooLong, path + " is too long"};
  return CheckFolder(path);
}

Result<std::string> MemoryFileSystem::ReadAll(const std::string& path, uint64_t max_bytes) {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(path);
  if (found == files_.end()) return NotFound(path);
  if (found->second->size_bytes > max_bytes) return Status(ErrorCode::kInvalidArgument, path + " is too large");
  return found->second->bytes;
}

Result<std::vector<FileEntry>> MemoryFileSystem::List(const std::string& folder) {
  std::lock_guard<std::mutex> lock(mutex_);
  const std::string prefix = folder.back() == '/' ? folder : folder + "/";
  if (folders_.count(prefix.substr(0, prefix.size() - 1)) == 0) return NotFound(folder);
  std::vector<FileEntry> entries;
  for (const auto& [path, content] : files_) {
    if (FolderOf(path) + "/" != prefix) continue;
    entries.push_back({NameOf(path), content->size_bytes, content->modified_unix_ms});
  }
  return entries;
}

Result<uint64_t> MemoryFileSystem::FreeBytes(const std::string& folder) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (folders_.count(folder) == 0) return NotFound(folder);
  const uint64_t used = UsedBytes();
  return used >= capacity_bytes_ ? 0 : capacity_bytes_ - used;
}

Status MemoryFileSystem::SyncFolder(const std::string& folder) {
  std::lock_guard<std::mutex> lock(mutex_);
  return folders_.count(folder) != 0 ? Status::Ok() : NotFound(folder);
}

}  // namespace vr::test
