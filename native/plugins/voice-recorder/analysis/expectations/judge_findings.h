// What a diagnosis has found at a place, against what is expected. Pure.
#pragma once

#include <vector>

#include "analysis/diagnosis/capture_facts.h"
#include "analysis/expectations/expectation.h"
#include "analysis/expectations/outcome.h"

namespace vr {

// kNoDropouts, kNoClipping, kNoEcho.
Outcome JudgeFault(const LaneFacts& lane, const Place& place, const Expectation& expectation, const Report& report,
                   const CaptureFacts& facts);
// kNoFindings: of these lanes, and of the capture as a whole.
Outcome JudgeAllFaults(const std::vector<const LaneFacts*>& lanes, const Place& place, const Expectation& expectation,
                       const Report& report, const CaptureFacts& facts);

}  // namespace vr
