// Whether a source had no data again and again, always after the same time: what comes of samples that are called
// faster than they are. Loss on a network has no such rhythm. Pure.
#pragma once

#include <optional>
#include <vector>

#include "analysis/diagnosis/capture_facts.h"

namespace vr {

// The share of the time that is without data, 0 to 1; nothing: there is no rhythm in these gaps.
std::optional<double> SteadyLossOf(const std::vector<Span>& gaps);

}  // namespace vr
