// Extremes and energy of a stretch of interleaved samples: the inner loop of every measure of levels. The order in
// which it adds is fixed, so that every build gives the same numbers.
#pragma once

#include <cstddef>
#include <limits>

namespace vr {

// Of one channel. Empty: min is above max.
struct LevelSum {
  float min = std::numeric_limits<float>::max();
  float max = std::numeric_limits<float>::lowest();
  double squares = 0;

  void Add(const LevelSum& other) {
    min = other.min < min ? other.min : min;
    max = other.max > max ? other.max : max;
    squares += other.squares;
  }
};

// At most this many frames at once: single-precision sums are good for so many.
constexpr size_t kMaxScanFrames = 256;

// Adds `frames` interleaved frames to one sum per channel. Any thread; neither allocates nor blocks.
void ScanLevels(const float* samples, size_t frames, int channels, LevelSum* sums);

}  // namespace vr
