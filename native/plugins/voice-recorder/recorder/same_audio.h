// Whether a file holds the audio that a held capture would get: how a recovery knows its own work. Writing thread.
#pragma once

#include <string>

#include "base/file_system.h"
#include "recorder/held_capture.h"

namespace vr {

// The file at the path is that of the mix, to the last byte; of an encrypted capture: it carries the capture's id.
// Fails as reading either of them does.
Result<bool> SameAudio(FileSystem& files, const std::string& path, const HeldCapture& held);

// Removes what a dead process left of this very capture in the making: part files that nobody writes, whose content is
// its beginning, and tracks that had their names when their mix had not.
void RemoveLeftAudio(FileSystem& files, const HeldCapture& held);
// The same of the files beside the capture at this path.
void RemoveLeftCompanions(FileSystem& files, const std::string& path);

}  // namespace vr
