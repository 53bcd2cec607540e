#include "analysis/level_scan.h"

namespace vr {
namespace {

// As many samples at once as fill the vector registers of any machine; lane i is of channel i % channels.
constexpr size_t kLanes = 8;

struct Lanes {
  float min[kLanes];
  float max[kLanes];
  float squares[kLanes];
};

// The comparisons are written the way that minimum and maximum instructions work.
void ScanLanes(const float* samples, size_t rows, Lanes* out) {
  Lanes lanes;
  for (size_t i = 0; i < kLanes; ++i) {
    lanes.min[i] = LevelSum{}.min;
    lanes.max[i] = LevelSum{}.max;
    lanes.squares[i] = 0;
  }
  for (size_t row = 0; row < rows; ++row, samples += kLanes) {
    for (size_t i = 0; i < kLanes; ++i) {
      const float value = samples[i];
      lanes.min[i] = value < lanes.min[i] ? value : lanes.min[i];
      lanes.max[i] = value > lanes.max[i] ? value : lanes.max[i];
      lanes.squares[i] += value * value;
    }
  }
  *out = lanes;
}

void AddSample(float value, LevelSum* sum) {
  sum->min = value < sum->min ? value : sum->min;
  sum->max = value > sum->max ? value : sum->max;
  sum->squares += static_cast<double>(value) * static_cast<double>(value);
}

}  // namespace

void ScanLevels(const float* samples, size_t frames, int channels, LevelSum* sums) {
  const auto width = static_cast<size_t>(channels);
  size_t done = 0;
  if (kLanes % width == 0) {
    const size_t rows = frames * width / kLanes;
    if (rows > 0) {
      Lanes lanes;
      ScanLanes(samples, rows, &lanes);
      for (size_t i = 0; i < kLanes; ++i) {
        LevelSum lane;
        lane.min = lanes.min[i];
        lane.max = lanes.max[i];
        lane.squares = static_cast<double>(lanes.squares[i]);
        sums[i % width].Add(lane);
      }
    }
    done = rows * kLanes / width;
  }
  for (size_t frame = done; frame < frames; ++frame) {
    for (size_t channel = 0; channel < width; ++channel) AddSample(samples[frame * width + channel], &sums[channel]);
  }
}

}  // namespace vr
