#include <algorithm>
#include <array>

#include "cocos/calls.h"

namespace vr_cocos {
namespace {

constexpr size_t kSourceNumbers = 14;
constexpr size_t kRecorderNumbers = kStatsNumbers - VR_STATS_MAX_SOURCES * kSourceNumbers;

std::array<double, kSourceNumbers> NumbersOf(const vr_source_stats& source) {
  return {Number(source.source),
          static_cast<double>(source.kind),
          static_cast<double>(source.muted),
          static_cast<double>(source.sample_rate_hz),
          static_cast<double>(source.channels),
          Number(source.blocks_taken),
          Number(source.blocks_dropped),
          Number(source.blocks_late),
          Number(source.gaps),
          source.gap_ms,
          source.drift_ppm,
          source.offset_ms,
          source.peak_dbfs,
          source.rms_dbfs};
}

std::array<double, kRecorderNumbers> NumbersOf(const vr_stats& stats) {
  return {static_cast<double>(stats.in_room),
          static_cast<double>(stats.task_state),
          Number(stats.task_id),
          stats.clock_ms,
          stats.mix_delay_ms,
          stats.recorded_s,
          stats.buffered_s,
          Number(stats.buffer_bytes),
          Number(stats.buffer_capacity_bytes),
          Number(stats.file_bytes),
          Number(stats.blocks_taken),
          Number(stats.blocks_dropped),
          Number(stats.events_lost),
          Number(stats.dumps_pending),
          Number(stats.captures_failed),
          stats.peak_dbfs,
          stats.rms_dbfs,
          stats.limiter_gain_db,
          Number(stats.source_count),
          static_cast<double>(stats.paused),
          static_cast<double>(stats.degraded),
          stats.durable_s,
          Number(stats.ring_bytes)};
}

}  // namespace

double ReadStats(uint64_t recorder, Doubles<kStatsNumbers> into) {
  vr_stats stats{};
  stats.struct_size = sizeof stats;
  const vr_status status = vr_get_stats(recorder, &stats);
  if (status != VR_OK) return Answer(status);
  const auto numbers = NumbersOf(stats);
  double* place = std::copy(numbers.begin(), numbers.end(), into.data);
  const size_t listed = std::min<size_t>(stats.source_count, VR_STATS_MAX_SOURCES);
  for (size_t i = 0; i < listed; ++i) {
    const auto of_source = NumbersOf(stats.sources[i]);
    place = std::copy(of_source.begin(), of_source.end(), place);
  }
  std::fill(place, into.data + kStatsNumbers, 0.0);
  return VR_OK;
}

}  // namespace vr_cocos
