// A file that stands at its path complete or not at all. Writing thread only.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/file_system.h"
#include "base/status.h"

namespace vr {

// Writes a file under a temporary name and renames it. `fill` writes the open file and closes it; when it fails nothing
// is left behind, and what stood at the path stands there still. `taken` is the path, or, without replace, the first of
// its counted names ("b-2.json") that was free.
Status WriteWhole(FileSystem& files, const std::string& path, bool replace,
                  const std::function<Status(std::unique_ptr<WritableFile> file)>& fill, std::string* taken);

}  // namespace vr
