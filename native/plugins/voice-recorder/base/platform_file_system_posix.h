// The parts of the POSIX file system; inside this room and its tests only.
#pragma once

#include <memory>
#include <string>

#include "base/file_system.h"

namespace vr {

// A status for a failed system call: what was wrong with the path, what was expected, what to do. `action` is a verb
// with its object, "open the file".
Status PosixFileError(const char* action, const std::string& path, int error_number);

// The captures of a voice room are for their owner's eyes.
constexpr unsigned kOwnerOnly = 0600;

// Of one read or write: macOS refuses 2 GiB and more.
constexpr size_t kMaxCallBytes = size_t{1} << 30;

// open(2) with close-on-exec, again when a signal came; the descriptor, or -1 and errno.
int OpenDescriptor(const std::string& path, int flags);

// Takes over the descriptor, which stands at the end of an empty file, and locks it.
std::unique_ptr<WritableFile> MakePosixFile(int descriptor, const std::string& path);
std::unique_ptr<BlockFile> MakePosixBlockFile(int descriptor, const std::string& path);

// The ways to rename without replacing, best first. Each is kNotSupported where the platform or the file system has
// it not, and nothing has changed then.
Status RenameExclusive(const std::string& from, const std::string& to);  // one atomic call
Status RenameByLink(const std::string& from, const std::string& to);     // a second name, then the first goes
Status RenameByClaim(const std::string& from, const std::string& to);    // an empty file claims the name first

}  // namespace vr
