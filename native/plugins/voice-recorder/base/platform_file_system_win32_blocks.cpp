#include <algorithm>
#include <vector>

#include "base/platform_file_system_win32.h"

namespace vr {
namespace {

constexpr size_t kMaxBlockCallBytes = size_t{1} << 26;
constexpr size_t kZeroBytes = size_t{1} << 20;

OVERLAPPED PlaceOf(uint64_t offset) {
  OVERLAPPED place = {};
  place.Offset = static_cast<DWORD>(offset);
  place.OffsetHigh = static_cast<DWORD>(offset >> 32);
  return place;
}

class WindowsBlockFile final : public BlockFile {
 public:
  WindowsBlockFile(HANDLE handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  ~WindowsBlockFile() override { CloseHandle(handle_); }

  Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) override {
    size_t done = 0;
    while (done < size_bytes) {
      OVERLAPPED place = PlaceOf(offset + done);
      DWORD got = 0;
      const DWORD size = static_cast<DWORD>(std::min(size_bytes - done, kMaxBlockCallBytes));
      if (!ReadFile(handle_, to + done, size, &got, &place)) {
        if (GetLastError() == ERROR_HANDLE_EOF) break;
        return Failed("read the file", GetLastError());
      }
      if (got == 0) break;
      done += got;
    }
    return done;
  }

  Status WriteAt(uint64_t offset, ByteView view) override {
    size_t done = 0;
    while (done < view.size_bytes) {
      OVERLAPPED place = PlaceOf(offset + done);
      DWORD written = 0;
      const DWORD size = static_cast<DWORD>(std::min(view.size_bytes - done, kMaxBlockCallBytes));
      if (!WriteFile(handle_, view.data + done, size, &written, &place)) {
        return Failed("write to the file", GetLastError());
      }
      if (written == 0) return Failed("write to the file", ERROR_DISK_FULL);
      done += written;
    }
    return Status::Ok();
  }

  // The end of the file is set, and zeros are written so that every block is there and known.
  Status Allocate(uint64_t size_bytes) override {
    FILE_ALLOCATION_INFO info = {};
    info.AllocationSize.QuadPart = static_cast<LONGLONG>(size_bytes);
    if (!SetFileInformationByHandle(handle_, FileAllocationInfo, &info, sizeof info) &&
        !MeansNotSupported(GetLastError())) {
      return Failed("reserve room for the file", GetLastError());
    }
    const std::vector<uint8_t> zeros(static_cast<size_t>(std::min<uint64_t>(size_bytes, kZeroBytes)));
    for (uint64_t at = 0; at < size_bytes; at += zeros.size()) {
      const uint64_t size = std::min<uint64_t>(size_bytes - at, zeros.size());
      Status status = WriteAt(at, {zeros.data(), static_cast<size_t>(size)});
      if (!status.ok()) return status;
    }
    return Status::Ok();
  }

  Status Truncate(uint64_t size_bytes) override {
    FILE_END_OF_FILE_INFO info = {};
    info.EndOfFile.QuadPart = static_cast<LONGLONG>(size_bytes);
    if (SetFileInformationByHandle(handle_, FileEndOfFileInfo, &info, sizeof info)) return Status::Ok();
    return Failed("cut the file", GetLastError());
  }

  Status Sync() override {
    return FlushFileBuffers(handle_) ? Status::Ok() : Failed("bring the file to the disk", GetLastError());
  }

  Result<uint64_t> SizeBytes() override {
    LARGE_INTEGER size = {};
    if (!GetFileSizeEx(handle_, &size)) return Failed("measure the file", GetLastError());
    return static_cast<uint64_t>(size.QuadPart);
  }

  bool TryLock() override { return TryLockHandle(handle_); }

 private:
  Status Failed(const char* action, DWORD error) const { return WindowsFileError(action, path_, error); }

  HANDLE handle_;
  std::string path_;
};

}  // namespace

std::unique_ptr<BlockFile> MakeWindowsBlockFile(HANDLE handle, const std::string& path) {
  return std::make_unique<WindowsBlockFile>(handle, path);
}

}  // namespace vr
