// Whether two paths name one file, whatever way they are written.
#pragma once

#include <string>

namespace vr {

// The path without detours ("/a/./b//c" is "/a/b/c"), links followed as far as they exist, in lower case where file
// systems do not tell cases apart. Reads folders: not for a script's thread.
std::string PathIdentity(const std::string& path);

}  // namespace vr
