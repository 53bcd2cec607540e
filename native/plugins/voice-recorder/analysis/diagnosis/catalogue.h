// Which detectors there are, and which of them a capture takes.
#pragma once

#include <memory>
#include <vector>

#include "analysis/diagnosis/detector.h"

namespace vr {

// Those for one lane. What cannot be checked on it is told in the report at once.
std::vector<std::unique_ptr<LaneDetector>> LaneDetectorsFor(const LaneFacts& lane, const CaptureFacts& capture,
                                                            Report* report);

// Those for the capture as a whole.
std::vector<std::unique_ptr<RoomDetector>> RoomDetectorsFor(const CaptureFacts& capture, Report* report);

// The two families that they come from.
void AddLevelDetectors(const LaneFacts& lane, const CaptureFacts& capture, Report* report,
                       std::vector<std::unique_ptr<LaneDetector>>* detectors);
void AddLevelDetectors(const CaptureFacts& capture, Report* report,
                       std::vector<std::unique_ptr<RoomDetector>>* detectors);
void AddSoundDetectors(const LaneFacts& lane, const CaptureFacts& capture, Report* report,
                       std::vector<std::unique_ptr<LaneDetector>>* detectors);
void AddSoundDetectors(const CaptureFacts& capture, Report* report,
                       std::vector<std::unique_ptr<RoomDetector>>* detectors);

}  // namespace vr
