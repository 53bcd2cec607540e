// What the detectors of dropouts have in common. Pure.
#pragma once

#include "analysis/diagnosis/detector.h"

namespace vr {

// A mute begins and ends at once, and its marker may miss it by a little.
bool IsNearMute(const LaneFacts& lane, double start_s, double end_s);

Finding DropoutFinding(const LaneFacts& lane, const char* form, double start_s, double end_s, double confidence);

}  // namespace vr
