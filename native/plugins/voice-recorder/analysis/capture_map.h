// Where a lane is silent, exactly zero, without data or clipped: doc/analysis.md, "Map". One pass, bounded memory. One
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/audio_reader.h"
#include "analysis/capture.h"
#include "analysis/feature_reader.h"
#include "analysis/progress.h"
#include "base/status.h"

namespace vr {

// The JSON text. What the reader cannot give, kCancelled. gaps: as the sidecar tells them, for audio cannot.
Result<std::string> MapOfAudio(AudioReader& audio, const std::vector<LaneGap>& gaps, const Progress& progress);
// frames: how many valid frames the capture has; nothing is told of what lies outside.
Result<std::string> MapOfFeatures(FeatureReader& features, int64_t frames, const Progress& progress);

}  // namespace vr
