// Which track files belong to a capture that is there, by its sidecar. Writing thread only.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "writer/sidecar_facts.h"

namespace vr {

constexpr uint64_t kMaxSidecarBytes = uint64_t{64} << 20;  // longer ones are nobody's

// Whether a file may be removed with the capture whose sidecar names it as a track: it has the capture's suffix, and is
// not the mix itself. That it has no sidecar of its own, which would make it a capture, the caller looks up.
bool MayBeTrack(const std::string& name, const std::string& audio_name);

// The full paths of those tracks of the capture at this path that are there; none without a sidecar of ours.
std::vector<std::string> TracksOf(FileSystem& files, const std::string& path);

// Removes all of `paths` but those files that stand at `keep`, under whatever spelling.
void RemoveAllBut(FileSystem& files, const std::vector<std::string>& paths, const std::vector<std::string>& keep);

}  // namespace vr
