#include "faults/faulty_disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

extern "C" {
int __real_access(const char*, int);
int __real_fallocate(int, int, off_t, off_t);
int __real_fdatasync(int);
int __real_flock(int, int);
int __real_fstat(int, struct stat*);
int __real_fstatat(int, const char*, struct stat*, int);
int __real_fsync(int);
int __real_ftruncate(int, off_t);
int __real_link(const char*, const char*);
off_t __real_lseek(int, off_t, int);
int __real_lstat(const char*, struct stat*);
int __real_mkdir(const char*, mode_t);
int __real_open(const char*, int, ...);
int __real_openat(int, const char*, int, ...);
DIR* __real_opendir(const char*);
int __real_posix_fallocate(int, off_t, off_t);
ssize_t __real_pread(int, void*, size_t, off_t);
ssize_t __real_pwrite(int, const void*, size_t, off_t);
ssize_t __real_read(int, void*, size_t);
struct dirent* __real_readdir(DIR*);
int __real_rename(const char*, const char*);
int __real_stat(const char*, struct stat*);
int __real_statvfs(const char*, struct statvfs*);
int __real_sync_file_range(int, off_t, off_t, unsigned);
long __real_syscall(long, ...);
int __real_unlink(const char*);
ssize_t __real_write(int, const void*, size_t);
ssize_t __real_writev(int, const struct iovec*, int);
}

namespace vr_torture {
namespace {

enum class Call { kOther, kMaking, kReading, kWriting, kSyncing };

// What a call can answer. EINTR is for those that may wait; a rename never does.
bool CanFail(Call call, bool may_wait, FaultKind kind) {
  switch (kind) {
    case FaultKind::kIoError:
      return true;
    case FaultKind::kFull:
      return call == Call::kWriting || call == Call::kMaking;
    case FaultKind::kInterrupted:
      return may_wait;
    case FaultKind::kShort:
      return call == Call::kWriting || call == Call::kReading;
    case FaultKind::kFailedSync:
      return call == Call::kSyncing;
  }
  return false;
}

using FileKey = std::pair<dev_t, ino_t>;

struct Written {
  off_t offset;
  size_t size;
};

struct State {
  std::mutex mutex;
  Fault fault;
  bool armed = false;
  uint64_t calls[kFaultKinds] = {};
  bool full_after_half = false;  // of kFull: the half has been written
  const char* fired = "";
  std::map<FileKey, std::vector<Written>> unsynced;
  std::atomic<uint64_t> forbidden_calls{0};
  std::atomic<const char*> forbidden_call{""};
};

State& TheState() {
  static State* state = new State;
  return *state;
}

thread_local bool forbidden = false;

enum class Answer { kGo, kFail, kHalf, kHalfAndFail };

// Counts the call and says what is to become of it.
Answer Ask(const char* name, Call call, bool may_wait, bool divisible) {
  State& state = TheState();
  if (forbidden) {
    state.forbidden_call = name;
    ++state.forbidden_calls;
  }
  std::lock_guard<std::mutex> lock(state.mutex);
  for (int kind = 0; kind < kFaultKinds; ++kind) {
    if (CanFail(call, may_wait, static_cast<FaultKind>(kind))) ++state.calls[kind];
  }
  const Fault& fault = state.fault;
  if (!state.armed || fault.at == 0 || !CanFail(call, may_wait, fault.kind)) return Answer::kGo;
  const uint64_t number = state.calls[static_cast<int>(fault.kind)];
  bool hit = fault.for_good ? number >= fault.at : number == fault.at;
  if (fault.kind == FaultKind::kInterrupted && fault.for_good) hit = hit && (number - fault.at) % 2 == 0;
  if (state.full_after_half && call == Call::kWriting) hit = true;
  if (!hit) return Answer::kGo;
  if (state.fired[0] == '\0') state.fired = name;
  if (call == Call::kWriting && divisible) {
    if (fault.kind == FaultKind::kIoError) return Answer::kHalfAndFail;
    if (fault.kind == FaultKind::kFull && !state.full_after_half) {
      state.full_after_half = true;
      return Answer::kHalf;
    }
    state.full_after_half = fault.for_good && state.full_after_half;
  }
  return fault.kind == FaultKind::kShort ? Answer::kHalf : Answer::kFail;
}

int ErrorOf(FaultKind kind) {
  if (kind == FaultKind::kFull) return ENOSPC;
  return kind == FaultKind::kInterrupted ? EINTR : EIO;
}

int Fail() {
  State& state = TheState();
  std::lock_guard<std::mutex> lock(state.mutex);
  errno = ErrorOf(state.fault.kind);
  return -1;
}

bool IsLost(FileKey* key, int descriptor) {
  struct stat info = {};
  if (__real_fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) return false;
  *key = {info.st_dev, info.st_ino};
  return true;
}

void NoteWritten(int descriptor, off_t offset, ssize_t size) {
  FileKey key;
  State& state = TheState();
  if (size <= 0 || !IsLost(&key, descriptor)) return;
  std::lock_guard<std::mutex> lock(state.mutex);
  state.unsynced[key].push_back({offset, static_cast<size_t>(size)});
}

// Of a sync that worked nothing can be lost any more; of one that failed all of it is.
void NoteSynced(int descriptor, bool worked) {
  FileKey key;
  State& state = TheState();
  if (!IsLost(&key, descriptor)) return;
  std::lock_guard<std::mutex> lock(state.mutex);
  const std::vector<Written> written = std::exchange(state.unsynced[key], {});
  if (worked || state.fault.kind != FaultKind::kFailedSync) return;
  for (const Written& piece : written) {
    const std::vector<char> nothing(piece.size);
    static_cast<void>(__real_pwrite(descriptor, nothing.data(), nothing.size(), piece.offset));
  }
}

}  // namespace

const char* NameOf(FaultKind kind) {
  constexpr const char* kNames[] = {"EIO", "ENOSPC", "EINTR", "short", "failed sync"};
  return kNames[static_cast<int>(kind)];
}

void FaultyDisk::Arm(const Fault& fault) {
  State& state = TheState();
  std::lock_guard<std::mutex> lock(state.mutex);
  state.fault = fault;
  state.armed = true;
  state.full_after_half = false;
  state.fired = "";
  std::fill(std::begin(state.calls), std::end(state.calls), 0u);
}

void FaultyDisk::Heal() {
  State& state = TheState();
  std::lock_guard<std::mutex> lock(state.mutex);
  state.armed = false;
}

uint64_t FaultyDisk::Calls(FaultKind kind) {
  State& state = TheState();
  std::lock_guard<std::mutex> lock(state.mutex);
  return state.calls[static_cast<int>(kind)];
}

const char* FaultyDisk::Fired() {
  State& state = TheState();
  std::lock_guard<std::mutex> lock(state.mutex);
  return state.fired;
}

void FaultyDisk::Forbid(bool is_forbidden) {
  forbidden = is_forbidden;
}
uint64_t FaultyDisk::ForbiddenCalls() {
  return TheState().forbidden_calls;
}
const char* FaultyDisk::ForbiddenCall() {
  return TheState().forbidden_call;
}

}  // namespace vr_torture

