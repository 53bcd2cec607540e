// A recorder from its making to its end: its threads, the room, sources and tasks.
#include "recorder/recorder.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <new>
#include <utility>

#include "base/little_endian.h"
#include "base/thread_name.h"
#include "encode/encoder.h"
#include "recorder/task_sizes.h"
#include "tap/tap_table.h"
#include "writer/capture_writer.h"
#include "writer/name_template.h"

namespace vr {
namespace {

constexpr auto kStepTime = std::chrono::milliseconds(20);
constexpr auto kIdleTime = std::chrono::milliseconds(250);
constexpr int64_t kVirtualStepNs = 100 * kNsPerMs;
constexpr size_t kMaxIdBytes = 256;     // every segment of a ring says again who is there
constexpr int kMaxReleaseWaits = 5000;  // of a millisecond

std::unique_ptr<Clock> MakeClock(bool is_virtual) {
  if (is_virtual) return std::make_unique<VirtualClock>();
  return std::make_unique<MonotonicClock>();
}

std::string NewSession() {
  uint8_t bytes[8];
  RandomBytes(bytes, sizeof bytes);
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(GetLe(bytes, 8)));
  return text;
}

CallResult CheckFolder(const char* name, const std::string& folder) {
  if (folder.empty() || (IsValidUtf8(folder) && IsAbsolutePath(folder))) return CallResult::Ok();
  return CallResult::Invalid(std::string(name) + " must be an absolute path, got \"" + folder + "\"");
}

TaskSurroundings SurroundingsOf(const RecorderOptions& options) {
  return {!options.recovery_folder.empty(), options.max_tracks};
}

CallResult NotInRoom() {
  return {CallCode::kNotInRoom, "not in a room: call enterRoom first"};
}

CallResult SourceClosed() {
  return CallResult::WrongState("this source is closed: open another");
}

CallResult TooLong(const char* what) {
  return CallResult::Invalid(std::string(what) + " must be at most " + std::to_string(kMaxIdBytes) + " bytes");
}

}  // namespace

CallResult Recorder::Check(const RecorderOptions& options) {
  if (options.mix_delay_ms < 50 || options.mix_delay_ms > 500) {
    return CallResult::Invalid("mixDelayMs must be 50 to 500, got " + std::to_string(options.mix_delay_ms));
  }
  if (options.max_sources < 1 || options.max_sources > 32) {
    return CallResult::Invalid("maxSources must be 1 to 32, got " + std::to_string(options.max_sources));
  }
  if (options.max_tracks < 1 || options.max_tracks > 32) {
    return CallResult::Invalid("maxTracks must be 1 to 32, got " + std::to_string(options.max_tracks));
  }
  const CallResult captures = CheckFolder("capturesFolder", options.captures_folder);
  if (!captures.ok()) return captures;
  const CallResult recovery = CheckFolder("recoveryFolder", options.recovery_folder);
  if (!recovery.ok()) return recovery;
  const Status name = CheckNameTemplate(options.name_template);
  return name.ok() ? CallResult::Ok() : CallResult::Invalid(name.message());
}

Recorder::Recorder(RecorderOptions options, FileSystem& files)
    : options_(std::move(options)),
      clock_(MakeClock(options_.virtual_clock)),
      worker_(options_, {*clock_, files, events_, control_, streaming_, syncing_, writing_, commands_}),
      session_(NewSession()) {
  for (JobQueue* queue : {&commands_, &streaming_, &syncing_, &writing_}) {
    queue->OnOutOfMemory([this] { TellOutOfMemory(); });
  }
  if (options_.virtual_clock) {
    virtual_clock_ = static_cast<VirtualClock*>(clock_.get());
    return;
  }
  writing_.Start("vr-writing");
  streaming_.Start("vr-streaming");
  if (!options_.recovery_folder.empty()) syncing_.Start("vr-syncing");
  thread_ = std::thread([this] { RunWorker(); });
}

