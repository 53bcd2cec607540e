// Names of the files of single users that stand beside a mix: doc/capture-format.md, "Tracks". Pure.
#pragma once

#include <string>
#include <vector>

#include "writer/capture_info.h"

namespace vr {

enum class TrackNaming {
  kUsers,    // "b.remote-<userId>.wav"
  kNumbers,  // "b.remote-1.wav": the names of an encrypted capture tell nobody
};

// "a/b.wav": "a/b.local.wav", "a/b.remote-42.wav", "a/b.remoteMix.wav", one for each track, no two alike in any letter
// case. `number` as in CountedPath: 2 gives "a/b-2.local.wav". The name of a track depends on those before it only, so
// that tracks which come later leave the earlier names as they are.
std::vector<std::string> TrackPaths(const std::string& path, int number, const std::vector<CaptureTrack>& tracks,
                                    TrackNaming naming);

// The mix at [0], then its tracks: every audio file of a capture at this path.
std::vector<std::string> AudioPaths(const std::string& path, int number, const std::vector<CaptureTrack>& tracks,
                                    TrackNaming naming);

}  // namespace vr
