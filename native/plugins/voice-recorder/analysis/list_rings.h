// What stands in a recovery folder.
#pragma once

#include <string>

#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"

namespace vr {

// JSON, a list of { path, pins: [number as text], live, startedAt, seconds, bytes, encrypted }: doc/analysis.md,
// "Rings". Reads only. key: that of the game, or null; the pins of an encrypted ring with another key are not listed. A
// ring of which nothing can be read is left out. kNotFound: no such folder; or what the file
// system says.
Result<std::string> ListRings(FileSystem& files, const std::string& recovery_folder, const SealKey* key);

}  // namespace vr
