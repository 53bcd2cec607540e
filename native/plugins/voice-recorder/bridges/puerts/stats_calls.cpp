#include <algorithm>
#include <array>
#include <cstring>

#include "puerts/answer.h"
#include "puerts/calls.h"

namespace vr_puerts {
namespace {

constexpr size_t kRecorderFields = 23;
constexpr size_t kSourceFields = 14;
using Row = std::array<double, kRecorderFields + VR_STATS_MAX_SOURCES * kSourceFields>;

double Number(uint64_t value) {
  return static_cast<double>(value);
}

std::array<double, kSourceFields> FieldsOf(const vr_source_stats& source) {
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

std::array<double, kRecorderFields> FieldsOf(const vr_stats& stats) {
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

double ReadStats(double recorder, Bytes into) {
  Row row{};
  if (into.size_bytes < sizeof row) return Refuse("into: too short");
  return Guarded([&] {
    vr_stats stats{};
    stats.struct_size = sizeof stats;
    const vr_status status = vr_get_stats(HandleOf(recorder), &stats);
    if (status != VR_OK) return Answer(status);
    const auto fields = FieldsOf(stats);
    auto place = std::copy(fields.begin(), fields.end(), row.begin());
    const size_t listed = std::min<size_t>(stats.source_count, VR_STATS_MAX_SOURCES);
    for (size_t i = 0; i < listed; ++i) {
      const auto of_source = FieldsOf(stats.sources[i]);
      place = std::copy(of_source.begin(), of_source.end(), place);
    }
    std::memcpy(into.data, row.data(), sizeof row);
    return static_cast<double>(VR_OK);
  });
}

}  // namespace vr_puerts
