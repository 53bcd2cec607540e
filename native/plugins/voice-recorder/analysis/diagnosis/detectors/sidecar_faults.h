// What the recorder itself has noted in the sidecar: blocks that it dropped, audio that it could not keep, a clock that
// drifts beyond what crystals do (100 ppm), and one that is so far off that the declared rate cannot be true.
#pragma once

#include <string>
#include <vector>

#include "analysis/diagnosis/detector.h"

namespace vr {

class SidecarFaults final : public RoomDetector {
 public:
  explicit SidecarFaults(const CaptureFacts& capture) : capture_(capture) {}
  void Listen(const std::vector<Cell>&) override {}
  void Finish(Report* report) override;

 private:
  void LookAtBlocks(const LaneFacts& lane, Report* report) const;
  void LookAtClock(const LaneFacts& lane, Report* report) const;
  void LookAtMissing(Report* report) const;
  Finding Whole(const char* id, int lane, Severity severity) const;

  const CaptureFacts& capture_;
};

}  // namespace vr
