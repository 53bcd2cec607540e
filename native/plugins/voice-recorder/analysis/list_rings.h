// What stands in a recovery folder.
#pragma once

#include <string>

#include "base/file_system.h"
#include "base/status.h"

namespace vr {

// JSON, a list of { path, pins: [number as text], live, startedAt, seconds, bytes, encrypted }: doc/analysis.md,
// "Rings". Reads only. A ring of which nothing can be read is left out. kNotFound: no such folder; or what the file
// system says.
Result<std::string> ListRings(FileSystem& files, const std::string& recovery_folder);

}  // namespace vr
