// What Windows does with the handle of a file that its calls by name do not.
#include <cstddef>
#include <cstring>
#include <vector>

#include "base/platform_file_system_win32.h"

namespace vr {
namespace {

// Beyond the end of any file of ours, so that the lock, which Windows enforces, stands in nobody's way.
constexpr DWORD kLockOffsetHigh = 0x7fffffff;

// Of Windows 10 1607, and in no header that is asked for Windows 7: the old file stays whole for who has it open.
constexpr auto kFileRenameInfoEx = static_cast<FILE_INFO_BY_HANDLE_CLASS>(22);
constexpr DWORD kReplaceIfExists = 1;
constexpr DWORD kPosixSemantics = 2;
struct RenameRequest {
  DWORD flags;
  HANDLE folder;
  DWORD name_bytes;
  wchar_t name[1];
};

DWORD MoveWithPosixSemantics(const std::wstring& from, const std::wstring& to) {
  const HANDLE handle = CreateFileW(from.c_str(), DELETE | SYNCHRONIZE, kShareAll, nullptr, OPEN_EXISTING,
                                    FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
  if (handle == INVALID_HANDLE_VALUE) return GetLastError();
  const size_t name_bytes = to.size() * sizeof(wchar_t);
  std::vector<uint64_t> memory((sizeof(RenameRequest) + name_bytes) / sizeof(uint64_t) + 1);  // aligned for handles
  RenameRequest request = {};
  request.flags = kReplaceIfExists | kPosixSemantics;
  request.name_bytes = static_cast<DWORD>(name_bytes);
  std::memcpy(memory.data(), &request, sizeof request);
  std::memcpy(reinterpret_cast<char*>(memory.data()) + offsetof(RenameRequest, name), to.c_str(),
              name_bytes + sizeof(wchar_t));
  const DWORD size = static_cast<DWORD>(memory.size() * sizeof(uint64_t));
  const DWORD error = SetFileInformationByHandle(handle, kFileRenameInfoEx, memory.data(), size) ? 0 : GetLastError();
  CloseHandle(handle);
  return error;
}

}  // namespace

bool TryLockHandle(HANDLE handle) {
  OVERLAPPED place = {};
  place.OffsetHigh = kLockOffsetHigh;
  return LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place) != 0;
}

bool MeansNotSupported(DWORD error) {
  return error == ERROR_INVALID_FUNCTION || error == ERROR_NOT_SUPPORTED || error == ERROR_CALL_NOT_IMPLEMENTED ||
         error == ERROR_INVALID_PARAMETER;
}

DWORD MoveInPlaceOf(const std::wstring& from, const std::wstring& to) {
  const DWORD error = MoveWithPosixSemantics(from, to);
  if (!MeansNotSupported(error)) return error;
  // Older systems and file systems without it: refused while somebody has the old file open.
  return MoveFileExW(from.c_str(), to.c_str(), MOVEFILE_REPLACE_EXISTING) ? 0 : GetLastError();
}

}  // namespace vr
