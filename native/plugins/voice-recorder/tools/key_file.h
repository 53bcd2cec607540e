// The key of a game, as a file holds it.
#pragma once

#include <string>

#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"

namespace vr {

// 32 bytes as they are, or 64 hexadecimal digits, with white space around them or none; kInvalidArgument otherwise.
Result<SealKey> ReadKeyFile(FileSystem& files, const std::string& path);

}  // namespace vr
