// Everything that happens on the worker thread: takes the blocks out of the taps, feeds the tasks, and hands what
// they give to the writing thread. Its methods are called through `commands` of Recorder; nothing here blocks for
// longer than a file's metadata takes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/file_system.h"
#include "recorder/call_result.h"
#include "recorder/control_state.h"
#include "recorder/event_queue.h"
#include "recorder/job_queue.h"
#include "recorder/real_time_file.h"
#include "recorder/recorder_types.h"
#include "recorder/task.h"
#include "recorder/task_events.h"
#include "tap/tap_table.h"

namespace vr {

class Worker {
 public:
  // All of them outlive the worker. results: jobs that the writing thread posts back, run on the worker thread.
  struct Surroundings {
    const Clock& clock;
    FileSystem& files;
    EventQueue& events;
    ControlState& control;
    JobQueue& writing;
    JobQueue& results;
  };
  struct Room {
    std::string room_id;
    std::string user_id;
  };

  Worker(const RecorderOptions& options, const Surroundings& around);

  void StartTask(const TaskConfig& config, const TaskMoment& moment, uint64_t start_call, uint64_t final_capture_id);
  void EndTask(int64_t at_ns);
  void SetRoom(Room room) { room_ = std::move(room); }
  void AddSource(const SourceRecord& source, int64_t at_ns);
  void CloseSource(SourceId id, int64_t at_ns);
  void SetMuted(SourceId id, bool muted, int64_t at_ns);
  void AddMarker(const CaptureMarker& marker, int64_t at_ns);
  void Dump(DumpTarget target, int64_t at_ns, const DumpRequest& request);
  void Retry(uint64_t capture_id, const std::string& path);
  void Discard(uint64_t capture_id);

  // Does all that is due at this time.
  void Step(int64_t now_ns);
  // Ends every task at this time without waiting for late blocks. Step goes on until idle().
  void Shutdown(int64_t now_ns);
  // No task and no file is under way.
  bool idle() const { return live_.empty() && writing_captures_ == 0; }
  // No audio thread can be within a tap any more.
  bool taps_released() const { return sources_.empty(); }
  // Something needs a step every few milliseconds.
  bool busy() const { return !live_.empty() || !sources_.empty(); }

  // Any thread.
  RecorderStats stats() const;

 private:
  struct LiveTask {
    std::unique_ptr<Task> task;  // null once only its file is under way
    TaskConfig config;
    std::string path_identity;
    uint64_t id = 0;
    uint64_t start_call = 0;
    Room room;
    std::shared_ptr<RealTimeFile> file;  // real time
    bool file_asked_for = false;
    bool closing = false;
    bool over = false;  // its row of events is complete
    uint64_t final_capture_id = 0;
    bool degraded_told = false;
    Status failure;
  };
  struct SourceState {
    SourceRecord record;
    bool closed = false;
    StreamFormat format;  // of the last block
    uint64_t late = 0;    // of tasks that are over, as for the next two
    uint64_t gaps = 0;
    double gap_ms = 0;
    TapCounters counters;
  };

  LiveTask* Running();
  LiveTask* Find(uint64_t task_id);
  void Refuse(const TaskConfig& config, uint64_t task_id, uint64_t start_call, TaskCode code, const std::string& why);
  void TellTask(const LiveTask& live, TaskCode code, const std::string& why, uint64_t capture_id,
                std::optional<CaptureRecord> capture);
  void Log(LogLevel level, const std::string& text);

  void NoticeSuspend(int64_t now_ns);
  void DrainTaps(int64_t now_ns);
  void ReleaseClosedSources();
  SourceStats StatsOf(const SourceState& source, const LiveTask* running) const;
  void Serve(LiveTask& live, int64_t now_ns);
  void ServeRealTime(LiveTask& live, int64_t now_ns);
  void ServeCycle(LiveTask& live);
  bool OlderTaskHasPath(const LiveTask& live) const;
  // A task that has not ended yet, or whose file is under way, and that writes to this path; or null.
  const LiveTask* TaskWritingTo(const std::string& path) const;
  void AskForFile(LiveTask& live);
  void FailTask(LiveTask& live, const Status& why);
  void OnFileOpened(uint64_t task_id, const Status& status);
  void OnFileFailed(uint64_t task_id, const Status& status);
  void OnFileClosed(uint64_t task_id, const RealTimeFile::Closed& closed);
  void EndTaskRow(uint64_t task_id, CaptureInfo info, const WrittenCapture& written, const Status& failure);

  void TellFailed(const DumpTarget& target, uint64_t task_id, CallCode code, const std::string& why);
  void Write(std::shared_ptr<HeldCapture> held);
  void OnWritten(const std::shared_ptr<HeldCapture>& held, const Result<WrittenCapture>& result);
  void KeepFailed(const std::shared_ptr<HeldCapture>& held);
  void Retain(const std::string& just_written);
  void FillIn(const Room& room, CaptureInfo* info) const;
  void KeepSourceTotals(const Task& task);
  void Publish();

  RecorderOptions options_;
  Surroundings around_;
  TaskEvents task_events_;
  Room room_;
  std::vector<std::unique_ptr<LiveTask>> live_;
  std::map<SourceId, SourceState> sources_;         // open, or closed and still with blocks
  std::map<SourceId, SourceState> closed_sources_;  // for captures that still describe them
  std::map<uint64_t, std::shared_ptr<HeldCapture>> failed_;
  size_t writing_captures_ = 0;
  uint64_t blocks_taken_before_ = 0;  // of released sources
  uint64_t blocks_dropped_before_ = 0;
  int64_t mix_delay_ns_;
  int64_t suspended_ns_ = SuspendedNs();
  bool shutting_down_ = false;

  mutable std::mutex stats_mutex_;
  RecorderStats stats_;
};

}  // namespace vr
