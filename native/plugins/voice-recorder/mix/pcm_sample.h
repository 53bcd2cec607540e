// A sample as it is mixed, 1 being full scale, and as int16.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace vr {

inline float FromPcm(int16_t sample) {
  return static_cast<float>(sample) * (1.0F / 32768.0F);
}

// Rounds to the nearest, halves to even; what is beyond full scale is clipped.
inline int16_t ToPcm(float sample) {
  return static_cast<int16_t>(std::lrintf(std::clamp(sample * 32768.0F, -32768.0F, 32767.0F)));
}

}  // namespace vr
