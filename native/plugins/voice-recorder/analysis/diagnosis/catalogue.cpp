#include "analysis/diagnosis/catalogue.h"

namespace vr {

std::vector<std::unique_ptr<LaneDetector>> LaneDetectorsFor(const LaneFacts& lane, const CaptureFacts& capture,
                                                            Report* report) {
  std::vector<std::unique_ptr<LaneDetector>> detectors;
  AddLevelDetectors(lane, capture, report, &detectors);
  AddSoundDetectors(lane, capture, report, &detectors);
  return detectors;
}

std::vector<std::unique_ptr<RoomDetector>> RoomDetectorsFor(const CaptureFacts& capture, Report* report) {
  std::vector<std::unique_ptr<RoomDetector>> detectors;
  AddLevelDetectors(capture, report, &detectors);
  AddSoundDetectors(capture, report, &detectors);
  return detectors;
}

}  // namespace vr
