// Speech that is too quiet to be understood in a game: its active level, after ITU-T P.56, over the whole capture.
#pragma once

#include "analysis/diagnosis/detector.h"
#include "analysis/diagnosis/level_histogram.h"

namespace vr {

class LowLevel final : public LaneDetector {
 public:
  explicit LowLevel(const LaneFacts& lane) : lane_(lane) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  const LaneFacts& lane_;
  LevelHistogram levels_;
  double end_s_ = 0;
};

}  // namespace vr
