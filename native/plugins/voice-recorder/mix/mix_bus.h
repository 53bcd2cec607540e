// Sums the voices of one cell after the other, limits the sum and makes int16 of it. A cell is given one cell late,
// because the limiter looks ahead. Worker thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/audio_types.h"
#include "mix/limiter.h"

namespace vr {

class MixBus {
 public:
  // With Layout::kSplit channels is 2: the left one is the side of local sources, the right one that of all others.
  MixBus(int sample_rate_hz, int channels, Layout layout);

  // Of the voices that are added.
  int voice_channels() const { return split_ ? 1 : channels_; }

  // Opens a cell of so many frames.
  void Begin(int frames);
  // Adds one voice's samples of the open cell, interleaved. It is heard, and limited if others are, when int16 can tell
  // it from silence.
  void Add(SourceKind kind, const float* samples);
  // Ends the open cell and gives the one before it, interleaved and valid until the next call; none: it was the first.
  const std::vector<int16_t>& End();
  // Gives the last cell.
  const std::vector<int16_t>& Flush();

  // The lowest gain since the last call.
  float TakeLowestGain();

 private:
  struct Cell {
    std::vector<float> samples;
    int frames = 0;
    std::vector<int> voices;  // that are heard, for each limiter
  };

  void GiveWaiting(const Cell* following);
  void Limit(const Cell* following);
  void LimitSide(size_t side, const Cell* following);

  int channels_;
  bool split_;
  std::vector<Limiter> limiters_;  // one, or one for each side
  Cell waiting_;                   // summed, while the limiter looks at the one after it
  Cell open_;
  std::vector<float> side_;
  std::vector<float> side_following_;
  std::vector<int16_t> pcm_;
};

}  // namespace vr
