// One capture: made, recorded, diagnosed, compared, counted.
#pragma once

#include <cstdint>
#include <string>

#include "base/status.h"
#include "diagnosis/keeper.h"
#include "diagnosis/seeds.h"
#include "diagnosis/tally.h"
#include "diagnosis/voices.h"

namespace vr::bench {

constexpr double kCleanSeconds = 120;

struct Workshop {
  const Voices* voices = nullptr;
  SeedSet seeds = SeedSet::kHeldOut;
  const Keeper* keeper = nullptr;
  std::string folder;  // for captures while they are looked at
};

// How many instances the capture had is added to the tally with the rest.
Status RunFault(const Workshop& shop, size_t index, FaultTally* tally);
Status RunClean(const Workshop& shop, size_t index, CleanTally* tally);

}  // namespace vr::bench
