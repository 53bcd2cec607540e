// Keeps a folder of captures within bounds. Only captures with a sidecar of ours are ever removed. Writing thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/file_system.h"

namespace vr {

struct RetentionLimits {
  uint32_t max_count = 0;  // 0: no limit, as for the others
  uint64_t max_bytes = 0;  // audio, tracks, features and sidecars together
  uint64_t max_age_s = 0;
  bool any() const { return max_count != 0 || max_bytes != 0 || max_age_s != 0; }
};

// What is about to be written, for which room is to be made beforehand; nothing by default.
struct ComingCapture {
  uint64_t count = 0;
  uint64_t bytes = 0;
};

// Removes oldest first until the limits hold, with what is coming. Files in `keep` (full paths of audio files) stay.
// Returns the audio paths removed. A capture is a .wav or .aac file with its .json beside it whose "version" (1 or 2)
// and "origin" are ours and whose "pinned" and "note" are absent or empty; all its files go together: those of its
// tracks are the ones that the sidecar names, in the same folder, with the same suffix and without a sidecar of their
// own.
std::vector<std::string> ApplyRetention(FileSystem& files, const std::string& folder, const RetentionLimits& limits,
                                        const std::vector<std::string>& keep, int64_t now_unix_ms,
                                        const ComingCapture& coming = {});

}  // namespace vr
