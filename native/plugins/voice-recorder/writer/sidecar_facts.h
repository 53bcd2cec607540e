// What programs need to know of a sidecar, of either version. Pure: any thread, any bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/audio_types.h"
#include "base/status.h"
#include "writer/capture_info.h"

namespace vr {

struct SidecarTrack {
  std::string file;  // a name, never a path
  SourceKind kind = SourceKind::kLocal;
  std::string user_id;  // "" in an encrypted sidecar
  int channels = 1;
};

struct SidecarFacts {
  int version = 0;
  std::string id;  // "" in version 1
  CaptureOrigin origin = CaptureOrigin::kTask;
  bool pinned = false;
  std::string note;    // "": there is none
  bool timed = false;  // whether the sidecar says when the audio began and how long it is
  int64_t started_unix_ms = 0;
  double duration_s = 0;
  std::vector<SidecarTrack> tracks;  // those whose file is a name
  bool encrypted = false;
};

// kInvalidArgument: no sidecar of a capture; kNotSupported: one of a newer version.
Result<SidecarFacts> ReadSidecarFacts(const std::string& text);

}  // namespace vr
