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
  std::string recovery_folder;  // "": everything is in memory until it is written
  std::string name_template;
  RetentionLimits retention;
  uint64_t min_free_bytes = 256ull << 20;
  uint64_t max_buffer_bytes = 256ull << 20;
  uint64_t max_ring_bytes = 0;  // to which dumps may make a ring grow; 0: twice what it has at the start
  int max_sources = 8;
  int max_tracks = 4;
  int mix_delay_ms = 200;
  bool require_consent = false;
  bool virtual_clock = false;
  LogLevel log_level = LogLevel::kWarning;
};

constexpr double kMaxAfterS = 600;      // for which a dump may go on listening
constexpr size_t kMaxTextBytes = 4096;  // of a reason, a label, a notice

struct DumpRequest {
  double last_s = 0;  // 0: all that is buffered
  double after_s = 0;
  std::string path;    // "": by the template
  std::string reason;  // "": "dump"
  std::string hotkey;  // "": none was pressed
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

// What a game may want to show to its players.
enum class RecordingState { kIdle = 0, kRecording = 1, kPaused = 2 };

// Why recording goes on with less than promised.
enum class Degraded { kNone = 0, kPinned = 1, kDisk = 2, kMemory = 3, kTracks = 4 };

// What happens to the machine or the app around a recording.
enum class Notice {
  kBackground = 0,
  kForeground = 1,
  kInterruptionBegan = 2,
  kInterruptionEnded = 3,
  kDeviceChanged = 4
};

struct RecorderStats {
  TaskKind task = TaskKind::kIdle;
  bool paused = false;
  Degraded degraded = Degraded::kNone;
  uint64_t task_id = 0;
  double recorded_s = 0;
  double buffered_s = 0;
  double durable_s = 0;     // of recorded_s, on disk
  uint64_t ring_bytes = 0;  // on disk
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
