// Everything that happens on the worker thread: takes the blocks out of the taps, feeds the tasks, and hands what
// they give to the streaming and writing threads. Its methods are called through `commands` of Recorder; nothing here
// blocks for longer than a file's metadata takes.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
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
#include "writer/retention.h"

namespace vr {

class Worker {
 public:
  // All of them outlive the worker. results: jobs that the other threads post back, run on the worker thread.
  struct Surroundings {
    const Clock& clock;
    FileSystem& files;
    EventQueue& events;
    ControlState& control;
    JobQueue& streaming;  // what is written as it comes: slots of rings, real-time files
    JobQueue& syncing;    // brings that to the disk
    JobQueue& writing;    // whole captures, and recovery
    JobQueue& results;
  };
  struct Room {
    std::string room_id;
    std::string user_id;
  };

  Worker(const RecorderOptions& options, const Surroundings& around);

  // Of a task that is asked for while the ring of the one before it is being made, this and what follows waits.
  void StartTaskWhenOpened(const TaskConfig& config, const TaskMoment& moment, uint64_t start_call,
                           uint64_t final_capture_id);
  void EndTaskWhenOpened(int64_t at_ns);
  void Pause(bool paused, int64_t at_ns) { PauseAfter(0, paused, at_ns); }
  void SetRoom(Room room) { room_ = std::move(room); }
  void AddSource(const SourceRecord& source, int64_t at_ns);
  void CloseSource(SourceId id, int64_t at_ns);
  void SetMuted(SourceId id, bool muted, int64_t at_ns);
  void SetAllMuted(bool muted, int64_t at_ns);
  void Exclude(const std::string& user_id, bool forget, int64_t at_ns);
  void Include(const std::string& user_id, int64_t at_ns);
  void AddMarker(const CaptureMarker& marker, int64_t at_ns);
  void AddStatistics(const std::string& data_json, int64_t at_ns);
  void SetAbout(const std::string& about_json);
  void Notify(Notice notice, const std::string& text, int64_t at_ns);
  void DumpWhenOpened(DumpTarget target, int64_t at_ns, const DumpRequest& request);
  void Retry(uint64_t capture_id, const std::string& path);
  void Discard(uint64_t capture_id);
  void WipeWhenOpened(int64_t at_ns);
  // stops: recovery_stops when it was asked for.
  void Recover(const std::optional<SealKey>& key, uint64_t stops);
  // Any thread.
  void StopRecovery() { ++recovery_stops_; }
  uint64_t recovery_stops() const { return recovery_stops_.load(); }

  // Does all that is due at this time.
  void Step(int64_t now_ns);
  // Ends every task at this time without waiting for late blocks. Step goes on until idle().
  void Shutdown(int64_t now_ns);
  // No task and no file is under way.
  bool idle() const { return live_.empty() && writing_captures_ == 0 && syncing_captures_ == 0 && wipes_ == 0; }
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
    std::vector<std::shared_ptr<RealTimeFile>> files;  // real time, of each stream
    std::vector<CaptureTrack> track_names;             // real time, in the order in which their files were opened
    std::vector<size_t> track_streams;
    bool file_asked_for = false;
    bool file_opened = false;
    bool opening = false;  // its ring is being made
    bool closing = false;
    bool flushed = false;
    bool over = false;  // its row of events is complete
    bool paused = false;
    uint64_t final_capture_id = 0;
    std::set<Degraded> degraded;     // what is less than promised now
    std::set<size_t> broken_tracks;  // real time: streams whose own file failed, which was told
    bool log_broke = false;          // real time: for a while, or for good
    std::string hole_why = "disk";
    std::map<SourceId, bool> silent;
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
  // What has been told as written: a ring has it, too, until it is on the disk for certain.
  struct Unsynced {
    std::vector<std::string> paths;  // empty: not all of it could be written
    std::shared_ptr<DurableRing> ring;
    uint64_t capture_id = 0;  // of which the ring has a pin; 0: a recording, of which it has the log
    bool is_told = false;
  };

