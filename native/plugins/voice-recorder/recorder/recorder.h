// A recorder as its caller sees it: answers calls at once from what has been accepted and leaves the work to the
// worker thread. Any thread but an audio thread; Push alone is for those (tap/tap_table.h).
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/clock.h"
#include "base/file_system.h"
#include "recorder/call_result.h"
#include "recorder/control_state.h"
#include "recorder/event_queue.h"
#include "recorder/job_queue.h"
#include "recorder/recorder_types.h"
#include "recorder/task.h"
#include "recorder/worker.h"

namespace vr {

class Recorder {
 public:
  static CallResult Check(const RecorderOptions& options);
  // files outlives the recorder.
  Recorder(RecorderOptions options, FileSystem& files);
  // Ends everything and writes what was accepted.
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  int64_t NowNs() const { return clock_->NowNs(); }
  CallResult Advance(int64_t duration_ns);
  // Of a virtual clock: as if the machine had slept so long, and as if somebody had set its clock.
  CallResult Suspend(int64_t duration_ns);
  CallResult SetWallClockForward(int64_t duration_ms);
  CallResult SetConsent(bool given);

  CallResult EnterRoom(const std::string& room_id, const std::string& user_id);
  CallResult Reconnecting();
  CallResult LeaveRoom();

  CallResult OpenSource(SourceKind kind, const std::string& user_id, const std::string& label, SourceId* id);
  CallResult SetMuted(SourceId id, bool muted);
  CallResult CloseSource(SourceId id);
  CallResult SetAllMuted(bool muted);
  CallResult Exclude(const std::string& user_id, bool forget);
  CallResult Include(const std::string& user_id);

  CallResult Start(const TaskRequest& request);
  CallResult Stop();
  CallResult Pause();
  CallResult Resume();
  static CallResult Estimate(const TaskRequest& request, const RecorderOptions& options, TaskCost* cost);

  CallResult Dump(const DumpRequest& request, uint64_t* capture_id);
  CallResult Retry(uint64_t capture_id, const std::string& path);
  CallResult Discard(uint64_t capture_id);
  CallResult Mark(const std::string& label, const std::string& data_json);
  CallResult AddStatistics(const std::string& data_json);
  CallResult SetAbout(const std::string& about_json);
  CallResult Notify(Notice notice, const std::string& text);

  CallResult Wipe();
  // key: kSealKeyBytes of them, or null.
  CallResult Recover(const uint8_t* key);
  // Any thread. Those that were asked for before end behind the ring they are at.
  void StopRecovery() { worker_.StopRecovery(); }

  bool Poll(Event* event) { return events_.Take(event); }
  RecorderStats stats() const { return worker_.stats(); }
  uint64_t events_lost() const { return events_.lost(); }
  bool in_room() const;
  const RecorderOptions& options() const { return options_; }

 private:
  void Post(JobQueue::Job job) { commands_.Post(std::move(job)); }
  void RunWorker();
  void StepWorker(int64_t now_ns);
  void TellOutOfMemory();
  void RunInline(int64_t now_ns);
  CallResult CheckDump(const DumpRequest& request, const TaskView& task) const;
  std::string DumpPath(const DumpRequest& request, const TaskView& task);
  void EndTaskAt(int64_t at_ns);
  void AddMarker(const char* label);
  CallResult SetPaused(bool paused);

  RecorderOptions options_;
  std::unique_ptr<Clock> clock_;
  VirtualClock* virtual_clock_ = nullptr;  // the same object, when it is virtual
  EventQueue events_;
  ControlState control_;
  JobQueue commands_;
  JobQueue streaming_;
  JobQueue syncing_;
  JobQueue writing_;
  Worker worker_;

  mutable std::mutex mutex_;  // orders the calls; guards what follows
  bool in_room_ = false;
  bool reconnecting_ = false;
  bool consent_ = false;
  std::string room_id_;
  std::string user_id_;
  std::map<SourceId, SourceKind> open_sources_;
  const std::string session_;  // 16 random hexadecimal digits
  uint64_t last_id_ = 0;       // of tasks and captures
  uint64_t dump_count_ = 0;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace vr
