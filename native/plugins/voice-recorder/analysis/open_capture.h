// Opens a capture with everything that stands beside it.
#pragma once

#include <memory>
#include <string>

#include "analysis/capture.h"
#include "analysis/progress.h"
#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"

namespace vr {

// path: an audio file; a ring's own file in a recovery folder, or one of its pins as "RING#PIN". key: of an encrypted
// capture, or null; not kept. Reads headers and companions; ADTS and encrypted files are walked once.
// kNotFound; kUnreadable: no audio that is known, or damaged from its first byte on; kNotSupported: audio of a kind
// that is not read, or encrypted where this build cannot decrypt; kWrongKey: encrypted, and no key was given, or
// another one; kCancelled; otherwise what the file system says. `files` outlives the capture.
Result<std::unique_ptr<Capture>> OpenCapture(FileSystem& files, const std::string& path, const SealKey* key,
                                             const Progress& progress);

}  // namespace vr
