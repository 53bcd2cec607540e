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

// A status for a failed call: what was wrong with the path, what was expected, what to do. `action` is a verb with its
// object, "open the file".
Status WindowsFileError(const char* action, const std::string& path, DWORD error);

// Takes over the handle of an empty file.
std::unique_ptr<WritableFile> MakeWindowsFile(HANDLE handle, const std::string& path);
std::unique_ptr<BlockFile> MakeWindowsBlockFile(HANDLE handle, const std::string& path);

}  // namespace vr
