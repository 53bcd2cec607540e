// Power over time and frequency of a part of a lane, one byte each: voice_recorder_analysis.h, vra_spectrogram. Memory
// for one window. One thread.
#pragma once

#include <cstddef>
#include <cstdint>

#include "analysis/audio_reader.h"
#include "analysis/progress.h"
#include "base/status.h"

namespace vr {

struct SpectrogramRequest {
  int64_t first_frame = 0;  // the middle of the first column's window
  double hop_frames = 0;
  uint32_t columns = 0;
  uint32_t fft_frames = 0;
};

// kInvalidArgument with a reason.
Status CheckSpectrogram(const SpectrogramRequest& request);
// Bytes of its result; the request is fine.
size_t SpectrogramBytes(const SpectrogramRequest& request);
// Fills `into`. What the reader cannot give, kCancelled; `into` is of no use then.
Status Spectrogram(AudioReader& audio, const SpectrogramRequest& request, const Progress& progress, uint8_t* into);

}  // namespace vr
