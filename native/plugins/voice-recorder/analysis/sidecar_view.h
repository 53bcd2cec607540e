// What lanes need to know of a sidecar. Takes bytes of strangers: memory is bounded by what is asked for, however large
// or deep the text is. Pure: any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/capture.h"
#include "base/status.h"

namespace vr {

constexpr uint64_t kMostSidecarBytes = uint64_t{16} << 20;

struct SidecarSourceView {
  int64_t id = -1;
  std::string kind;
  std::string user;
  std::string label;
  std::vector<LaneGap> gaps;
};

struct SidecarTrackView {
  std::string file;
  std::string kind;
  std::string user;
};

struct SidecarView {
  int64_t version = 0;
  std::string id;
  std::string format;  // "wav" or "aac"
  std::string origin;
  bool split = false;
  bool encrypted = false;
  int64_t sample_rate_hz = 0;
  int64_t channels = 0;
  int64_t valid_start = -1;  // -1: it does not say
  int64_t valid_frames = -1;
  std::string features_file;
  std::vector<SidecarSourceView> sources;
  std::vector<SidecarTrackView> tracks;
};

// kUnreadable: no sidecar of a capture; kNotSupported: one of a newer version.
Result<SidecarView> ReadSidecarView(const std::string& text);

// Whether it can be that of a file beside the sidecar: a name, never a path.
bool IsFileName(const std::string& text);

}  // namespace vr
