// The measures of a lane, each from what answers it best: the audio, or the feature track. One thread per capture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "analysis/byte_buffer.h"
#include "analysis/capture.h"
#include "analysis/progress.h"
#include "analysis/spectrogram.h"
#include "base/status.h"

namespace vr {

// kInvalidArgument: there is no such lane.
Status CheckLane(const Capture& capture, size_t lane);

// From the audio where it can be decoded, otherwise from the features.
Result<ByteBuffer> LaneEnvelope(Capture& capture, size_t lane, const Progress& progress);
// From the features where there are some, otherwise from the audio.
Result<std::string> LaneMap(Capture& capture, size_t lane, const Progress& progress);
// From the audio.
Result<std::string> LaneLoudness(Capture& capture, size_t lane, const Progress& progress);
Status LaneSpectrogram(Capture& capture, size_t lane, const SpectrogramRequest& request, const Progress& progress,
                       uint8_t* into);

}  // namespace vr
