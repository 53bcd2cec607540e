// Numbers of the feature file; its bytes are described in doc/capture-format.md.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/audio_types.h"
#include "writer/capture_info.h"

namespace vr {

constexpr int kFeatureCellMs = 1000 / kCellsPerSecond;

// Cells of the longest track; shorter ones are filled up with gaps.
inline uint64_t FeatureCells(const CaptureInfo& info) {
  size_t cells = 0;
  for (const FeatureTrack& track : info.features) cells = std::max(cells, track.words.size());
  return cells;
}

}  // namespace vr
