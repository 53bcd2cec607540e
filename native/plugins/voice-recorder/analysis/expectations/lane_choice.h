// Which lanes of a capture an expectation is of. Pure.
#pragma once

#include <string>
#include <vector>

#include "analysis/diagnosis/capture_facts.h"
#include "analysis/expectations/expectation.h"

namespace vr {

// What an expectation without a side is of: the mix, or whatever is checked for faults.
// Empty: there is none that is meant.
std::vector<const LaneFacts*> LanesFor(const Expectation& expectation, const CaptureFacts& facts);

// "the local user a", within a sentence.
std::string NameInSentence(const LaneFacts* lane);
// Whom the expectation means: "remote user 2", "the remote users", "the mix".
std::string MeantName(const Expectation& expectation);
// What lanes there are: "the mix, the local user a".
std::string LaneNames(const CaptureFacts& facts);

}  // namespace vr
