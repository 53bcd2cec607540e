// A detector looks for one kind of fault while a capture passes by. Its class comment names what its method is
// published in. One thread; memory does not grow with the length of the capture.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/diagnosis/capture_facts.h"
#include "analysis/diagnosis/cell.h"
#include "analysis/diagnosis/finding.h"
#include "analysis/diagnosis/thresholds.h"

namespace vr {

// Of one lane.
class LaneDetector {
 public:
  virtual ~LaneDetector() = default;
  // Every cell of the lane, in order.
  virtual void Listen(const Cell& cell) = 0;
  // After the last cell: adds what is still open to the report, and exactly one Check for each id that it looks for.
  virtual void Finish(Report* report) = 0;
};

// Of several lanes together.
class RoomDetector {
 public:
  virtual ~RoomDetector() = default;
  // The cells of all lanes at one time, in the lanes' order.
  virtual void Listen(const std::vector<Cell>& cells) = 0;
  virtual void Finish(Report* report) = 0;
};

// What was read to make a check of this lane's samples, or of its levels.
inline std::string BasisOf(const LaneFacts& lane, bool needs_audio) {
  return !needs_audio && lane.has_features ? "features" : "audio";
}

// A check of one lane that has been made: found or not.
inline Check Made(const std::string& id, const LaneFacts& lane, bool found, const std::string& basis) {
  return {id, lane.lane, found ? CheckState::kFound : CheckState::kOk, basis, ""};
}

// The check of this id and its findings, after the last cell.
inline void AddFound(const std::string& id, const LaneFacts& lane, const std::string& basis,
                     std::vector<Finding>* found, Report* report) {
  report->Add(Made(id, lane, !found->empty(), basis));
  for (Finding& finding : *found) report->Add(std::move(finding));
  found->clear();
}

inline Check NotCheckable(const std::string& id, int lane, const std::string& why) {
  return {id, lane, CheckState::kNotCheckable, "", why};
}

}  // namespace vr
