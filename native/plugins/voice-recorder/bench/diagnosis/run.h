// The whole run: all faults and all clean talks, on several threads.
#pragma once

#include <vector>

#include "base/status.h"
#include "diagnosis/options.h"
#include "diagnosis/tally.h"
#include "diagnosis/voices.h"

namespace vr::bench {

struct RunTally {
  std::vector<FaultTally> faults;
  CleanTally clean;
};

// Tells on stderr how far it is.
Result<RunTally> RunAll(const Voices& voices, const DiagnosisOptions& options);

}  // namespace vr::bench
