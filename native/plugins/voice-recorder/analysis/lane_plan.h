// Which lanes a capture has: doc/analysis.md, "Lanes". Pure.
#pragma once

#include <functional>
#include <vector>

#include "analysis/capture.h"
#include "analysis/sidecar_view.h"
#include "base/audio_types.h"

namespace vr {

struct LaneMaterial {
  const SidecarView* sidecar = nullptr;  // null: there is none
  int mix_channels = 1;                  // of file 0, which is the mix
  // Of each of the sidecar's tracks: its place in the capture's files and its channels; -1: it cannot be used.
  struct Track {
    int file = -1;
    int channels = 1;
  };
  std::vector<Track> tracks;
  std::function<bool(SourceId)> has_features;
};

// The local users, remote users, remote mix, channels, and the mix as the last one.
std::vector<Lane> PlanLanes(const LaneMaterial& material);

}  // namespace vr
