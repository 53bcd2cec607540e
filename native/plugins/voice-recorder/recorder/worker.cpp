// Tasks from their start to their end, and what happens in every step.
#include "recorder/worker.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>

#include "recorder/our_marker.h"
#include "recorder/out_of_memory.h"
#include "recorder/path_identity.h"
#include "recorder/task_sizes.h"

namespace vr {
namespace {

constexpr int64_t kCountersEveryNs = kNsPerSecond;

CaptureMarker SecondsMarker(const char* label, double seconds) {
  CaptureMarker marker = OurMarker(label);
  marker.data_json = "{\"seconds\":" + std::to_string(seconds) + "}";
  return marker;
}

}  // namespace

Worker::Worker(const RecorderOptions& options, const Surroundings& around)
    : options_(options),
      around_(around),
      task_events_(around.events),
      mix_delay_ns_(options.mix_delay_ms * kNsPerMs),
      suspended_ns_(around.clock.SuspendedNs()) {}

void Worker::Log(LogLevel level, const std::string& text) {
  if (static_cast<int>(level) > static_cast<int>(options_.log_level)) return;
  Event event;
  event.kind = EventKind::kLog;
  event.code = static_cast<int>(level);
  event.time_ns = around_.clock.NowNs();
  event.text = text;
  around_.events.Add(std::move(event));
}

Worker::LiveTask* Worker::Running() {
  for (auto live = live_.rbegin(); live != live_.rend(); ++live) {
    if ((*live)->task != nullptr && !(*live)->task->ending()) return live->get();
  }
  return nullptr;
}

Worker::LiveTask* Worker::Find(uint64_t task_id) {
  for (const auto& live : live_) {
    if (live->id == task_id) return live.get();
  }
  return nullptr;
}

const Worker::LiveTask* Worker::TaskWritingTo(const std::string& path) const {
  const std::string identity = PathIdentity(path);
  for (const auto& live : live_) {
    if (live->path_identity == identity) return live.get();
  }
  return nullptr;
}

// ---- Telling

void Worker::TellTask(const LiveTask& live, TaskCode code, const std::string& why, uint64_t capture_id,
                      std::optional<CaptureRecord> capture) {
  Event event;
  event.kind = EventKind::kTask;
  event.code = static_cast<int>(code);
  event.task_id = live.id;
  event.capture_id = capture_id;
  event.time_ns = around_.clock.NowNs();
  event.path = live.config.file_path;
  event.text = why;
  event.capture = std::move(capture);
  task_events_.Add(std::move(event));
  if (code == TaskCode::kStart) Log(LogLevel::kInfo, "recording to " + live.config.file_path);
  if (code == TaskCode::kFinish) Log(LogLevel::kInfo, "recorded " + live.config.file_path);
}

void Worker::TellDegraded(LiveTask& live, Degraded reason, const std::string& why) {
  live.degraded.insert(reason);
  Event event;
  event.kind = EventKind::kDegraded;
  event.code = static_cast<int>(reason);
  event.task_id = live.id;
  event.time_ns = around_.clock.NowNs();
  event.text = why;
  around_.events.Add(std::move(event));
  Log(LogLevel::kWarning, why);
}

void Worker::TellRestored(LiveTask& live, Degraded reason, const std::string& text) {
  if (live.degraded.erase(reason) == 0) return;
  Event event;
  event.kind = EventKind::kRestored;
  event.code = static_cast<int>(reason);
  event.task_id = live.id;
  event.time_ns = around_.clock.NowNs();
  event.text = text;
  around_.events.Add(std::move(event));
}

// So that a game can show its players that they are recorded.
void Worker::TellState() {
  const LiveTask* running = nullptr;
  for (const auto& live : live_) {
    if (live->task != nullptr && !live->task->ending() && !live->opening) running = live.get();
  }
  RecordingState state = RecordingState::kIdle;
  if (running != nullptr) state = running->paused ? RecordingState::kPaused : RecordingState::kRecording;
  if (state == told_state_) return;
  told_state_ = state;
  Event event;
  event.kind = EventKind::kState;
  event.code = static_cast<int>(state);
  event.task_id = running == nullptr ? 0 : running->id;
  event.time_ns = around_.clock.NowNs();
  around_.events.Add(std::move(event));
}

// ---- Start and end

void Worker::Refuse(const TaskConfig& config, uint64_t task_id, uint64_t start_call, TaskCode code,
                    const std::string& why) {
  LiveTask refused;
  refused.config = config;
  refused.id = task_id;
  Log(LogLevel::kError, why);
  TellTask(refused, code, why, 0, std::nullopt);
  around_.control.CouldNotStart(start_call);
}

void Worker::StartTaskWhenOpened(const TaskConfig& config, const TaskMoment& moment, uint64_t start_call,
                                 uint64_t final_capture_id) {
  if (Waits([=] { StartTaskWhenOpened(config, moment, start_call, final_capture_id); })) {
    ++starts_waiting_;
    return;
  }
  const size_t tasks = live_.size();
  try {
    StartTask(config, moment, start_call, final_capture_id);
  } catch (const std::bad_alloc&) {
    if (live_.size() > tasks) live_.pop_back();
    Refuse(config, moment.id, start_call, TaskCode::kOpenFileFailed, OutOfMemory().message());
  }
}

// A task whose ring is being made ends there at once, so that nothing after it is mixed. Whether this ends the one
// before it instead is known afterwards.
void Worker::EndTaskWhenOpened(int64_t at_ns) {
  LiveTask* opening = Opening();
  if (opening != nullptr && starts_waiting_ == 0) opening->task->End(at_ns);
  if (!Waits([this, at_ns] { EndTaskWhenOpened(at_ns); })) EndTask(at_ns);
}

void Worker::StartTask(const TaskConfig& config, const TaskMoment& moment, uint64_t start_call,
                       uint64_t final_capture_id) {
  task_events_.Begin(moment.id);
  if (!config.suffix_known) {
    return Refuse(config, moment.id, start_call, TaskCode::kErrorSuffix,
                  "filePath must end in .wav or .aac, got \"" + config.file_path + "\"");
  }
  Status target = around_.files.CheckCreatable(config.file_path);
  const bool taken = around_.files.Exists(config.file_path) || TaskWritingTo(config.file_path) != nullptr;
  if (target.ok() && !config.overwrite && taken) {
    target = Status(ErrorCode::kAlreadyExists, config.file_path + " exists, and overwrite is off");
  }
  TaskMoment here = moment;
  here.room_id = room_.room_id;
  here.user_id = room_.user_id;
  here.mix_delay_ms = options_.mix_delay_ms;
  Result<std::unique_ptr<Task>> made(target);
  if (target.ok()) made = Task::Make(config, here, {options_.max_sources, options_.max_buffer_bytes});
  if (!made.ok()) {
    return Refuse(config, moment.id, start_call, TaskCode::kOpenFileFailed, made.status().message());
  }
  auto live = std::make_unique<LiveTask>();
  live->task = std::move(made.value());
  live->config = config;
  live->path_identity = PathIdentity(config.file_path);
  live->id = moment.id;
  live->start_call = start_call;
  live->final_capture_id = final_capture_id;
  live->files.resize(live->task->stream_count());
  if (!about_json_.empty()) live->task->SetAbout(about_json_);
  for (const SourceState& source : sources_) {
    if (!source.closed) Admit(source, *live, moment.start_ns);
  }
  if (all_muted_) live->task->AddMarker(OurMarker("all-muted"), moment.start_ns);
  if (in_background_) live->task->AddMarker(OurMarker("background"), moment.start_ns);
  live_.push_back(std::move(live));
  LiveTask& begun = *live_.back();
  if (!config.durable) return Begin(begun);
  const std::shared_ptr<DurableRing> ring = MakeRing(begun);
  begun.task->Attach(ring);
  ring->Open([this, id = begun.id](const Status& status) { OnOpened(id, status); });
  if (config.cycle_time_s == 0) return Begin(begun);  // it records, whatever becomes of its log
  begun.opening = true;
}

// The one before it ends where this one begins.
void Worker::Begin(LiveTask& live) {
  live.opening = false;
  for (const auto& other : live_) {
    if (other.get() == &live || other->task == nullptr || other->task->ending()) continue;
    other->task->End(live.task->start_ns());
  }
  around_.control.Started(ViewOf(live.config, options_));
  if (live.task->ending()) around_.control.Ended(live.start_call);
  if (live.config.cycle_time_s > 0) TellTask(live, TaskCode::kStart, "", 0, std::nullopt);
}

void Worker::CouldNotBegin(LiveTask& live, const Status& why) {
  live.opening = false;
  for (const DumpTarget& target : live.task->DropDumps()) {
    TellFailed(target, live.id, CallCode::kInvalidState, "the task that was to start could not: " + why.message());
  }
  Refuse(live.config, live.id, live.start_call, TaskCode::kOpenFileFailed, why.message());
  live.task.reset();
  live.over = true;
}

void Worker::EndTask(int64_t at_ns) {
  LiveTask* running = Running();
  if (running == nullptr) return;
  running->task->End(at_ns);
  around_.control.Ended(running->start_call);
}

void Worker::FailTask(LiveTask& live, const Status& why) {
  if (!live.failure.ok()) return;
  live.failure = why;
  Log(LogLevel::kError, why.message());
  if (live.task != nullptr && !live.task->ending()) {
    live.task->End(around_.clock.NowNs());
    around_.control.Ended(live.start_call);
  }
}

void Worker::Shutdown(int64_t now_ns) {
  DrainTaps(now_ns);
  EndTaskWhenOpened(now_ns);
  shutting_down_ = true;
}

// ---- Every step

// A machine that slept left no audio and no time; a marker says how long it was away. The machine's clock may be set.
void Worker::NoticeClocks(int64_t now_ns) {
  const int64_t suspended_ns = around_.clock.SuspendedNs();
  const int64_t slept_ns = suspended_ns - suspended_ns_;
  suspended_ns_ = suspended_ns;
  const bool slept = slept_ns >= kNsPerSecond;
  if (slept) AddMarker(SecondsMarker("suspended", static_cast<double>(slept_ns) / 1e9), now_ns);
  const int64_t unix_ms = around_.clock.WallUnixMs();
  for (const auto& live : live_) {
    if (live->task == nullptr) continue;
    int64_t jump_ms = 0;
    live->task->ObserveWallClock(now_ns, unix_ms, &jump_ms);
    const double jump_s = static_cast<double>(jump_ms) / 1e3 - static_cast<double>(slept_ns) / 1e9;
    if (std::fabs(jump_s) >= 0.5) live->task->AddMarker(SecondsMarker("clock-jumped", jump_s), now_ns);
  }
}

void Worker::Step(int64_t now_ns) {
  NoticeClocks(now_ns);
  DrainTaps(now_ns);
  ReleaseClosedSources();
  if (!unsynced_.empty() && now_ns >= sync_again_at_ns_) SyncAgain(now_ns);
  if (flush_at_ns_ != 0 && now_ns >= flush_at_ns_) FlushAll(now_ns);
  const bool counters_due = now_ns - counters_at_ns_ >= kCountersEveryNs;
  if (counters_due) counters_at_ns_ = now_ns;
  // By index: serving a task can begin or end others through jobs, but never removes one before the sweep.
  for (size_t i = 0; i < live_.size(); ++i) {
    LiveTask& live = *live_[i];
    const bool wanted = live.task != nullptr && (counters_due || live.task->ending());
    for (const SourceState& source : sources_) {
      if (wanted) TellCounters(source, live);
    }
    Serve(live, now_ns);
  }
  live_.erase(std::remove_if(live_.begin(), live_.end(), [](const auto& live) { return live->over; }), live_.end());
  TellState();
  Publish();
}

void Worker::Serve(LiveTask& live, int64_t now_ns) {
  if (live.task == nullptr) return;
  const bool cut_short = live.task->ending() && (shutting_down_ || !live.failure.ok());
  live.task->MixUntil(cut_short ? std::numeric_limits<int64_t>::max() : MixableUntil(live, now_ns));
  if (live.failure.ok() && !live.task->status().ok()) FailTask(live, live.task->status());
  if (live.task->keeps_in_memory()) ServeMemory(live);
  for (std::string user; live.task->TakeTrackless(&user);) {
    TellDegraded(live, Degraded::kTracks,
                 "tracks: all " + std::to_string(live.config.own_tracks) + " are taken, so \"" + user +
                     "\" is in the mix only: raise maxTracks");
  }
  ServeRing(live, now_ns);
  if (live.opening) return;
  if (live.task->is_cycle()) {
    ServeCycle(live);
  } else {
    ServeRealTime(live, now_ns);
  }
}

void Worker::ServeMemory(LiveTask& live) {
  const bool was_short = live.degraded.count(Degraded::kPinned) != 0;
  const bool is_short = live.task->is_memory_short();
  if (is_short == was_short) return;
  if (is_short) {
    live.hole_why = "pinned";
    return TellDegraded(live, Degraded::kPinned,
                        "pinned: dumps hold the whole buffer, so older audio goes before its time");
  }
  TellRestored(live, Degraded::kPinned, "the buffer is as long as it is to be again");
}

void Worker::ServeRing(LiveTask& live, int64_t now_ns) {
  const std::shared_ptr<DurableRing>& ring = live.task->ring();
  if (ring == nullptr) return;
  // Not while its files are being made: what memory has then is still to go there.
  const bool is_made = ring->files() != nullptr || ring->health() == RingHealth::kDisk;
  if (live.task->finished() && is_made && !live.flushed) {
    live.flushed = true;
    ring->Flush(now_ns);
  } else {
    ring->Step(now_ns);
  }
}

}  // namespace vr
