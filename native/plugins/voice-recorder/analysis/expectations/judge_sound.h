// What a lane sounds like at a place, against what is expected of it. Pure, but for loudness, which reads.
#pragma once

#include "analysis/expectations/lane_ear.h"
#include "analysis/expectations/outcome.h"

namespace vr {

Outcome JudgeSpeech(const LaneEar& ear, const Expectation& expectation);
Outcome JudgeSilence(const LaneEar& ear, const Expectation& expectation);
Outcome JudgeTone(const LaneEar& ear, const Expectation& expectation);

// EBU R128 of the place. What the reader cannot give, kCancelled.
Result<Outcome> JudgeLoudness(const LaneFacts& lane, const Place& place, const Expectation& expectation,
                              Capture& capture, const Progress& progress);

}  // namespace vr
