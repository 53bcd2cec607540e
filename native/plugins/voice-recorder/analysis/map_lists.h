// The four lists of a map while they are made, and their JSON. One thread.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/stretch_list.h"

namespace vr {

// Below this much mean power, -60 dBFS, a cell of 10 ms is silent.
constexpr double kSilentPower = 1e-6;
// A sample at or beyond this, either sign, is at full scale: 32767 of a 16-bit file.
constexpr float kFullScale = 32767.0f / 32768.0f;

struct MapLists {
  explicit MapLists(int sample_rate_hz)
      : rate_hz(sample_rate_hz),
        silence(sample_rate_hz / 2, 0),
        zeros(sample_rate_hz / 50, 0),
        gaps(1, 0),
        clipping(1, sample_rate_hz / 10) {}

  // Ends the lists. basis: "audio" or "features".
  std::string ToJson(const char* basis, bool approximate);

  int rate_hz;
  StretchList silence;
  StretchList zeros;
  StretchList gaps;
  StretchList clipping;
  uint64_t clipped_samples = 0;
};

// Seconds of a frame, to a millionth: less than a frame of any file.
double SecondsOf(int64_t frame, int rate_hz);

}  // namespace vr
