#include "base/platform_file_system_win32.h"

namespace vr {
namespace {

struct ErrorText {
  ErrorCode code;
  const char* text;
};

ErrorText TextOf(DWORD error) {
  switch (error) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_DRIVE:
    case ERROR_BAD_NETPATH:
      return {ErrorCode::kNotFound, "no such file or folder; the folder must exist: create it, or give another path"};
    case ERROR_ACCESS_DENIED:
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
      return {ErrorCode::kPermissionDenied,
              "permission is missing, it is a folder, or another program has it open; a writable file is expected: "
              "change the permissions, close the other program, or give another path"};
    case ERROR_WRITE_PROTECT:
      return {ErrorCode::kPermissionDenied, "the disk is write-protected; a writable one is expected"};
    case ERROR_FILENAME_EXCED_RANGE:
    case ERROR_BUFFER_OVERFLOW:
      return {ErrorCode::kNameTooLong,
              "the name is too long; at most 255 characters are expected in a name: give a shorter one"};
    case ERROR_INVALID_NAME:
    case ERROR_BAD_PATHNAME:
      return {ErrorCode::kNotFound, "Windows takes no such name; one without <>:\"|?* is expected: give another"};
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
      return {ErrorCode::kAlreadyExists, "there is one already; a free name is expected: remove it, or give another"};
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
    case ERROR_FILE_TOO_LARGE:
      return {ErrorCode::kDiskFull, "the disk is full; free space is expected: remove files, or use another disk"};
    default:
      return {ErrorCode::kIoError, "the disk gave an error; try again, or use another disk"};
  }
}

}  // namespace

Status WindowsFileError(const char* action, const std::string& path, DWORD error) {
  const ErrorText known = TextOf(error);
  return {known.code, "cannot " + std::string(action) + " " + path + ": " + known.text + " (Windows error " +
                          std::to_string(error) + ")"};
}

}  // namespace vr