  // ---- Tasks (worker.cpp)
  void StartTask(const TaskConfig& config, const TaskMoment& moment, uint64_t start_call, uint64_t final_capture_id);
  void EndTask(int64_t at_ns);
  LiveTask* Running();
  LiveTask* Find(uint64_t task_id);
  void Refuse(const TaskConfig& config, uint64_t task_id, uint64_t start_call, TaskCode code, const std::string& why);
  void Begin(LiveTask& live);
  void CouldNotBegin(LiveTask& live, const Status& why);
  void TellTask(const LiveTask& live, TaskCode code, const std::string& why, uint64_t capture_id,
                std::optional<CaptureRecord> capture);
  void TellDegraded(LiveTask& live, Degraded reason, const std::string& why);
  // Nothing where that was not degraded.
  void TellRestored(LiveTask& live, Degraded reason, const std::string& text);
  void TellState();
  void Log(LogLevel level, const std::string& text);
  void NoticeClocks(int64_t now_ns);
  SourceState* FindSource(SourceId id);
  void DrainTaps(int64_t now_ns);
  void ReleaseClosedSources();
  // What a source's tap has counted, into the log of a task.
  static void TellCounters(const SourceState& source, LiveTask& live);
  void Serve(LiveTask& live, int64_t now_ns);
  void ServeMemory(LiveTask& live);
  void ServeRing(LiveTask& live, int64_t now_ns);
  void FailTask(LiveTask& live, const Status& why);
  const LiveTask* TaskWritingTo(const std::string& path) const;
  void KeepSourceTotals(const Task& task);
  SourceStats StatsOf(const SourceState& source, const LiveTask* running) const;
  void Publish();

  // ---- What may be heard (worker_silence.cpp)
  bool IsSilent(const SourceState& source, const LiveTask& live) const;
  SourceRecord RecordFor(const SourceState& source, const LiveTask& live) const;
  // A source comes to a task, silent or not.
  void Admit(const SourceState& source, LiveTask& live, int64_t at_ns);
  void ApplySilence(int64_t at_ns);
  // The tasks that were begun after this one.
  void PauseAfter(uint64_t task_id, bool paused, int64_t at_ns);
  void FlushAll(int64_t now_ns);

  // ---- Rings (worker_rings.cpp)
  // Its files are made by Open.
  std::shared_ptr<DurableRing> MakeRing(LiveTask& live);
  // The task whose ring is being made, or null.
  LiveTask* Opening();
  // Whether a ring is being made: then it is asked again afterwards, so that what comes after a start finds that task.
  bool Waits(std::function<void()> again);
  void OnOpened(uint64_t task_id, const Status& status);
  int64_t MixableUntil(const LiveTask& live, int64_t now_ns);
  std::vector<std::shared_ptr<DurableRing>> RingsWithAudio();
  void Wipe(int64_t at_ns);
  void OnRingHealth(uint64_t task_id, RingHealth health, const std::string& why);
  void EndWipe(const Status& status);

  // ---- Real time (worker_real_time.cpp)
  bool OlderTaskHasPath(const LiveTask& live) const;
  void AskForFile(LiveTask& live);
  void OpenTrackFile(LiveTask& live, const TrackUser& user);
  void ServeRealTime(LiveTask& live, int64_t now_ns);
  void HandOver(LiveTask& live, size_t stream, int64_t now_ns);
  void OnFileOpened(uint64_t task_id, const Status& status);
  void OnTrackFileOpened(uint64_t task_id, size_t stream, const Status& status);
  void OnFileFailed(uint64_t task_id, size_t stream, const Status& status);
  void Describe(LiveTask& live, const RealTimeFile::Closed& closed, const std::vector<bool>& tracks_whole);
  void OnFilesClosed(uint64_t task_id, const RealTimeFile::Closed& closed, const std::vector<bool>& tracks_whole);
  void EndTaskRow(uint64_t task_id, CaptureInfo info, const WrittenCapture& written, const Status& failure);

