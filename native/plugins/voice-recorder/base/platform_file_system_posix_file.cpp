#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/platform_file_system_posix.h"

namespace vr {
namespace {

static_assert(sizeof(off_t) == 8, "files past 2 GiB: _FILE_OFFSET_BITS=64 is missing");

#ifdef IOV_MAX
constexpr size_t kMaxPieces = std::min<size_t>(IOV_MAX, 1024);
#else
constexpr size_t kMaxPieces = 16;  // what POSIX promises at least
#endif

// The next pieces of `views` from view `index`, byte `offset` on; returns how many there are.
size_t GatherPieces(const std::vector<ByteView>& views, size_t index, size_t offset, iovec* pieces) {
  size_t count = 0;
  size_t bytes = 0;
  for (; index < views.size() && count < kMaxPieces && bytes < kMaxCallBytes; ++index, offset = 0) {
    const size_t size = std::min(views[index].size_bytes - offset, kMaxCallBytes - bytes);
    if (size == 0) continue;
    pieces[count].iov_base = const_cast<uint8_t*>(views[index].data) + offset;
    pieces[count].iov_len = size;
    ++count;
    bytes += size;
  }
  return count;
}

class PosixFile final : public WritableFile {
 public:
  PosixFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  ~PosixFile() override { close(descriptor_); }

  Status Append(const std::vector<ByteView>& views) override {
    iovec pieces[kMaxPieces];
    size_t index = 0;
    size_t offset = 0;
    while (const size_t count = GatherPieces(views, index, offset, pieces)) {
      const ssize_t written = writev(descriptor_, pieces, static_cast<int>(count));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return Failed("write to the file", errno);
      if (written == 0) return Failed("write to the file", ENOSPC);
      size_bytes_ += static_cast<uint64_t>(written);
      offset += static_cast<size_t>(written);
      while (index < views.size() && offset >= views[index].size_bytes) offset -= views[index++].size_bytes;
    }
    return Status::Ok();
  }

  Status WriteAt(uint64_t offset, ByteView view) override {
    size_t done = 0;
    while (done < view.size_bytes) {
      const ssize_t written =
          pwrite(descriptor_, view.data + done, view.size_bytes - done, static_cast<off_t>(offset + done));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return Failed("write to the file", written < 0 ? errno : ENOSPC);
      done += static_cast<size_t>(written);
    }
    return Status::Ok();
  }

  Status Reserve(uint64_t size_bytes) override {
#if defined(__linux__)
    int result = 0;
    do {
      result = fallocate(descriptor_, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(size_bytes));
    } while (result != 0 && errno == EINTR);
    if (result == 0) return Status::Ok();
#elif defined(__APPLE__)
    if (size_bytes <= size_bytes_) return Status::Ok();
    fstore_t store = {F_ALLOCATEALL, F_PEOFPOSMODE, 0, static_cast<off_t>(size_bytes - size_bytes_), 0};
    if (fcntl(descriptor_, F_PREALLOCATE, &store) != -1) return Status::Ok();
#else
    static_cast<void>(size_bytes);
    errno = EOPNOTSUPP;
#endif
    if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG) return Failed("reserve room for the file", errno);
    return {ErrorCode::kNotSupported, "room cannot be reserved for " + path_ + " on this file system"};
  }

  Status Truncate(uint64_t size_bytes) override {
    int result = 0;
    do {
      result = ftruncate(descriptor_, static_cast<off_t>(size_bytes));
    } while (result != 0 && errno == EINTR);
    if (result != 0) return Failed("cut the file", errno);
    if (lseek(descriptor_, static_cast<off_t>(size_bytes), SEEK_SET) < 0) return Failed("cut the file", errno);
    size_bytes_ = size_bytes;
    return Status::Ok();
  }

  Status Sync() override {
    int result = 0;
    do {
      result = fsync(descriptor_);
    } while (result != 0 && errno == EINTR);
    return result == 0 ? Status::Ok() : Failed("bring the file to the disk", errno);
  }

  uint64_t size_bytes() const override { return size_bytes_; }

 private:
  Status Failed(const char* action, int error_number) const { return PosixFileError(action, path_, error_number); }

  int descriptor_;
  std::string path_;
  uint64_t size_bytes_ = 0;
};

}  // namespace

std::unique_ptr<WritableFile> MakePosixFile(int descriptor, const std::string& path) {
  // Where locks are not there, the worst is that a recovery takes a file in the making for one that was left.
  static_cast<void>(flock(descriptor, LOCK_EX | LOCK_NB));
  return std::make_unique<PosixFile>(descriptor, path);
}

}  // namespace vr
