// What the hosts of scripts hand over of the C interface's structures: numbers in the order of FlatNative, and texts.
#ifndef VR_BRIDGES_FLAT_NUMBERS_H_
#define VR_BRIDGES_FLAT_NUMBERS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "voice_recorder.h"

namespace vr_flat {

constexpr size_t kEventNumbers = 16;
constexpr size_t kCostNumbers = 4;
constexpr size_t kRecorderNumbers = 23;
constexpr size_t kSourceNumbers = 14;
constexpr size_t kStatsNumbers = kRecorderNumbers + VR_STATS_MAX_SOURCES * kSourceNumbers;

// What script has for every number.
inline double Number(uint64_t value) {
  return static_cast<double>(value);
}

inline std::array<double, kSourceNumbers> NumbersOf(const vr_source_stats& source) {
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

inline std::array<double, kRecorderNumbers> RecorderNumbersOf(const vr_stats& stats) {
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

// The recorder's fields, then those of each source; 0 for sources that are not there.
inline std::array<double, kStatsNumbers> NumbersOf(const vr_stats& stats) {
  std::array<double, kStatsNumbers> row{};
  const auto of_recorder = RecorderNumbersOf(stats);
  double* place = std::copy(of_recorder.begin(), of_recorder.end(), row.data());
  const size_t listed = std::min<size_t>(stats.source_count, VR_STATS_MAX_SOURCES);
  for (size_t i = 0; i < listed; ++i) {
    const auto of_source = NumbersOf(stats.sources[i]);
    place = std::copy(of_source.begin(), of_source.end(), place);
  }
  return row;
}

inline std::array<double, kCostNumbers> NumbersOf(const vr_cost& cost) {
  return {Number(cost.buffer_bytes), Number(cost.file_bytes), Number(cost.bytes_per_second), Number(cost.ring_bytes)};
}

inline std::array<double, kEventNumbers> NumbersOf(const vr_event& event) {
  const vr_capture none{};
  const vr_capture& capture = event.capture == nullptr ? none : *event.capture;
  return {static_cast<double>(event.kind),
          static_cast<double>(event.code),
          Number(event.task_id),
          Number(event.capture_id),
          event.progress,
          event.time_ms,
          event.capture == nullptr ? 0.0 : 1.0,
          static_cast<double>(capture.format),
          static_cast<double>(capture.sample_rate_hz),
          static_cast<double>(capture.channels),
          capture.duration_s,
          static_cast<double>(capture.started_at_unix_ms),
          static_cast<double>(capture.origin),
          Number(capture.size_bytes),
          capture.peak_dbfs,
          static_cast<double>(capture.track_count)};
}

inline std::string TextOf(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

// Its path and text, those of its capture, and the paths of the capture's tracks.
inline std::vector<std::string> TextsOf(const vr_event& event) {
  const vr_capture none{};
  const vr_capture& capture = event.capture == nullptr ? none : *event.capture;
  std::vector<std::string> texts = {TextOf(event.path), TextOf(event.text), TextOf(capture.file_path),
                                    TextOf(capture.sidecar_path), TextOf(capture.reason)};
  for (uint32_t i = 0; i < capture.track_count; ++i) texts.push_back(TextOf(capture.track_paths[i]));
  return texts;
}

}  // namespace vr_flat

#endif  // VR_BRIDGES_FLAT_NUMBERS_H_
