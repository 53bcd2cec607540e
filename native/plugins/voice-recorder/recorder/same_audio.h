// Whether a file holds the audio that a held capture would get: how a recovery knows its own work. Writing thread.
#pragma once

#include <string>

#include "base/file_system.h"
#include "recorder/held_capture.h"

namespace vr {

// The file at the path is that of the mix, to the last byte; of an encrypted capture: it carries the capture's id.
bool SameAudio(FileSystem& files, const std::string& path, const HeldCapture& held);

// Removes the part files that the dead process left of this very capture: nobody writes them, and what is in them is
// its beginning.
void RemoveParts(FileSystem& files, const HeldCapture& held);

}  // namespace vr
