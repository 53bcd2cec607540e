// Where among the cells around a jump of the level it is: on the quieter side nothing is louder than that side usually
// is, on the louder side nothing is quieter, each octave has levels that are likely there, and between the two all
// octaves change at once, which a voice does not do by itself. As an abrupt change in a row of observations is placed
// where it is likeliest (M. Basseville and I. Nikiforov, "Detection of Abrupt Changes", 1993). Pure.
#pragma once

#include <vector>

#include "analysis/diagnosis/detectors/octaves.h"

namespace vr {

struct HeardLevel {
  double time_s = 0;
  float level_dbfs = 0;
  Octaves octaves{};  // that level, where there is no spectrum
};

// By size_db, near the middle of what was heard, of which there is more than 4 s; above 0: it becomes louder.
double TimeOfJump(const std::vector<HeardLevel>& heard, float size_db);

}  // namespace vr
