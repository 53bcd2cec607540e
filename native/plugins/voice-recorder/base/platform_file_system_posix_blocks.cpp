#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "base/platform_file_system_posix.h"

namespace vr {
namespace {

constexpr size_t kZeroBlockBytes = size_t{1} << 20;

// pread, which the one of WebAssembly is not behind 2 GiB: it takes the low half of the offset. There nothing else
// reads between the two calls.
ssize_t ReadFrom(int descriptor, uint8_t* to, size_t size_bytes, off_t offset) {
#if defined(__EMSCRIPTEN__)
  return lseek(descriptor, offset, SEEK_SET) < 0 ? -1 : read(descriptor, to, size_bytes);
#else
  return pread(descriptor, to, size_bytes, offset);
#endif
}

class PosixBlockFile final : public BlockFile {
 public:
  PosixBlockFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  ~PosixBlockFile() override { close(descriptor_); }

  Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) override {
    size_t done = 0;
    while (done < size_bytes) {
      const size_t size = std::min(size_bytes - done, kMaxCallBytes);
      const ssize_t got = ReadFrom(descriptor_, to + done, size, static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return Failed("read the file", errno);
      if (got == 0) break;
      done += static_cast<size_t>(got);
    }
    return done;
  }

  Status WriteAt(uint64_t offset, ByteView view) override {
    size_t done = 0;
    while (done < view.size_bytes) {
      const size_t size = std::min(view.size_bytes - done, kMaxCallBytes);
      const ssize_t written = pwrite(descriptor_, view.data + done, size, static_cast<off_t>(offset + done));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return Failed("write to the file", written < 0 ? errno : ENOSPC);
      done += static_cast<size_t>(written);
    }
    return Status::Ok();
  }

  Status Allocate(uint64_t size_bytes) override {
    if (size_bytes == 0) return Truncate(0);
    Status status = Preallocate(size_bytes);
    return status.code() == ErrorCode::kNotSupported ? WriteZeros(size_bytes) : status;
  }

  Status Truncate(uint64_t size_bytes) override {
    int result = 0;
    do {
      result = ftruncate(descriptor_, static_cast<off_t>(size_bytes));
    } while (result != 0 && errno == EINTR);
    return result == 0 ? Status::Ok() : Failed("cut the file", errno);
  }

  Status Sync() override {
    int result = 0;
    do {
#if defined(__APPLE__)
      result = fsync(descriptor_);
#else
      result = fdatasync(descriptor_);
#endif
    } while (result != 0 && errno == EINTR);
    return result == 0 ? Status::Ok() : Failed("bring the file to the disk", errno);
  }

  Result<uint64_t> SizeBytes() override {
    struct stat info = {};
    if (fstat(descriptor_, &info) != 0) return Failed("measure the file", errno);
    return static_cast<uint64_t>(info.st_size);
  }

  bool TryLock() override {
    int result = 0;
    do {
      result = flock(descriptor_, LOCK_EX | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    return result == 0;
  }

 private:
  Status Failed(const char* action, int error_number) const { return PosixFileError(action, path_, error_number); }

  Status Preallocate(uint64_t size_bytes) {
#if defined(__linux__)
    int result = 0;
    do {
      result = fallocate(descriptor_, 0, 0, static_cast<off_t>(size_bytes));
    } while (result != 0 && errno == EINTR);
    if (result == 0) return Status::Ok();
#elif defined(__APPLE__)
    fstore_t store = {F_ALLOCATEALL, F_PEOFPOSMODE, 0, static_cast<off_t>(size_bytes), 0};
    if (fcntl(descriptor_, F_PREALLOCATE, &store) != -1) return Truncate(size_bytes);
#else
    static_cast<void>(size_bytes);
    errno = EOPNOTSUPP;
#endif
    if (errno != EOPNOTSUPP && errno != ENOSYS && errno != ENOTSUP) {
      return Failed("reserve room for the file", errno);
    }
    return {ErrorCode::kNotSupported, ""};
  }

  Status WriteZeros(uint64_t size_bytes) {
    const std::vector<uint8_t> zeros(static_cast<size_t>(std::min<uint64_t>(size_bytes, kZeroBlockBytes)));
    for (uint64_t at = 0; at < size_bytes; at += zeros.size()) {
      const uint64_t size = std::min<uint64_t>(size_bytes - at, zeros.size());
      Status status = WriteAt(at, {zeros.data(), static_cast<size_t>(size)});
      if (!status.ok()) return status;
    }
    return Status::Ok();
  }

  int descriptor_;
  std::string path_;
};

}  // namespace

std::unique_ptr<BlockFile> MakePosixBlockFile(int descriptor, const std::string& path) {
  return std::make_unique<PosixBlockFile>(descriptor, path);
}

}  // namespace vr
