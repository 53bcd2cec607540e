// The parts of the Windows file system; inside this room only.
#pragma once

#ifndef NOMINMAX
#define NOMINMAX
#endif
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0601
#endif
#include <windows.h>

#include <memory>
#include <string>

#include "base/file_system.h"

namespace vr {

std::wstring Widen(const std::string& text);
// With the prefix that lifts the limit of 260 characters where it is needed.
std::wstring NativePath(const std::string& path);

// Whoever else opens a file of ours may read, write, rename and remove it, as on other systems; what keeps a recovery
// from a file in the making is the lock.
constexpr DWORD kShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

// Does not wait; false: another handle has the lock. It goes with the handle.
bool TryLockHandle(HANDLE handle);

// The calls and the file systems that cannot reserve room, which Windows does not tell from one another.
bool MeansNotSupported(DWORD error);

// Gives `from` the name `to`, also while somebody has the file open that is there. Returns 0 or the error.
DWORD MoveInPlaceOf(const std::wstring& from, const std::wstring& to);

// A status for a failed call: what was wrong with the path, what was expected, what to do. `action` is a verb with its
// object, "open the file".
Status WindowsFileError(const char* action, const std::string& path, DWORD error);

// Takes over the handle of an empty file.
std::unique_ptr<WritableFile> MakeWindowsFile(HANDLE handle, const std::string& path);
std::unique_ptr<BlockFile> MakeWindowsBlockFile(HANDLE handle, const std::string& path);

}  // namespace vr
