// One plain sentence for a finding. Pure.
#pragma once

#include <string>

#include "analysis/diagnosis/capture_facts.h"
#include "analysis/diagnosis/finding.h"
#include "analysis/diagnosis/texts.h"

namespace vr {

// Three digits that count, and no exponent: "80", "4.25", "0.031".
std::string NumberText(double value);
std::string ValueText(const Quantity& quantity);  // "80 ms"
std::string SecondsText(double seconds);          // "4.20"
// "Remote user 2"; null: the capture as a whole.
Wording WhoText(const LaneFacts* lane);

// lane: null for a finding of the whole capture.
Wording SentenceOf(const Finding& finding, const LaneFacts* lane);

}  // namespace vr
