// Minimum, maximum and RMS of a lane in several resolutions, as an envelope file: doc/analysis.md. One pass from the
// first frame to the last, memory for the file and one block. One thread.
#pragma once

#include <cstdint>

#include "analysis/audio_reader.h"
#include "analysis/byte_buffer.h"
#include "analysis/feature_reader.h"
#include "analysis/progress.h"
#include "base/status.h"

namespace vr {

// What the reader cannot give, kCancelled, kOutOfMemory.
Result<ByteBuffer> EnvelopeOfAudio(AudioReader& audio, const Progress& progress);
// frames: how many valid frames the capture has.
Result<ByteBuffer> EnvelopeOfFeatures(FeatureReader& features, int64_t frames, const Progress& progress);

}  // namespace vr
