// A stretch in which a period of the voice is played again and again while it fades, as decoders conceal what they did
// not get (Appendix I of ITU-T G.711, and NetEq's expansion): each sample is the one a period before, times a gain that
// changes slowly. What a voice does by itself is never so exact. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "analysis/diagnosis/recent_samples.h"

namespace vr {

// The frame where the one begins that ends right before this frame; nothing: there is none that is so long.
std::optional<int64_t> FadingRepeatBefore(int64_t frame, double shortest_ms, const RecentSamples& samples, int rate_hz);

}  // namespace vr
