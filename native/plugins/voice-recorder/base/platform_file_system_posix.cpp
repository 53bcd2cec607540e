#include "base/platform_file_system_posix.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace vr {
namespace {

constexpr size_t kMaxNameBytes = 255;
#ifdef PATH_MAX
constexpr size_t kMaxPathBytes = PATH_MAX - 1;
#else
constexpr size_t kMaxPathBytes = 4095;
#endif

struct ErrorText {
  ErrorCode code;
  const char* text;  // what was wrong; what was expected and what to do
};

ErrorText TextOf(int error_number) {
  switch (error_number) {
    case ENOENT:
      return {ErrorCode::kNotFound, "no such file or folder; the folder must exist: create it, or give another path"};
    case ENOTDIR:
      return {ErrorCode::kNotFound, "a part of the path is a file; folders are expected there: give another path"};
    case EACCES:
    case EPERM:
      return {ErrorCode::kPermissionDenied,
              "permission is missing; a writable file in a writable folder is expected: change the permissions, or "
              "give another path"};
    case EROFS:
      return {ErrorCode::kPermissionDenied,
              "it lies on a read-only file system; a writable one is expected: give another path"};
    case EISDIR:
      return {ErrorCode::kPermissionDenied, "it is a folder; a file is expected: give another name"};
    case ETXTBSY:
      return {ErrorCode::kPermissionDenied, "it is a program that runs; give another name"};
    case ENAMETOOLONG:
      return {ErrorCode::kNameTooLong,
              "the name is too long; at most 255 bytes of UTF-8 are expected in a name: give a shorter one"};
    case EEXIST:
      return {ErrorCode::kAlreadyExists, "there is one already; a free name is expected: remove it, or give another"};
    case ENOSPC:
    case EDQUOT:
      return {ErrorCode::kDiskFull, "the disk is full; free space is expected: remove files, or use another disk"};
    case EFBIG:
      return {ErrorCode::kDiskFull, "the file system or a limit of the process takes no file so large: use another"};
    default:
      return {ErrorCode::kIoError, nullptr};
  }
}

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string NameOf(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

int64_t ModifiedMs(const struct stat& info) {
#if defined(__APPLE__)
  const timespec& time = info.st_mtimespec;
#else
  const timespec& time = info.st_mtim;
#endif
  return static_cast<int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

Status CheckFolder(const std::string& folder) {
  constexpr const char* kAction = "make a file in the folder";
  struct stat info = {};
  if (stat(folder.c_str(), &info) != 0) return PosixFileError(kAction, folder, errno);
  if (!S_ISDIR(info.st_mode)) {
    return {ErrorCode::kPermissionDenied,
            "cannot make a file in " + folder + ": it is a file; a folder is expected: give another path"};
  }
  if (access(folder.c_str(), W_OK | X_OK) != 0) return PosixFileError(kAction, folder, errno);
  return Status::Ok();
}

// What stands at the path already, if anything, must be a plain file that can be written.
Status CheckExisting(const std::string& path) {
  constexpr const char* kAction = "write the file";
  struct stat info = {};
  if (stat(path.c_str(), &info) != 0) return errno == ENOENT ? Status::Ok() : PosixFileError(kAction, path, errno);
  if (S_ISDIR(info.st_mode)) return PosixFileError(kAction, path, EISDIR);
  if (!S_ISREG(info.st_mode)) {
    return {ErrorCode::kPermissionDenied,
            "cannot write " + path + ": it is a device or a pipe; a plain file is expected: give another name"};
  }
  const int descriptor = OpenDescriptor(path, O_WRONLY | O_NONBLOCK);
  if (descriptor < 0) return PosixFileError(kAction, path, errno);
  close(descriptor);
  return Status::Ok();
}

Result<std::string> ReadDescriptor(int descriptor, const std::string& path, uint64_t max_bytes) {
  std::string text;
  char piece[65536];
  for (;;) {
    const ssize_t got = read(descriptor, piece, sizeof piece);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return PosixFileError("read the file", path, errno);
    if (got == 0) return text;
    if (text.size() + static_cast<size_t>(got) > max_bytes) {
      return Status(ErrorCode::kInvalidArgument,
                    "cannot read " + path + ": it is larger than " + std::to_string(max_bytes) + " bytes");
    }
    text.append(piece, static_cast<size_t>(got));
  }
}

// A name in the same folder that nobody has and that is short enough for every file system.
std::string NewName(const std::string& folder) {
  static std::atomic<unsigned> count{0};
  return folder + "/.vr-" + std::to_string(getpid()) + "-" + std::to_string(count.fetch_add(1)) + ".tmp";
}

// The name with something behind it that nobody has, and with less of it where that would be too long.
std::string NewNameLike(const std::string& path) {
  static std::atomic<unsigned> count{0};
  const std::string tail = ".vr-" + std::to_string(getpid()) + "-" + std::to_string(count.fetch_add(1)) + ".tmp";
  const std::string folder = path.substr(0, path.size() - NameOf(path).size());
  std::string name = NameOf(path);
  size_t size = std::min(name.size(), kMaxNameBytes - tail.size());
  while (size > 0 && size < name.size() && (static_cast<unsigned char>(name[size]) & 0xc0) == 0x80) --size;
  return folder + name.substr(0, size) + tail;
}

// Of a file that was made a moment ago and is not wanted: nobody else would ever remove it.
void RemoveNew(const std::string& path) {
  constexpr int kTries = 3;
  for (int i = 0; i < kTries && unlink(path.c_str()) != 0 && errno != ENOENT; ++i) {
  }
}

// Permissions do not tell everything (root, special file systems), so a file is made and removed; not at the path
// itself, where a process that is killed in between would leave it. A full disk is no answer: it may have room when the
// file is written.
Status TryToCreate(const std::string& path) {
#ifdef O_TMPFILE
  // Without a name, so that nothing can stay behind on a disk that fails.
  const std::string folder = FolderOf(path);
  const int unnamed = OpenDescriptor(folder.empty() ? "." : folder, O_WRONLY | O_TMPFILE);
  if (unnamed >= 0) close(unnamed);
  if (unnamed >= 0 || errno == ENOSPC || errno == EDQUOT) return Status::Ok();
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) return PosixFileError("make the file", path, errno);
#endif
  const std::string name = NewNameLike(path);
  const int descriptor = OpenDescriptor(name, O_WRONLY | O_CREAT | O_EXCL);
  if (descriptor < 0) {
    const bool can_be = errno == EEXIST || errno == ENOSPC || errno == EDQUOT || errno == ENAMETOOLONG;
    return can_be ? Status::Ok() : PosixFileError("make the file", path, errno);
  }
  close(descriptor);
  RemoveNew(name);
  return Status::Ok();
}

// A new file under another name, which then takes the path: whoever has the old file open keeps it whole.
Result<std::unique_ptr<WritableFile>> OpenInPlaceOf(const std::string& path) {
  constexpr const char* kAction = "open the file";
  struct stat info = {};
  if (stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) {
    return PosixFileError(kAction, path, S_ISDIR(info.st_mode) ? EISDIR : EACCES);
  }
  std::string name;
  int descriptor = -1;
  do {
    name = NewName(FolderOf(path));
    descriptor = OpenDescriptor(name, O_WRONLY | O_CREAT | O_EXCL);
  } while (descriptor < 0 && errno == EEXIST);
  if (descriptor < 0) return PosixFileError(kAction, path, errno);
  if (rename(name.c_str(), path.c_str()) == 0) return MakePosixFile(descriptor, path);
  const int error_number = errno;
  close(descriptor);
  unlink(name.c_str());
  return PosixFileError(kAction, path, error_number);
}

class PosixFileSystem final : public FileSystem {
 public:
  Result<std::unique_ptr<WritableFile>> Open(const std::string& path, OpenMode mode) override {
    if (mode == OpenMode::kReplace) return OpenInPlaceOf(path);
    const int descriptor = OpenDescriptor(path, O_WRONLY | O_CREAT | O_EXCL);
    if (descriptor < 0) return PosixFileError("open the file", path, errno);
    return MakePosixFile(descriptor, path);
  }

  Result<std::unique_ptr<BlockFile>> OpenBlocks(const std::string& path, BlockMode mode) override {
    const int access = mode == BlockMode::kRead ? O_RDONLY : O_RDWR;
    const int descriptor =
        OpenDescriptor(path, access | O_NONBLOCK | (mode == BlockMode::kCreateNew ? O_CREAT | O_EXCL : 0));
    if (descriptor < 0 && errno == EACCES && mode == BlockMode::kRead) {
      return Status(ErrorCode::kPermissionDenied,
                    "cannot read " + path +
                        ": permission is missing; a file that may be read is expected: change its "
                        "permissions, or those of its folder");
    }
    if (descriptor < 0) return PosixFileError("open the file", path, errno);
    struct stat info = {};
    if (fstat(descriptor, &info) != 0) {
      const Status status = PosixFileError("look at the file", path, errno);
      close(descriptor);
      if (mode == BlockMode::kCreateNew) RemoveNew(path);
      return status;
    }
    if (!S_ISREG(info.st_mode)) {
      close(descriptor);
      const char* found = S_ISDIR(info.st_mode) ? "it is a folder" : "it is a device or a pipe";
      return Status(ErrorCode::kInvalidArgument, "cannot open " + path + ": " + found + "; a plain file is expected");
    }
    return MakePosixBlockFile(descriptor, path);
  }

  std::string IdentityOf(const std::string& path) override {
    struct stat info = {};
    if (stat(path.c_str(), &info) != 0) return "";
    return std::to_string(info.st_dev) + ":" + std::to_string(info.st_ino);
  }

  Status Rename(const std::string& from, const std::string& to, bool replace) override {
    if (replace) {
      if (rename(from.c_str(), to.c_str()) == 0) return Status::Ok();
      return PosixFileError("rename the file", from + " to " + to, errno);
    }
    Status status = RenameExclusive(from, to);
    if (status.code() == ErrorCode::kNotSupported) status = RenameByLink(from, to);
    if (status.code() == ErrorCode::kNotSupported) status = RenameByClaim(from, to);
    return status;
  }

  Status Remove(const std::string& path) override {
    return unlink(path.c_str()) == 0 ? Status::Ok() : PosixFileError("remove the file", path, errno);
  }

  bool Exists(const std::string& path) override {
    struct stat info = {};
    return lstat(path.c_str(), &info) == 0;
  }

  Status CheckCreatable(const std::string& path) override {
    const std::string name = NameOf(path);
    if (name.empty() || name == "." || name == "..") return PosixFileError("make the file", path, EISDIR);
    if (path.size() > kMaxPathBytes || name.size() > kMaxNameBytes) {
      return PosixFileError("make the file", path, ENAMETOOLONG);
    }
    Status status = CheckFolder(FolderOf(path));
    if (status.ok()) status = CheckExisting(path);
    return status.ok() ? TryToCreate(path) : status;
  }

  Result<std::string> ReadAll(const std::string& path, uint64_t max_bytes) override {
    const int descriptor = OpenDescriptor(path, O_RDONLY | O_NONBLOCK);
    if (descriptor < 0) return PosixFileError("open the file", path, errno);
    Result<std::string> result = ReadDescriptor(descriptor, path, max_bytes);
    close(descriptor);
    return result;
  }

  Result<std::vector<FileEntry>> List(const std::string& folder) override {
    DIR* entries = opendir(folder.c_str());
    if (entries == nullptr) return PosixFileError("list the folder", folder, errno);
    std::vector<FileEntry> files;
    int error_number = 0;
    for (;;) {
      errno = 0;
      const dirent* entry = readdir(entries);
      if (entry == nullptr) {
        error_number = errno;
        break;
      }
      struct stat info = {};
      if (fstatat(dirfd(entries), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) continue;  // removed meanwhile
        error_number = errno;
        break;
      }
      if (S_ISREG(info.st_mode)) {
        files.push_back({entry->d_name, static_cast<uint64_t>(info.st_size), ModifiedMs(info)});
      }
    }
    closedir(entries);
    // A part of a list would be worse than none: what it lacks would count as gone.
    if (error_number != 0) return PosixFileError("list the folder", folder, error_number);
    std::sort(files.begin(), files.end(), [](const FileEntry& a, const FileEntry& b) { return a.name < b.name; });
    return files;
  }

  Result<uint64_t> FreeBytes(const std::string& folder) override {
    struct statvfs info = {};
    int result = 0;
    do {
      result = statvfs(folder.c_str(), &info);
    } while (result != 0 && errno == EINTR);
    if (result != 0) return PosixFileError("ask for the free space of", folder, errno);
    return static_cast<uint64_t>(info.f_bavail) * info.f_frsize;
  }

  Status SyncFolder(const std::string& folder) override {
    constexpr const char* kAction = "bring the names to the disk in";
    const int descriptor = OpenDescriptor(folder, O_RDONLY | O_DIRECTORY);
    if (descriptor < 0) return PosixFileError(kAction, folder, errno);
    int result = 0;
    do {
      result = fsync(descriptor);
    } while (result != 0 && errno == EINTR);
    const int error_number = errno;
    close(descriptor);
    // Some file systems (of networks, of phones' cards) have nothing to sync in a folder and say so.
    const bool nothing_to_do = error_number == EINVAL || error_number == ENOSYS || error_number == EOPNOTSUPP;
    return result == 0 || nothing_to_do ? Status::Ok() : PosixFileError(kAction, folder, error_number);
  }
};

}  // namespace

int OpenDescriptor(const std::string& path, int flags) {
  int descriptor = -1;
  do {
    descriptor = open(path.c_str(), flags | O_CLOEXEC, kOwnerOnly);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

Status PosixFileError(const char* action, const std::string& path, int error_number) {
  const ErrorText known = TextOf(error_number);
  std::string message = "cannot " + std::string(action) + " " + path + ": ";
  if (known.text != nullptr) {
    message += known.text;
  } else {
    message += std::generic_category().message(error_number) + " (error " + std::to_string(error_number) +
               "); try again, or use another disk";
  }
  return {known.code, message};
}

FileSystem& PlatformFileSystem() {
  static PosixFileSystem* file_system = new PosixFileSystem;  // never destroyed: threads may outlive static objects
  return *file_system;
}

}  // namespace vr
