// EBU R128 of a lane that has audio, measured by libebur128: doc/analysis.md, "Loudness". One pass, bounded memory. One
// thread.
#pragma once

#include <string>

#include "analysis/audio_reader.h"
#include "analysis/progress.h"
#include "base/status.h"

namespace vr {

// The JSON text. What the reader cannot give, kCancelled, kOutOfMemory; kNotSupported: a rate or a number of channels
// for which the filters would need more memory than a capture may take.
Result<std::string> LoudnessOf(AudioReader& audio, const Progress& progress);

}  // namespace vr