using vr_torture::Answer;
using vr_torture::Ask;
using vr_torture::Call;
using vr_torture::Fail;

namespace {

bool Fails(const char* name, Call call, bool may_wait) {
  return Ask(name, call, may_wait, false) == Answer::kFail;
}

mode_t ModeOf(int flags, va_list values) {
  return (flags & O_CREAT) != 0 ? static_cast<mode_t>(va_arg(values, int)) : 0;
}

}  // namespace

extern "C" {

int __wrap_access(const char* path, int mode) {
  return Fails("access", Call::kOther, false) ? Fail() : __real_access(path, mode);
}
int __wrap_fallocate(int file, int mode, off_t offset, off_t size) {
  return Fails("fallocate", Call::kMaking, true) ? Fail() : __real_fallocate(file, mode, offset, size);
}
int __wrap_posix_fallocate(int file, off_t offset, off_t size) {
  return Fails("posix_fallocate", Call::kMaking, true) ? (Fail(), errno) : __real_posix_fallocate(file, offset, size);
}
int __wrap_fdatasync(int file) {
  const bool fails = Fails("fdatasync", Call::kSyncing, true);
  vr_torture::NoteSynced(file, !fails);
  return fails ? Fail() : __real_fdatasync(file);
}
int __wrap_fsync(int file) {
  const bool fails = Fails("fsync", Call::kSyncing, true);
  vr_torture::NoteSynced(file, !fails);
  return fails ? Fail() : __real_fsync(file);
}
int __wrap_sync_file_range(int file, off_t offset, off_t size, unsigned flags) {
  return Fails("sync_file_range", Call::kSyncing, true) ? Fail() : __real_sync_file_range(file, offset, size, flags);
}
int __wrap_flock(int file, int operation) {
  return Fails("flock", Call::kOther, true) ? Fail() : __real_flock(file, operation);
}
int __wrap_fstat(int file, struct stat* info) {
  return Fails("fstat", Call::kOther, false) ? Fail() : __real_fstat(file, info);
}
int __wrap_fstatat(int folder, const char* path, struct stat* info, int flags) {
  return Fails("fstatat", Call::kOther, false) ? Fail() : __real_fstatat(folder, path, info, flags);
}
int __wrap_stat(const char* path, struct stat* info) {
  return Fails("stat", Call::kOther, false) ? Fail() : __real_stat(path, info);
}
int __wrap_lstat(const char* path, struct stat* info) {
  return Fails("lstat", Call::kOther, false) ? Fail() : __real_lstat(path, info);
}
int __wrap_statvfs(const char* path, struct statvfs* info) {
  return Fails("statvfs", Call::kOther, true) ? Fail() : __real_statvfs(path, info);
}
int __wrap_ftruncate(int file, off_t size) {
  return Fails("ftruncate", Call::kOther, true) ? Fail() : __real_ftruncate(file, size);
}
off_t __wrap_lseek(int file, off_t offset, int whence) {
  return Fails("lseek", Call::kOther, false) ? Fail() : __real_lseek(file, offset, whence);
}
int __wrap_link(const char* from, const char* to) {
  return Fails("link", Call::kMaking, false) ? Fail() : __real_link(from, to);
}
int __wrap_unlink(const char* path) {
  return Fails("unlink", Call::kOther, false) ? Fail() : __real_unlink(path);
}
int __wrap_rename(const char* from, const char* to) {
  return Fails("rename", Call::kMaking, false) ? Fail() : __real_rename(from, to);
}
int __wrap_mkdir(const char* path, mode_t mode) {
  return Fails("mkdir", Call::kMaking, false) ? Fail() : __real_mkdir(path, mode);
}
DIR* __wrap_opendir(const char* path) {
  return Fails("opendir", Call::kOther, false) ? (Fail(), nullptr) : __real_opendir(path);
}
struct dirent* __wrap_readdir(DIR* folder) {
  return Fails("readdir", Call::kOther, false) ? (Fail(), nullptr) : __real_readdir(folder);
}

int __wrap_open(const char* path, int flags, ...) {
  va_list values;
  va_start(values, flags);
  const mode_t mode = ModeOf(flags, values);
  va_end(values);
  const Call call = (flags & O_CREAT) != 0 ? Call::kMaking : Call::kOther;
  return Fails("open", call, true) ? Fail() : __real_open(path, flags, mode);
}
int __wrap_openat(int folder, const char* path, int flags, ...) {
  va_list values;
  va_start(values, flags);
  const mode_t mode = ModeOf(flags, values);
  va_end(values);
  const Call call = (flags & O_CREAT) != 0 ? Call::kMaking : Call::kOther;
  return Fails("openat", call, true) ? Fail() : __real_openat(folder, path, flags, mode);
}

// The only system call of the library that has no name of its own in older libraries is renameat2.
long __wrap_syscall(long number, ...) {
  va_list values;
  va_start(values, number);
  long a[6];
  for (long& value : a) value = va_arg(values, long);
  va_end(values);
  if (number == SYS_renameat2 && Fails("renameat2", Call::kMaking, false)) return Fail();
  return __real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

ssize_t __wrap_read(int file, void* to, size_t size) {
  const Answer answer = Ask("read", Call::kReading, true, size > 1);
  if (answer == Answer::kFail || answer == Answer::kHalfAndFail) return Fail();
  return __real_read(file, to, answer == Answer::kHalf ? (size + 1) / 2 : size);
}
ssize_t __wrap_pread(int file, void* to, size_t size, off_t offset) {
  const Answer answer = Ask("pread", Call::kReading, true, size > 1);
  if (answer == Answer::kFail || answer == Answer::kHalfAndFail) return Fail();
  return __real_pread(file, to, answer == Answer::kHalf ? (size + 1) / 2 : size, offset);
}

ssize_t __wrap_pwrite(int file, const void* from, size_t size, off_t offset) {
  const Answer answer = Ask("pwrite", Call::kWriting, true, size > 1);
  if (answer == Answer::kFail) return Fail();
  const size_t part = answer == Answer::kGo ? size : (size + 1) / 2;
  const ssize_t written = __real_pwrite(file, from, part, offset);
  vr_torture::NoteWritten(file, offset, written);
  return answer == Answer::kHalfAndFail ? Fail() : written;
}
ssize_t __wrap_write(int file, const void* from, size_t size) {
  if (file <= STDERR_FILENO) return __real_write(file, from, size);
  const Answer answer = Ask("write", Call::kWriting, true, size > 1);
  if (answer == Answer::kFail) return Fail();
  const ssize_t written = __real_write(file, from, answer == Answer::kGo ? size : (size + 1) / 2);
  return answer == Answer::kHalfAndFail ? Fail() : written;
}
ssize_t __wrap_writev(int file, const struct iovec* pieces, int count) {
  const Answer answer = Ask("writev", Call::kWriting, true, count > 0 && pieces[0].iov_len > 1);
  if (answer == Answer::kFail) return Fail();
  if (answer == Answer::kGo) return __real_writev(file, pieces, count);
  const ssize_t written = __real_write(file, pieces[0].iov_base, (pieces[0].iov_len + 1) / 2);
  return answer == Answer::kHalfAndFail ? Fail() : written;
}

}  // extern "C"
