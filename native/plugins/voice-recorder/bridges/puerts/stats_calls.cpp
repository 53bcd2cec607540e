#include <cstring>

#include "flat/numbers.h"
#include "puerts/answer.h"
#include "puerts/calls.h"

namespace vr_puerts {

double ReadStats(double recorder, Bytes into) {
  if (into.size_bytes < vr_flat::kStatsNumbers * sizeof(double)) return Refuse("into: too short");
  return Guarded([&] {
    vr_stats stats{};
    stats.struct_size = sizeof stats;
    const vr_status status = vr_get_stats(HandleOf(recorder), &stats);
    if (status != VR_OK) return Answer(status);
    const auto row = vr_flat::NumbersOf(stats);
    std::memcpy(into.data, row.data(), sizeof row);
    return static_cast<double>(VR_OK);
  });
}

}  // namespace vr_puerts