  // ---- Captures (worker_captures.cpp)
  void TellFailed(const DumpTarget& target, uint64_t task_id, CallCode code, const std::string& why);
  void TellCaptured(const DumpTarget& target, uint64_t task_id, const Status& status);
  void Dump(LiveTask& running, const DumpTarget& target, int64_t at_ns, const DumpRequest& request);
  bool CheckDump(LiveTask* running, const DumpRequest& request, DumpTarget* target);
  void ServeCycle(LiveTask& live);
  void NoteComplete(const HeldCapture& held);
  void Write(std::shared_ptr<HeldCapture> held);
  void WriteUnlessTaken(std::shared_ptr<HeldCapture> held);
  JobQueue::Prepared WritingOf(std::shared_ptr<HeldCapture> held);
  Result<WrittenCapture> WriteNow(HeldCapture& held, uint64_t wipe);
  void OnWritten(const std::shared_ptr<HeldCapture>& held, const Result<WrittenCapture>& result, uint64_t wipe);
  void KeepFailed(const std::shared_ptr<HeldCapture>& held);
  void LetGo(const HeldCapture& held);
  void Retain(const std::string& just_written);
  void Retain(const std::vector<std::string>& just_written, const ComingCapture& coming = {});
  // A capture stands although its companions could not be written.
  void LogLost(const CaptureInfo& info, const WrittenCapture& written);

  // ---- What was written, on its way to the disk (worker_syncs.cpp)
  void OnSynced(const std::shared_ptr<Unsynced>& written, const Status& status);
  void SyncAgain(int64_t now_ns);
  void Sync(const std::shared_ptr<Unsynced>& written);
  static void LetGo(const Unsynced& written);

  RecorderOptions options_;
  Surroundings around_;
  TaskEvents task_events_;
  Room room_;
  std::string about_json_;
  std::vector<std::unique_ptr<LiveTask>> live_;
  std::deque<std::function<void()>> when_opened_;
  size_t starts_waiting_ = 0;         // among them
  std::vector<SourceState> sources_;  // open, or closed and still with blocks; in the order of their opening
  std::map<uint64_t, std::shared_ptr<HeldCapture>> failed_;
  std::set<std::string> excluded_;  // user ids
  bool all_muted_ = false;
  bool in_background_ = false;
  int64_t flush_at_ns_ = 0;
  size_t writing_captures_ = 0;
  size_t syncing_captures_ = 0;                      // that are told, and may not be on the disk yet
  std::vector<std::shared_ptr<Unsynced>> unsynced_;  // of those that could not be synced
  std::set<uint64_t> discarded_;                     // captures, while a sync was under way
  int64_t sync_again_at_ns_ = 0;
  std::vector<std::weak_ptr<DurableRing>> rings_;  // also of tasks that are over, as long as captures need them
  std::vector<std::shared_ptr<DurableRing>> rings_to_open_;  // when the wipe that is under way has made room
  size_t wipes_ = 0;                                         // parts of a wipe that are under way
  size_t wipe_calls_ = 0;                                    // that it answers
  Status wipe_status_;
  std::atomic<uint64_t> recovery_stops_{0};
  std::atomic<uint64_t> wipe_count_{0};  // captures that were begun before the last one are given up
  uint64_t blocks_taken_before_ = 0;     // of released sources
  uint64_t blocks_dropped_before_ = 0;
  int64_t mix_delay_ns_;
  int64_t suspended_ns_;
  int64_t counters_at_ns_ = 0;
  bool shutting_down_ = false;
  RecordingState told_state_ = RecordingState::kIdle;

  mutable std::mutex stats_mutex_;
  RecorderStats stats_;
};

}  // namespace vr
