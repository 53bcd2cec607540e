// What a ring holds, or one of its pins, as the capture that a recovery would make of it.
#pragma once

#include <memory>
#include <string>

#include "analysis/capture.h"
#include "analysis/progress.h"
#include "base/file_system.h"
#include "base/sealing.h"

namespace vr {

// The path of a ring's own file, or "PATH#PIN", as a folder, the ring and the pin; false: it is neither.
struct RingPath {
  std::string folder;  // with its separator, or ""
  uint64_t epoch = 0;
  std::string pin;  // "": the last N seconds of the task
};
bool ParseRingPath(const std::string& path, RingPath* parsed);

// Reads all of its audio once, for only that tells what is missing. kNotFound: no such ring or pin, or its task has
// ended and pins are all that is kept of it; kUnreadable: nothing of it can be read, or it has no audio; kWrongKey;
// kNotSupported: encrypted, and this build cannot decrypt; kCancelled.
Result<std::unique_ptr<Capture>> OpenRingCapture(FileSystem& files, const std::string& path, const RingPath& ring,
                                                 const SealKey* key, const Progress& progress);

}  // namespace vr
