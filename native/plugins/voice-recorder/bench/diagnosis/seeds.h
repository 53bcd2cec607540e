// Which of the two sets of material is made. They share no voice and no random number.
#pragma once

#include <cstdint>

namespace vr::bench {

enum class SeedSet { kTune, kHeldOut };

constexpr uint64_t SeedOf(SeedSet set) {
  return set == SeedSet::kTune ? 0x7453 : 0x4865;
}

}  // namespace vr::bench
