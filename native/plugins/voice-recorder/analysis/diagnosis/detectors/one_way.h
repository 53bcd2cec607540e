// One side of the talk is not heard once while the other one speaks. The sides are the local user and all remote users
// together; speech is what stands out of a lane's floor (ITU-T P.56).
#pragma once

#include <vector>

#include "analysis/diagnosis/detector.h"
#include "analysis/diagnosis/level_histogram.h"

namespace vr {

class OneWay final : public RoomDetector {
 public:
  explicit OneWay(const CaptureFacts& capture) : capture_(capture), lanes_(capture.lanes.size()) {}
  void Listen(const std::vector<Cell>& cells) override;
  void Finish(Report* report) override;

 private:
  struct Side {
    int lane = kWholeCapture;  // the first one
    double speech_s = 0;
    double open_s = 0;  // not muted
    bool by_features = true;
  };
  Side SideOf(bool local) const;

  const CaptureFacts& capture_;
  std::vector<LevelHistogram> lanes_;
};

}  // namespace vr