Recorder::~Recorder() {
  for (const auto& entry : open_sources_) CloseTap(entry.first);
  stopping_.store(true);
  commands_.Post([] {});
  if (thread_.joinable()) thread_.join();
  for (JobQueue* queue : {&streaming_, &syncing_, &writing_}) queue->Join();
  // From here on this thread does all of it.
  commands_.RunAll();
  const int64_t now_ns = clock_->NowNs();
  for (const auto& entry : open_sources_) worker_.CloseSource(entry.first, now_ns);
  worker_.Shutdown(now_ns);
  do {
    RunInline(now_ns);
  } while (!worker_.idle());
  // An audio thread may still be within its last push; it is there for microseconds.
  for (int i = 0; i < kMaxReleaseWaits && !worker_.taps_released(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    StepWorker(now_ns);
  }
  // One that was stopped in there for seconds may go on one day and still reads the clock.
  if (!worker_.taps_released()) static_cast<void>(clock_.release());
}

void Recorder::RunWorker() {
  NameThisThread("vr-worker");
  while (!stopping_.load()) {
    commands_.RunAll();
    StepWorker(clock_->NowNs());
    commands_.WaitFor(worker_.busy() ? kStepTime : kIdleTime);
  }
}

// A game that is out of memory goes on without what could not be kept.
void Recorder::StepWorker(int64_t now_ns) {
  try {
    worker_.Step(now_ns);
  } catch (const std::bad_alloc&) {
    TellOutOfMemory();
  }
}

void Recorder::TellOutOfMemory() {
  try {
    Event event;
    event.kind = EventKind::kDegraded;
    event.code = static_cast<int>(Degraded::kMemory);
    event.time_ns = clock_->NowNs();
    event.text = "memory: it ran out: something that was recorded could not be kept";
    events_.Add(std::move(event));
  } catch (const std::bad_alloc&) {
    // Not even for the event.
  }
}

void Recorder::RunInline(int64_t now_ns) {
  commands_.RunAll();
  StepWorker(now_ns);
  bool more = true;
  while (more) {
    more = false;
    for (JobQueue* queue : {&streaming_, &syncing_, &writing_, &commands_}) more = queue->RunAll() || more;
  }
}

CallResult Recorder::Advance(int64_t duration_ns) {
  if (virtual_clock_ == nullptr) return CallResult::WrongState("advance needs virtualClock: true");
  if (duration_ns < 0) return CallResult::Invalid("a clock does not go back: duration must be 0 or more");
  std::lock_guard<std::mutex> lock(mutex_);
  RunInline(clock_->NowNs());
  while (duration_ns > 0) {
    const int64_t step_ns = std::min(duration_ns, kVirtualStepNs);
    virtual_clock_->Advance(step_ns);
    duration_ns -= step_ns;
    RunInline(clock_->NowNs());
  }
  return CallResult::Ok();
}

CallResult Recorder::Suspend(int64_t duration_ns) {
  if (virtual_clock_ == nullptr) return CallResult::WrongState("suspend needs virtualClock: true");
  virtual_clock_->Suspend(duration_ns);
  return CallResult::Ok();
}

CallResult Recorder::SetWallClockForward(int64_t duration_ms) {
  if (virtual_clock_ == nullptr) return CallResult::WrongState("setting the clock needs virtualClock: true");
  virtual_clock_->SetWallClockForward(duration_ms);
  return CallResult::Ok();
}

bool Recorder::in_room() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return in_room_;
}

void Recorder::EndTaskAt(int64_t at_ns) {
  if (!control_.expected().active) return;
  control_.AcceptEnd();
  Post([this, at_ns] { worker_.EndTaskWhenOpened(at_ns); });
}

CallResult Recorder::SetConsent(bool given) {
  std::lock_guard<std::mutex> lock(mutex_);
  consent_ = given;
  if (!given && options_.require_consent) EndTaskAt(NowNs());
  return CallResult::Ok();
}

CallResult Recorder::EnterRoom(const std::string& room_id, const std::string& user_id) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (room_id.empty()) return CallResult::Invalid("roomId must not be empty: give the id of the room that was entered");
  if (room_id.size() > kMaxIdBytes) return TooLong("roomId");
  if (user_id.size() > kMaxIdBytes) return TooLong("userId");
  const bool same = in_room_ && room_id_ == room_id && user_id_ == user_id;
  if (same) {
    if (reconnecting_) AddMarker("reconnected");
    reconnecting_ = false;
    return CallResult::Ok();
  }
  reconnecting_ = false;
  if (in_room_) EndTaskAt(NowNs());
  in_room_ = true;
  room_id_ = room_id;
  user_id_ = user_id;
  Post([this, room_id, user_id] { worker_.SetRoom({room_id, user_id}); });
  return CallResult::Ok();
}

void Recorder::AddMarker(const char* label) {
  CaptureMarker marker;
  marker.label = label;
  Post([this, marker, at_ns = NowNs()] { worker_.AddMarker(marker, at_ns); });
}

CallResult Recorder::Reconnecting() {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!in_room_) return NotInRoom();
  if (!reconnecting_) AddMarker("reconnecting");
  reconnecting_ = true;
  return CallResult::Ok();
}

