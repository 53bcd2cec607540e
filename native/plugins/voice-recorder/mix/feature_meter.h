// Measures a stream in cells of 10 ms of the output's time line. Worker thread only.
#pragma once

#include <cstdint>
#include <deque>

#include "base/feature_word.h"

namespace vr {

class FeatureMeter {
 public:
  explicit FeatureMeter(int64_t first_cell) : next_cell_(first_cell) {}
  // int16 frames, interleaved, of which the first lies at room_s (seconds since the task began) and each frame_s after
  // the one before. What lies in cells that were taken already is ignored.
  void Add(const int16_t* samples, int frames, int channels, double room_s, double frame_s);
  // No data is expected in this cell: it is silence and not a gap.
  void Excuse(int64_t cell);
  // The next cell in order.
  FeatureWord Take();
  int64_t next_cell() const { return next_cell_; }

 private:
  struct Cell {
    Feature feature;
    double power = 0;
    int64_t samples = 0;
    double heard_s = 0;
    double frame_s = 0;
    int zero_run = 0;
    bool excused = false;
  };

  Cell* At(int64_t cell);
  static void Measure(const int16_t* samples, int frames, int channels, Cell* cell);

  int64_t next_cell_;
  std::deque<Cell> cells_;
};

}  // namespace vr
