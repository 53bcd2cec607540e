// Steps from one ADTS frame to the next by the lengths in their headers.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/audio_types.h"

namespace vr {

constexpr size_t kAdtsMaxBlockBytes = 8191;  // the length field has 13 bits

struct AdtsStep {
  size_t size_bytes = 0;  // header included; 0: there is no whole ADTS frame here
  int frames = 0;
};

inline AdtsStep AdtsStepAt(const uint8_t* data, size_t left_bytes) {
  constexpr size_t kHeaderBytes = 7;
  if (left_bytes < kHeaderBytes || data[0] != 0xff || (data[1] & 0xf0) != 0xf0) return {};
  AdtsStep step;
  step.size_bytes = static_cast<size_t>(data[3] & 0x03) << 11 | static_cast<size_t>(data[4]) << 3 | data[5] >> 5;
  step.frames = ((data[6] & 0x03) + 1) * kAacBlockFrames;
  if (step.size_bytes < kHeaderBytes || step.size_bytes > left_bytes) return {};
  return step;
}

}  // namespace vr
