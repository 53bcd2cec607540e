// Robotic speech of blocks that are played again: one alone is a dropout, several in a row a voice that buzzes at their
// rate (the repeated frames and the robotisation of ITU-T P.563).
#pragma once

#include <vector>

#include "analysis/diagnosis/detectors/sound_finding.h"

namespace vr {

// repeats: of one lane, by start. One finding for each row of them that is dense enough.
std::vector<Finding> RepeatedPackets(const LaneFacts& lane, const std::vector<Finding>& repeats);

}  // namespace vr
