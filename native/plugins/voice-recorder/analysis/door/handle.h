// What a vra_capture is.
#pragma once

#include <memory>

#include "analysis/capture.h"
#include "voice_recorder_analysis.h"

struct vra_capture {
  std::unique_ptr<vr::Capture> capture;
  // Of the last vra_read, so that the next one reads on.
  std::unique_ptr<vr::AudioReader> reader;
  uint32_t reader_lane = 0;
};

namespace vr {

constexpr const char* kNoCapture = "capture must be one that vra_open gave and vra_close has not taken, got NULL";

}  // namespace vr