CallResult Recorder::LeaveRoom() {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!in_room_) return NotInRoom();
  in_room_ = reconnecting_ = false;
  EndTaskAt(NowNs());
  return CallResult::Ok();
}

CallResult Recorder::OpenSource(SourceKind kind, const std::string& user_id, const std::string& label, SourceId* id) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (user_id.size() > kMaxIdBytes) return TooLong("userId");
  if (label.size() > kMaxIdBytes) return TooLong("label");
  const auto open = [this](SourceKind other) {
    return std::any_of(open_sources_.begin(), open_sources_.end(),
                       [other](const auto& entry) { return entry.second == other; });
  };
  if ((kind == SourceKind::kRemoteMix && open(SourceKind::kRemote)) ||
      (kind == SourceKind::kRemote && open(SourceKind::kRemoteMix))) {
    return CallResult::WrongState("a remoteMix beside a remote source would count the same voice twice: close one");
  }
  *id = OpenTap(*clock_);
  if (*id == 0) return {CallCode::kLimit, "no memory for another source, or 256 sources are open"};
  open_sources_[*id] = kind;
  Post([this, source = SourceRecord{*id, kind, user_id, label, false}, at_ns = NowNs()] {
    worker_.AddSource(source, at_ns);
  });
  return CallResult::Ok();
}

CallResult Recorder::SetMuted(SourceId id, bool muted) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (open_sources_.count(id) == 0) return SourceClosed();
  Post([this, id, muted, at_ns = NowNs()] { worker_.SetMuted(id, muted, at_ns); });
  return CallResult::Ok();
}

CallResult Recorder::CloseSource(SourceId id) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (open_sources_.erase(id) == 0) return SourceClosed();
  CloseTap(id);
  Post([this, id, at_ns = NowNs()] { worker_.CloseSource(id, at_ns); });
  return CallResult::Ok();
}

CallResult Recorder::Estimate(const TaskRequest& request, const RecorderOptions& options, TaskCost* cost) {
  TaskConfig config;
  CallResult checked = CheckTask(request, SurroundingsOf(options), &config);
  if (!checked.ok()) return checked;
  *cost = Task::Cost(config, {options.max_sources, options.max_buffer_bytes});
  if (config.cycle_time_s > 0 && cost->buffer_bytes > options.max_buffer_bytes) {
    return CallResult::Invalid("this buffer needs " + std::to_string(cost->buffer_bytes) +
                               " bytes, maxBufferBytes is " + std::to_string(options.max_buffer_bytes) +
                               ": lower cycleTime, sampleRate or channels, or record AAC");
  }
  return CallResult::Ok();
}

CallResult Recorder::Start(const TaskRequest& request) {
  std::lock_guard<std::mutex> lock(mutex_);
  TaskCost cost;
  CallResult checked = Estimate(request, options_, &cost);
  if (!checked.ok()) return checked;
  TaskConfig config;
  CheckTask(request, SurroundingsOf(options_), &config);
  if (!in_room_) return NotInRoom();
  if (options_.require_consent && !consent_) {
    return CallResult::WrongState("consent is required and has not been given: call setConsent(true)");
  }
  if (config.suffix_known && !HasEncoder(config.codec)) {
    return {CallCode::kNotSupported, "this build has no AAC encoder: record to .wav"};
  }
  TaskMoment moment;
  moment.id = ++last_id_;
  moment.start_ns = NowNs();
  moment.start_unix_ms = clock_->WallUnixMs();
  moment.session = session_;
  const uint64_t final_capture_id = ++last_id_;
  const TaskView view = ViewOf(config, options_);
  // A wrong suffix never becomes a task, so it leaves what callers may expect as it is.
  const uint64_t start_call = config.suffix_known ? control_.AcceptStart(view) : 0;
  Post([this, config, moment, start_call, final_capture_id] {
    worker_.StartTaskWhenOpened(config, moment, start_call, final_capture_id);
  });
  return CallResult::Ok();
}

CallResult Recorder::Stop() {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!control_.expected().active) return CallResult::NoTask();
  EndTaskAt(NowNs());
  return CallResult::Ok();
}

CallResult Recorder::SetPaused(bool paused) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!control_.expected().active) return CallResult::NoTask();
  Post([this, paused, at_ns = NowNs()] { worker_.Pause(paused, at_ns); });
  return CallResult::Ok();
}

CallResult Recorder::Pause() {
  return SetPaused(true);
}
CallResult Recorder::Resume() {
  return SetPaused(false);
}

}  // namespace vr
