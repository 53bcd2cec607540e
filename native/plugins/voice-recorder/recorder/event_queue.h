// Events on their way to the script, which takes them when it ticks. Any thread but an audio thread may add.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/audio_types.h"
#include "writer/capture_info.h"

namespace vr {

enum class EventKind {
  kNone = 0,
  kTask = 1,
  kDumpAccepted = 2,
  kDumpCaptured = 3,
  kDumpProgress = 4,
  kDumpDone = 5,
  kDumpFailed = 6,
  kDegraded = 7,
  kCaptureRemoved = 8,
  kLog = 9,
  kState = 10,
  kRestored = 11,
  kRecovered = 12,
  kRecoveryProblem = 13,
  kRecoveryDone = 14,
  kWiped = 15,
  kRecoveryProgress = 16,
};

enum class TaskCode { kErrorSuffix = 1, kOpenFileFailed = 2, kStart = 3, kError = 4, kFinish = 5 };
enum class LogLevel { kNone = 0, kError = 1, kWarning = 2, kInfo = 3 };

// A finished file, as scripts see it.
struct CaptureRecord {
  std::string file_path;
  std::string sidecar_path;
  std::vector<std::string> track_paths;
  CaptureFormat format;
  double duration_s = 0;
  int64_t started_at_unix_ms = 0;
  std::string reason;
  CaptureOrigin origin = CaptureOrigin::kTask;
  uint64_t size_bytes = 0;
  double peak_dbfs = kSilenceDbfs;
};

struct Event {
  EventKind kind = EventKind::kNone;
  int code = 0;  // TaskCode of kTask, LogLevel of kLog, Degraded of kDegraded, RecordingState of kState, a count
  uint64_t task_id = 0;
  uint64_t capture_id = 0;
  double progress = 0;
  int64_t time_ns = 0;
  std::string path;
  std::string text;
  std::optional<CaptureRecord> capture;
};

class EventQueue {
 public:
  static constexpr size_t kMaxWaiting = 4096;

  // Log lines and progress are given up when kMaxWaiting events wait, and counted; every other event is kept.
  void Add(Event event);
  // The oldest event, or false. One atomic read when there is none.
  bool Take(Event* event);
  uint64_t lost() const { return lost_.load(std::memory_order_relaxed); }

 private:
  std::mutex mutex_;
  std::deque<Event> events_;
  std::atomic<size_t> waiting_{0};
  std::atomic<uint64_t> lost_{0};
};

}  // namespace vr
