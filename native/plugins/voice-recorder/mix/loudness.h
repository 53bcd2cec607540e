// What the loudness of a recording is measured in: ITU-R BS.1770-4, LUFS (0 is a sine of full scale on two channels).
#pragma once

#include <limits>

namespace vr {

constexpr double kSilenceLufs = -std::numeric_limits<double>::infinity();
constexpr int kLoudnessWindowMs = 400;      // of a momentary value
constexpr int kCellsPerLoudnessBlock = 10;  // a value every 100 ms

}  // namespace vr
