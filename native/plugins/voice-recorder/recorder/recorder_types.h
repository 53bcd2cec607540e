// What goes into a recorder and what it tells of itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "recorder/event_queue.h"
#include "recorder/source_record.h"
#include "recorder/task_config.h"
#include "writer/retention.h"

namespace vr {

struct RecorderOptions {
  std::string captures_folder;  // "": dumps need a path of their own
  std::string name_template;
  RetentionLimits retention;
  uint64_t min_free_bytes = 256ull << 20;
  uint64_t max_buffer_bytes = 256ull << 20;
  int max_sources = 8;
  int mix_delay_ms = 200;
  bool require_consent = false;
  bool virtual_clock = false;
  LogLevel log_level = LogLevel::kWarning;
};

struct DumpRequest {
  double last_s = 0;  // 0: all that is buffered
  double after_s = 0;
  std::string path;    // "": by the template
  std::string reason;  // "": "dump"
  bool clear = false;
  bool overwrite = false;
};

struct SourceStats {
  SourceRecord source;
  StreamFormat format;
  uint64_t blocks_taken = 0;
  uint64_t blocks_dropped = 0;
  uint64_t blocks_late = 0;
  uint64_t gaps = 0;
  double gap_ms = 0;
  double drift_ppm = 0;
  double offset_ms = 0;
  double peak_dbfs = kSilenceDbfs;
  double rms_dbfs = kSilenceDbfs;
};

enum class TaskKind { kIdle = 0, kRealTime = 1, kCycle = 2 };

struct RecorderStats {
  TaskKind task = TaskKind::kIdle;
  uint64_t task_id = 0;
  double recorded_s = 0;
  double buffered_s = 0;
  uint64_t buffer_bytes = 0;
  uint64_t buffer_capacity_bytes = 0;
  uint64_t file_bytes = 0;
  uint64_t blocks_taken = 0;
  uint64_t blocks_dropped = 0;
  uint32_t dumps_pending = 0;
  uint32_t captures_failed = 0;
  double peak_dbfs = kSilenceDbfs;
  double rms_dbfs = kSilenceDbfs;
  double limiter_gain_db = 0;
  std::vector<SourceStats> sources;  // open ones
};

}  // namespace vr
