// What two channels of one file have in common: the same sound twice, or the same sound turned around, by the
// correlation of their samples over the whole capture, as Essentia's FalseStereoDetector does. One voice in two equal
// channels is how many games deliver a side: that is no fault.
#pragma once

#include "analysis/diagnosis/detector.h"

namespace vr {

class Channels final : public LaneDetector {
 public:
  // split: the channels are the two sides of the talk.
  Channels(const LaneFacts& lane, bool split) : lane_(lane), split_(split && !lane.is_side) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  const LaneFacts& lane_;
  const bool split_;
  double left_ = 0;  // energy
  double right_ = 0;
  double both_ = 0;
  double sound_s_ = 0;
  double end_s_ = 0;
};

}  // namespace vr
