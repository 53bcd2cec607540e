#include <algorithm>

#include "cocos/calls.h"

namespace vr_cocos {

double ReadStats(uint64_t recorder, Doubles<kStatsNumbers> into) {
  vr_stats stats{};
  stats.struct_size = sizeof stats;
  const vr_status status = vr_get_stats(recorder, &stats);
  if (status != VR_OK) return Answer(status);
  const auto row = vr_flat::NumbersOf(stats);
  std::copy(row.begin(), row.end(), into.data);
  return VR_OK;
}

}  // namespace vr_cocos
