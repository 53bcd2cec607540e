// What a ring holds, or one of its pins, as a capture.
#pragma once

#include <memory>
#include <string>

#include "analysis/capture.h"
#include "base/file_system.h"
#include "base/sealing.h"

namespace vr {

// The path of a ring's own file, or "PATH#PIN", as a folder, the ring and the pin; false: it is neither.
struct RingPath {
  std::string folder;  // with its separator, or ""
  uint64_t epoch = 0;
  std::string pin;  // "": all of it
};
bool ParseRingPath(const std::string& path, RingPath* parsed);

// kNotFound: no such ring or pin; kUnreadable: nothing of it can be read, or it has no audio; kWrongKey.
Result<std::unique_ptr<Capture>> OpenRingCapture(FileSystem& files, const std::string& path, const RingPath& ring,
                                                 const SealKey* key);

}  // namespace vr
