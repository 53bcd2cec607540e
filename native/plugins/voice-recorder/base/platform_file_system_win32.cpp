#include <algorithm>
#include <atomic>

#include "base/platform_file_system_win32.h"

namespace vr {
namespace {

constexpr size_t kMaxNameUnits = 255;
constexpr size_t kMaxPathUnits = 32000;
constexpr size_t kLongPathUnits = 240;                // from here on the prefix that lifts the limit of 260 is needed
constexpr int64_t kUnixEpochMs = 11'644'473'600'000;  // 1970 on the count from 1601

std::string Narrow(const wchar_t* wide) {
  const int bytes = WideCharToMultiByte(CP_UTF8, 0, wide, -1, nullptr, 0, nullptr, nullptr);
  if (bytes <= 1) return {};
  std::string text(static_cast<size_t>(bytes), '\0');
  WideCharToMultiByte(CP_UTF8, 0, wide, -1, text.data(), bytes, nullptr, nullptr);
  text.pop_back();
  return text;
}

// The prefix of long paths takes no doubled separators.
std::string Inside(const std::string& folder, const std::string& name) {
  const bool ends = !folder.empty() && (folder.back() == '\\' || folder.back() == '/');
  return ends ? folder + name : folder + "\\" + name;
}

// Of a drive and of the root its separator is a part; a separator behind any other name asks for what is inside it.
std::string FolderOf(const std::string& path) {
  const size_t slash = path.find_last_of("/\\");
  if (slash == std::string::npos) return ".";
  const bool is_root = slash == 0 || path[slash - 1] == ':';
  return path.substr(0, is_root ? slash + 1 : slash);
}

int64_t UnixMs(const FILETIME& time) {
  const uint64_t ticks = (static_cast<uint64_t>(time.dwHighDateTime) << 32) | time.dwLowDateTime;
  return static_cast<int64_t>(ticks / 10'000) - kUnixEpochMs;
}

// Windows opens devices by names of files too: NUL, and on older systems nul.wav in any folder.
Status CheckPlain(HANDLE handle, const std::string& path) {
  if (GetFileType(handle) == FILE_TYPE_DISK) return Status::Ok();
  return {ErrorCode::kPermissionDenied,
          "cannot open " + path + ": it is a device or a pipe; a plain file is expected: give another name"};
}

Status CheckExisting(const std::string& path) {
  const std::wstring native = NativePath(path);
  const DWORD attributes = GetFileAttributesW(native.c_str());
  if (attributes == INVALID_FILE_ATTRIBUTES) {
    const DWORD error = GetLastError();
    return error == ERROR_FILE_NOT_FOUND ? Status::Ok() : WindowsFileError("write the file", path, error);
  }
  const HANDLE handle =
      CreateFileW(native.c_str(), GENERIC_WRITE, kShareAll, nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (handle == INVALID_HANDLE_VALUE) return WindowsFileError("write the file", path, GetLastError());
  const Status status = CheckPlain(handle, path);
  CloseHandle(handle);
  return status;
}

// Access rights of a folder cannot be asked for reliably; a file that deletes itself when it is closed tells.
Status CheckFolder(const std::string& folder, const std::string& path) {
  const DWORD attributes = GetFileAttributesW(NativePath(folder).c_str());
  if (attributes == INVALID_FILE_ATTRIBUTES) {
    return WindowsFileError("make a file in the folder", folder, GetLastError());
  }
  if ((attributes & FILE_ATTRIBUTE_DIRECTORY) == 0) {
    return {ErrorCode::kPermissionDenied,
            "cannot make a file in " + folder + ": it is a file; a folder is expected: give another path"};
  }
  const std::string name =
      "~vr" + std::to_string(GetCurrentProcessId()) + "-" + std::to_string(GetCurrentThreadId()) + ".tmp";
  const std::string probe = Inside(folder, name);
  const HANDLE handle = CreateFileW(NativePath(probe).c_str(), GENERIC_WRITE | DELETE, FILE_SHARE_DELETE, nullptr,
                                    CREATE_NEW, FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, nullptr);
  if (handle == INVALID_HANDLE_VALUE) {
    const DWORD error = GetLastError();
    return error == ERROR_FILE_EXISTS ? Status::Ok() : WindowsFileError("make the file", path, error);
  }
  CloseHandle(handle);
  return Status::Ok();
}

Result<std::string> ReadHandle(HANDLE handle, const std::string& path, uint64_t max_bytes) {
  std::string text;
  std::string piece(65536, '\0');
  for (;;) {
    DWORD got = 0;
    if (!ReadFile(handle, piece.data(), static_cast<DWORD>(piece.size()), &got, nullptr)) {
      return WindowsFileError("read the file", path, GetLastError());
    }
    if (got == 0) return text;
    if (text.size() + got > max_bytes) {
      return Status(ErrorCode::kInvalidArgument,
                    "cannot read " + path + ": it is larger than " + std::to_string(max_bytes) + " bytes");
    }
    text.append(piece, 0, got);
  }
}

HANDLE CreateNew(const std::string& path) {
  return CreateFileW(NativePath(path).c_str(), GENERIC_WRITE, kShareAll, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL,
                     nullptr);
}

// A new file under another name, which then takes the path: whoever has the old file open keeps it whole.
Result<std::unique_ptr<WritableFile>> OpenInPlaceOf(const std::string& path) {
  static std::atomic<unsigned> count{0};
  const std::string folder = FolderOf(path);
  std::string name;
  HANDLE handle = INVALID_HANDLE_VALUE;
  do {
    const std::string number = std::to_string(GetCurrentProcessId()) + "-" + std::to_string(count.fetch_add(1));
    name = Inside(folder, ".vr-" + number + ".tmp");
    handle = CreateNew(name);
  } while (handle == INVALID_HANDLE_VALUE && GetLastError() == ERROR_FILE_EXISTS);
  if (handle == INVALID_HANDLE_VALUE) return WindowsFileError("open the file", path, GetLastError());
  const DWORD error = MoveInPlaceOf(NativePath(name), NativePath(path));
  if (error == 0) return MakeWindowsFile(handle, path);
  CloseHandle(handle);
  DeleteFileW(NativePath(name).c_str());
  return WindowsFileError("open the file", path, error);
}

class WindowsFileSystem final : public FileSystem {
 public:
  Result<std::unique_ptr<WritableFile>> Open(const std::string& path, OpenMode mode) override {
    if (mode == OpenMode::kReplace) return OpenInPlaceOf(path);
    const HANDLE handle = CreateNew(path);
    if (handle == INVALID_HANDLE_VALUE) return WindowsFileError("open the file", path, GetLastError());
    const Status status = CheckPlain(handle, path);
    if (status.ok()) return MakeWindowsFile(handle, path);
    CloseHandle(handle);
    return status;
  }

  Result<std::unique_ptr<BlockFile>> OpenBlocks(const std::string& path, BlockMode mode) override {
    const DWORD access = mode == BlockMode::kRead ? GENERIC_READ : GENERIC_READ | GENERIC_WRITE;
    const HANDLE handle =
        CreateFileW(NativePath(path).c_str(), access, kShareAll, nullptr,
                    mode == BlockMode::kCreateNew ? CREATE_NEW : OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) return WindowsFileError("open the file", path, GetLastError());
    const Status status = CheckPlain(handle, path);
    if (status.ok()) return MakeWindowsBlockFile(handle, path);
    CloseHandle(handle);
    return status;
  }

  std::string IdentityOf(const std::string& path) override {
    const HANDLE handle = CreateFileW(NativePath(path).c_str(), FILE_READ_ATTRIBUTES, kShareAll, nullptr, OPEN_EXISTING,
                                      FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) return "";
    BY_HANDLE_FILE_INFORMATION info = {};
    const bool known = GetFileInformationByHandle(handle, &info) != 0;
    CloseHandle(handle);
    if (!known) return "";
    const uint64_t index = (static_cast<uint64_t>(info.nFileIndexHigh) << 32) | info.nFileIndexLow;
    return std::to_string(info.dwVolumeSerialNumber) + ":" + std::to_string(index);
  }

  Status Rename(const std::string& from, const std::string& to, bool replace) override {
    const std::wstring native = NativePath(from);
    const std::wstring native_to = NativePath(to);
    DWORD error = 0;
    if (replace) {
      error = MoveInPlaceOf(native, native_to);
    } else if (!MoveFileExW(native.c_str(), native_to.c_str(), 0)) {
      error = GetLastError();
    }
    return error == 0 ? Status::Ok() : WindowsFileError("rename the file", from + " to " + to, error);
  }

  Status Remove(const std::string& path) override {
    if (DeleteFileW(NativePath(path).c_str())) return Status::Ok();
    return WindowsFileError("remove the file", path, GetLastError());
  }

  bool Exists(const std::string& path) override {
    return GetFileAttributesW(NativePath(path).c_str()) != INVALID_FILE_ATTRIBUTES;
  }

  Status CheckCreatable(const std::string& path) override {
    const size_t slash = path.find_last_of("/\\");
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    if (name.empty()) return WindowsFileError("make the file", path, ERROR_ACCESS_DENIED);
    if (Widen(name).size() > kMaxNameUnits || Widen(path).size() > kMaxPathUnits) {
      return WindowsFileError("make the file", path, ERROR_FILENAME_EXCED_RANGE);
    }
    Status status = CheckFolder(FolderOf(path), path);
    return status.ok() ? CheckExisting(path) : status;
  }

  Result<std::string> ReadAll(const std::string& path, uint64_t max_bytes) override {
    const HANDLE handle = CreateFileW(NativePath(path).c_str(), GENERIC_READ, kShareAll, nullptr, OPEN_EXISTING,
                                      FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) return WindowsFileError("open the file", path, GetLastError());
    Result<std::string> result = ReadHandle(handle, path, max_bytes);
    CloseHandle(handle);
    return result;
  }

  Result<std::vector<FileEntry>> List(const std::string& folder) override {
    WIN32_FIND_DATAW found = {};
    const HANDLE search = FindFirstFileW(NativePath(Inside(folder, "*")).c_str(), &found);
    if (search == INVALID_HANDLE_VALUE) return WindowsFileError("list the folder", folder, GetLastError());
    std::vector<FileEntry> files;
    do {
      if ((found.dwFileAttributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT)) != 0) continue;
      const uint64_t size = (static_cast<uint64_t>(found.nFileSizeHigh) << 32) | found.nFileSizeLow;
      files.push_back({Narrow(found.cFileName), size, UnixMs(found.ftLastWriteTime)});
    } while (FindNextFileW(search, &found));
    const DWORD error = GetLastError();
    FindClose(search);
    // A part of a list would be worse than none: what it lacks would count as gone.
    if (error != ERROR_NO_MORE_FILES) return WindowsFileError("list the folder", folder, error);
    std::sort(files.begin(), files.end(), [](const FileEntry& a, const FileEntry& b) { return a.name < b.name; });
    return files;
  }

  Result<uint64_t> FreeBytes(const std::string& folder) override {
    ULARGE_INTEGER free_bytes = {};
    if (!GetDiskFreeSpaceExW(NativePath(folder).c_str(), &free_bytes, nullptr, nullptr)) {
      return WindowsFileError("ask for the free space of", folder, GetLastError());
    }
    return static_cast<uint64_t>(free_bytes.QuadPart);
  }

  // Windows flushes no folders; NTFS keeps names in its journal, in the order in which they were given, and a file that
  // was flushed has its name there too.
  Status SyncFolder(const std::string& /*folder*/) override { return Status::Ok(); }
};

}  // namespace

std::wstring Widen(const std::string& text) {
  const int units = MultiByteToWideChar(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), nullptr, 0);
  std::wstring wide(static_cast<size_t>(std::max(units, 0)), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), wide.data(), units);
  return wide;
}

// Behind the prefix Windows takes a path as it is: no dots, no doubled separators, no short forms.
std::wstring NativePath(const std::string& path) {
  std::wstring wide = Widen(path);
  std::replace(wide.begin(), wide.end(), L'/', L'\\');
  const bool prefixed = wide.compare(0, 4, L"\\\\?\\") == 0;
  if (wide.size() < kLongPathUnits || prefixed) return wide;
  std::wstring full(GetFullPathNameW(wide.c_str(), 0, nullptr, nullptr), L'\0');
  full.resize(GetFullPathNameW(wide.c_str(), static_cast<DWORD>(full.size()), full.data(), nullptr));
  if (full.empty()) return wide;
  if (full.compare(0, 2, L"\\\\") == 0) return L"\\\\?\\UNC" + full.substr(1);
  return L"\\\\?\\" + full;
}

FileSystem& PlatformFileSystem() {
  static WindowsFileSystem* file_system = new WindowsFileSystem;  // never destroyed: threads may outlive it
  return *file_system;
}

}  // namespace vr
