// Brings files that are complete to the disk, so that a power cut takes nothing of them. Any thread that may wait for
// seconds; that is the writing thread.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/status.h"
#include "writer/capture_writer.h"

namespace vr {

// The files, and then their names. A file that is not there any more was taken by somebody else and is left out; so is
// "". All are tried; the first failure is told.
Status SyncFiles(FileSystem& files, const std::vector<std::string>& paths);

// Of a capture all that was written.
std::vector<std::string> FilesOf(const WrittenCapture& written);

}  // namespace vr
