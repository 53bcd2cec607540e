// Renaming that never replaces: no check before the act, so two writers cannot take one name.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/platform_file_system_posix.h"
#if defined(__linux__)
#include <sys/syscall.h>
#endif

namespace vr {
namespace {

constexpr const char* kAction = "rename the file";

bool MeansNotSupported(int error_number) {
  switch (error_number) {
    case ENOSYS:
    case EINVAL:
    case EPERM:  // link() on FAT, and inside the sandbox of a phone
    case EMLINK:
    case EOPNOTSUPP:
#if ENOTSUP != EOPNOTSUPP
    case ENOTSUP:
#endif
      return true;
    default:
      return false;
  }
}

Status RenameError(const std::string& from, const std::string& to, int error_number) {
  if (MeansNotSupported(error_number)) return {ErrorCode::kNotSupported, "this way to rename is not there for " + to};
  return PosixFileError(kAction, error_number == EEXIST ? to : from + " to " + to, error_number);
}

}  // namespace

Status RenameExclusive(const std::string& from, const std::string& to) {
#if defined(__linux__) && defined(SYS_renameat2)
  constexpr unsigned kNoReplace = 1;  // RENAME_NOREPLACE, which older headers lack
  if (syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), kNoReplace) == 0) return Status::Ok();
#elif defined(__APPLE__)
  if (renamex_np(from.c_str(), to.c_str(), RENAME_EXCL) == 0) return Status::Ok();
#else
  errno = ENOSYS;
#endif
  return RenameError(from, to, errno);
}

Status RenameByLink(const std::string& from, const std::string& to) {
  if (link(from.c_str(), to.c_str()) != 0) return RenameError(from, to, errno);
  if (unlink(from.c_str()) == 0) return Status::Ok();
  const int error_number = errno;
  unlink(to.c_str());
  return PosixFileError(kAction, from, error_number);
}

Status RenameByClaim(const std::string& from, const std::string& to) {
  const int descriptor = OpenDescriptor(to, O_WRONLY | O_CREAT | O_EXCL);
  if (descriptor < 0) return PosixFileError(kAction, to, errno);
  close(descriptor);
  if (rename(from.c_str(), to.c_str()) == 0) return Status::Ok();
  const int error_number = errno;
  unlink(to.c_str());
  return PosixFileError(kAction, from + " to " + to, error_number);
}

}  // namespace vr
