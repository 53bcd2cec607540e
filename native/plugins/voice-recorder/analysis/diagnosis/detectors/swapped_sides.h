// Sides of a split file on the wrong channel: the levels of its channels are compared with those that were taken of
// each source before mixing.
#pragma once

#include <vector>

#include "analysis/diagnosis/detector.h"

namespace vr {

class SwappedSides final : public RoomDetector {
 public:
  // mix: the place of the lane that has both channels.
  SwappedSides(const CaptureFacts& capture, int mix) : capture_(capture), mix_(mix) {}
  void Listen(const std::vector<Cell>& cells) override;
  void Finish(Report* report) override;

 private:
  // How two curves of levels go together.
  struct Likeness {
    double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    void Add(double x, double y);
    double Correlation(double count) const;
  };

  const CaptureFacts& capture_;
  const int mix_;
  double cells_ = 0;
  Likeness left_local_, left_remote_, right_local_, right_remote_;
};

}  // namespace vr
