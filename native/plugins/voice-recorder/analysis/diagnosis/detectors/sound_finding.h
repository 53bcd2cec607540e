// What the findings of sound have in common.
#pragma once

#include <string>
#include <utility>

#include "analysis/diagnosis/detector.h"

namespace vr {

inline Finding SoundFinding(const std::string& id, const LaneFacts& lane, double start_s, double end_s,
                            Quantity quantity) {
  Finding finding;
  finding.id = id;
  finding.lane = lane.lane;
  finding.start_s = start_s;
  finding.seconds = end_s > start_s ? end_s - start_s : 0;
  finding.quantity = std::move(quantity);
  finding.approximate = lane.lossy;
  return finding;
}

// A cell in which a lane could have been heard.
inline bool IsAudible(const Cell& cell) {
  return cell.mono != nullptr && !cell.gap && !cell.muted;
}

// Nothing but zeros: a gate, or nobody who sends.
inline bool IsNothing(const Cell& cell) {
  return cell.powers == nullptr || cell.powers->empty();
}

}  // namespace vr
