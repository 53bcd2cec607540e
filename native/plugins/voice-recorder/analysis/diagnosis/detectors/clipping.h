// Speech whose tops are cut off: samples at full scale, or several equal ones in a row at the lane's highest level,
// wherever that lies, as "Peak count" and "Flat factor" of FFmpeg's astats count them. What was clipped and made
// quieter afterwards is found by the latter. How long a natural top stays within a step of 16 bits depends on its
// height: a flat one is longer. One top is enough where it is flat and bent sharply at both ends, as no voice is. Where
// samples went through AAC the highest ones of each cell from before it are compared: several are equal.
#pragma once

#include <vector>

#include "analysis/diagnosis/detector.h"
#include "analysis/diagnosis/level_histogram.h"

namespace vr {

class Clipping final : public LaneDetector {
 public:
  Clipping(const LaneFacts& lane, int sample_rate_hz) : lane_(lane), rate_hz_(sample_rate_hz) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  // Clipped cells near each other.
  struct Stretch {
    double start_s = 0;
    double end_s = 0;
    int cells = 0;
    int64_t speech_cells = 0;
    int64_t cells_at_end = 0;
    double ceiling = 0;
    bool is_sharp = false;  // one of them is told by itself
    int steady_cells = 0;   // as loud as the one before, as of a tone
  };
  // The highest samples of one sign so far, and the cells that stay flat there.
  struct Ceiling {
    float height = 0;
    Stretch stretch;
    int64_t last_cell = -2;  // that reached it, of levels alone
    float last_dbfs = 0;
  };
  enum class Top { kRound, kFlat, kSharp };
  Top TopOf(const Cell& cell, float sign, float height) const;
  void LookAtLevels(const Cell& cell, Ceiling* ceiling);
  void LookAtTop(const Cell& cell, float sign, Ceiling* ceiling);
  void Clipped(const Cell& cell, double ceiling, bool is_sharp, Stretch* stretch);
  void EndStretch(Stretch* stretch);

  const LaneFacts& lane_;
  const int rate_hz_;
  LevelHistogram levels_;
  int64_t speech_cells_ = 0;
  Ceiling high_;
  Ceiling low_;
  Stretch full_;
  std::vector<Stretch> found_;
};

}  // namespace vr
