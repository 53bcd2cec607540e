// A voice on its way through Opus, with packets that are lost.
#pragma once

#include <functional>

#include "diagnosis/signal.h"

namespace vr::bench {

constexpr double kOpusPacketSeconds = 0.02;

// What comes out at the other end, at the same moments as it went in. `lost`: whether the packet with this number is
// concealed by the decoder; none without it.
Signal ThroughOpus(const Signal& signal, int bits_per_second, const std::function<bool(size_t)>& lost = nullptr);

}  // namespace vr::bench
