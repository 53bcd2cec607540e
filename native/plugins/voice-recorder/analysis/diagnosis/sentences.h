// One plain sentence for a finding. Pure.
#pragma once

#include "analysis/diagnosis/capture_facts.h"
#include "analysis/diagnosis/finding.h"
#include "analysis/diagnosis/texts.h"

namespace vr {

// lane: null for a finding of the whole capture.
Wording SentenceOf(const Finding& finding, const LaneFacts* lane);

}  // namespace vr
