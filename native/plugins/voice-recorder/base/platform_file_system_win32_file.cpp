#include <algorithm>

#include "base/platform_file_system_win32.h"

namespace vr {
namespace {

class WindowsFile final : public WritableFile {
 public:
  WindowsFile(HANDLE handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  ~WindowsFile() override { CloseHandle(handle_); }

  Status Append(const std::vector<ByteView>& views) override {
    for (const ByteView& view : views) {
      Status status = Write(size_bytes_, view, true);
      if (!status.ok()) return status;
    }
    return Status::Ok();
  }

  Status WriteAt(uint64_t offset, ByteView view) override { return Write(offset, view, false); }

  Status Reserve(uint64_t size_bytes) override {
    if (size_bytes <= size_bytes_) return Status::Ok();  // Windows would cut the file there
    FILE_ALLOCATION_INFO info = {};
    info.AllocationSize.QuadPart = static_cast<LONGLONG>(size_bytes);
    if (SetFileInformationByHandle(handle_, FileAllocationInfo, &info, sizeof info)) return Status::Ok();
    const Status status = Failed("reserve room for the file", GetLastError());
    if (status.code() == ErrorCode::kDiskFull) return status;
    return {ErrorCode::kNotSupported, "room cannot be reserved for " + path_ + " on this file system"};
  }

  Status Truncate(uint64_t size_bytes) override {
    FILE_END_OF_FILE_INFO info = {};
    info.EndOfFile.QuadPart = static_cast<LONGLONG>(size_bytes);
    if (!SetFileInformationByHandle(handle_, FileEndOfFileInfo, &info, sizeof info)) {
      return Failed("cut the file", GetLastError());
    }
    size_bytes_ = size_bytes;
    return Status::Ok();
  }

  Status Sync() override {
    return FlushFileBuffers(handle_) ? Status::Ok() : Failed("bring the file to the disk", GetLastError());
  }

  uint64_t size_bytes() const override { return size_bytes_; }

 private:
  Status Failed(const char* action, DWORD error) const { return WindowsFileError(action, path_, error); }

  Status Write(uint64_t offset, ByteView view, bool at_end) {
    constexpr size_t kMaxCallBytes = size_t{1} << 26;
    size_t done = 0;
    while (done < view.size_bytes) {
      const uint64_t position = offset + done;
      OVERLAPPED place = {};
      place.Offset = static_cast<DWORD>(position);
      place.OffsetHigh = static_cast<DWORD>(position >> 32);
      DWORD written = 0;
      const DWORD size = static_cast<DWORD>(std::min(view.size_bytes - done, kMaxCallBytes));
      if (!WriteFile(handle_, view.data + done, size, &written, &place)) {
        return Failed("write to the file", GetLastError());
      }
      if (written == 0) return Failed("write to the file", ERROR_DISK_FULL);
      done += written;
      if (at_end) size_bytes_ += written;
    }
    return Status::Ok();
  }

  HANDLE handle_;
  std::string path_;
  uint64_t size_bytes_ = 0;
};

}  // namespace

std::unique_ptr<WritableFile> MakeWindowsFile(HANDLE handle, const std::string& path) {
  // Where locks are not there, the worst is that a recovery takes a file in the making for one that was left.
  static_cast<void>(TryLockHandle(handle));
  return std::make_unique<WindowsFile>(handle, path);
}

}  // namespace vr
