// The worker's part in files: what is handed to the writing thread, and what comes of it.
#include <algorithm>
#include <utility>

#include "recorder/path_identity.h"
#include "recorder/worker.h"

namespace vr {
namespace {

// Real-time audio that may wait for a slow disk; what waits is still written when the task ends for it.
constexpr uint64_t kMaxBacklogBytes = 64ull << 20;

CaptureRecord RecordOf(const CaptureInfo& info, const WrittenCapture& written) {
  CaptureRecord record;
  record.file_path = written.file_path;
  record.sidecar_path = written.sidecar_path;
  record.format = info.format;
  record.duration_s = static_cast<double>(info.valid_frames) / info.format.sample_rate_hz;
  record.started_at_unix_ms = info.start_unix_ms;
  record.reason = info.reason;
  record.origin = info.origin;
  record.size_bytes = written.file_bytes;
  record.peak_dbfs = info.peak_dbfs;
  return record;
}

Event CaptureEvent(EventKind kind, const HeldCapture& held, int64_t now_ns) {
  Event event;
  event.kind = kind;
  event.task_id = held.task_id;
  event.capture_id = held.target.capture_id;
  event.time_ns = now_ns;
  event.path = held.target.path;
  return event;
}

}  // namespace

// ---- Real time ----------------------------------------------------------------------------------------------------

bool Worker::OlderTaskHasPath(const LiveTask& live) const {
  for (const auto& other : live_) {
    if (other.get() == &live) return false;
    if (other->path_identity == live.path_identity) return true;
  }
  return false;
}

const Worker::LiveTask* Worker::TaskWritingTo(const std::string& path) const {
  const std::string identity = PathIdentity(path);
  for (const auto& live : live_) {
    if (live->path_identity == identity) return live.get();
  }
  return nullptr;
}

void Worker::AskForFile(LiveTask& live) {
  live.file_asked_for = true;
  const CaptureFormat format{live.config.codec, live.config.sample_rate_hz, live.config.channels};
  const OpenMode mode = live.config.overwrite ? OpenMode::kReplace : OpenMode::kCreateNew;
  live.file = std::make_shared<RealTimeFile>(around_.files, live.config.file_path, mode, format);
  around_.writing.Post([this, file = live.file, id = live.id] {
    const Status status = file->Open();
    if (status.ok()) RemoveCompanions(around_.files, file->path());
    around_.results.Post([this, id, status] { OnFileOpened(id, status); });
  });
}

void Worker::OnFileOpened(uint64_t task_id, const Status& status) {
  LiveTask* live = Find(task_id);
  if (live == nullptr) return;
  // A disk that is full from the beginning is an opened task that cannot go on.
  if (status.ok() || status.code() == ErrorCode::kDiskFull) {
    TellTask(*live, TaskCode::kStart, "", 0, std::nullopt);
    if (!status.ok()) FailTask(*live, status);
    return;
  }
  Log(LogLevel::kError, status.message());
  TellTask(*live, TaskCode::kOpenFileFailed, status.message(), 0, std::nullopt);
  if (!live->task->ending()) around_.control.Ended(live->start_call);
  live->task.reset();
  live->over = true;
}

void Worker::ServeRealTime(LiveTask& live, int64_t now_ns) {
  if (!live.file_asked_for) {
    if (OlderTaskHasPath(live)) return;  // that file is finished first
    AskForFile(live);
  }
  std::vector<uint8_t> encoded = live.task->TakeEncoded();
  if (!encoded.empty() && live.failure.ok()) {
    live.file->Expect(encoded.size());
    if (live.file->backlog_bytes() > kMaxBacklogBytes) {
      FailTask(live, Status(ErrorCode::kIoError, "the disk of " + live.config.file_path +
                                                     " is too slow: 64 MiB wait to be written, so the task ends"));
    }
    auto bytes = std::make_shared<std::vector<uint8_t>>(std::move(encoded));
    around_.writing.Post([this, file = live.file, id = live.id, bytes, now_ns] {
      const Status status = file->Append(*bytes, now_ns);
      if (!status.ok()) around_.results.Post([this, id, status] { OnFileFailed(id, status); });
    });
  }
  if (live.task->finished() && !live.closing) {
    live.closing = true;
    around_.writing.Post([this, file = live.file, id = live.id] {
      const RealTimeFile::Closed closed = file->Close();
      around_.results.Post([this, id, closed] { OnFileClosed(id, closed); });
    });
  }
}

void Worker::OnFileFailed(uint64_t task_id, const Status& status) {
  LiveTask* live = Find(task_id);
  if (live != nullptr && live->task != nullptr) FailTask(*live, status);
}

void Worker::OnFileClosed(uint64_t task_id, const RealTimeFile::Closed& closed) {
  LiveTask* live = Find(task_id);
  if (live == nullptr || live->task == nullptr) return;
  auto info = std::make_shared<CaptureInfo>(live->task->DescribeFile(closed.frames));
  FillIn(live->room, info.get());
  if (live->failure.ok()) live->failure = closed.status;
  KeepSourceTotals(*live->task);
  live->task.reset();
  around_.writing.Post([this, info, file = live->file, id = task_id, failure = live->failure] {
    const WrittenCapture written = WriteCompanions(around_.files, file->path(), file->bytes(), *info);
    around_.results.Post([this, id, info, written, failure] { EndTaskRow(id, *info, written, failure); });
  });
}

void Worker::EndTaskRow(uint64_t task_id, CaptureInfo info, const WrittenCapture& written, const Status& failure) {
  LiveTask* live = Find(task_id);
  if (live == nullptr) return;
  live->over = true;
  TellTask(*live, failure.ok() ? TaskCode::kFinish : TaskCode::kError, failure.message(), 0, RecordOf(info, written));
}

// ---- Cycle buffer -------------------------------------------------------------------------------------------------

void Worker::TellFailed(const DumpTarget& target, uint64_t task_id, CallCode code, const std::string& why) {
  HeldCapture none;
  none.target = target;
  none.task_id = task_id;
  Event event = CaptureEvent(EventKind::kDumpFailed, none, around_.clock.NowNs());
  event.code = static_cast<int>(code);
  event.text = why;
  around_.events.Add(std::move(event));
}

// The call was answered from what had been accepted; now it is known which task runs.
void Worker::Dump(DumpTarget target, int64_t at_ns, const DumpRequest& request) {
  LiveTask* running = Running();
  if (running == nullptr || !running->task->is_cycle() || request.last_s > running->config.cycle_time_s) {
    return TellFailed(target, 0, CallCode::kInvalidState,
                      "the task that was to start could not, so there is nothing to dump");
  }
  Codec codec = Codec::kPcm16;
  CodecOfPath(target.path, &codec);
  if (codec != running->config.codec) {
    if (target.existing != ExistingTarget::kCountUp) {
      return TellFailed(target, running->id, CallCode::kInvalidParameter,
                        "a dump has its task's format, and the task that runs writes another");
    }
    target.path.replace(target.path.rfind('.'), std::string::npos,
                        running->config.codec == Codec::kPcm16 ? ".wav" : ".aac");
  }
  if (TaskWritingTo(target.path) != nullptr) {
    return TellFailed(target, running->id, CallCode::kInvalidParameter,
                      "this is a task's own file, which would replace the dump when the task ends");
  }
  CaptureMarker marker;
  marker.label = "dump";
  running->task->AddMarker(marker, at_ns);
  const DumpTarget asked = target;
  if (running->task->AddDump(std::move(target), at_ns, request.last_s, request.after_s, request.clear)) return;
  TellFailed(asked, running->id, CallCode::kInvalidState,
             "there is nothing to save: nothing is recorded yet, or all of it is in a dump with clear");
}

void Worker::ServeCycle(LiveTask& live) {
  for (HeldCapture& dump : live.task->TakeHeldDumps()) {
    FillIn(live.room, &dump.info);
    Write(std::make_shared<HeldCapture>(std::move(dump)));
  }
  if (!live.task->finished()) return;
  DumpTarget target;
  target.capture_id = live.final_capture_id;
  target.path = live.config.file_path;
  target.existing = live.config.overwrite ? ExistingTarget::kReplace : ExistingTarget::kRefuse;
  target.reason = "task";
  target.origin = CaptureOrigin::kTask;
  auto held = std::make_shared<HeldCapture>(live.task->TakeFinal(std::move(target)));
  FillIn(live.room, &held->info);
  Write(std::move(held));
  KeepSourceTotals(*live.task);
  live.task.reset();
}

void Worker::Write(std::shared_ptr<HeldCapture> held) {
  ++writing_captures_;
  if (held->target.origin == CaptureOrigin::kDump) {
    around_.events.Add(CaptureEvent(EventKind::kDumpCaptured, *held, around_.clock.NowNs()));
  }
  around_.writing.Post([this, held = std::move(held)] {
    if (options_.retention.any()) {
      const Result<uint64_t> free_bytes = around_.files.FreeBytes(options_.captures_folder);
      if (free_bytes.ok() && free_bytes.value() < options_.min_free_bytes) Retain("");
    }
    const auto progress = [this, &held](double done) {
      Event event = CaptureEvent(EventKind::kDumpProgress, *held, around_.clock.NowNs());
      event.progress = done;
      if (held->target.origin == CaptureOrigin::kDump) around_.events.Add(std::move(event));
      return true;
    };
    const Result<WrittenCapture> result =
        WriteCapture(around_.files, held->target.path, held->target.existing, held->audio(), held->info, progress);
    if (result.ok()) Retain(result.value().file_path);
    around_.results.Post([this, held, result] { OnWritten(held, result); });
  });
}

void Worker::OnWritten(const std::shared_ptr<HeldCapture>& held, const Result<WrittenCapture>& result) {
  --writing_captures_;
  LiveTask* live = Find(held->task_id);
  const bool ends_task = held->target.origin == CaptureOrigin::kTask && live != nullptr;
  const std::string why = result.ok() ? "" : result.status().message();
  if (!result.ok()) {
    Log(LogLevel::kError, why);
    KeepFailed(held);
  }
  if (ends_task) {
    live->over = true;
    std::optional<CaptureRecord> capture;
    if (result.ok()) capture = RecordOf(held->info, result.value());
    const bool fine = result.ok() && live->failure.ok();
    TellTask(*live, fine ? TaskCode::kFinish : TaskCode::kError, result.ok() ? live->failure.message() : why,
             result.ok() ? 0 : held->target.capture_id, std::move(capture));
    return;
  }
  Event event = CaptureEvent(result.ok() ? EventKind::kDumpDone : EventKind::kDumpFailed, *held, around_.clock.NowNs());
  if (result.ok()) {
    event.path = result.value().file_path;
    event.progress = 1.0;
    event.capture = RecordOf(held->info, result.value());
  }
  event.text = why;
  around_.events.Add(std::move(event));
}

// Failed captures are held within the bound of one buffer; beyond it the oldest goes, and is told.
void Worker::KeepFailed(const std::shared_ptr<HeldCapture>& held) {
  failed_[held->target.capture_id] = held;
  uint64_t bytes = 0;
  for (const auto& entry : failed_) bytes += entry.second->audio_bytes();
  while (failed_.size() > 1 && bytes > options_.max_buffer_bytes) {
    auto oldest = failed_.begin();
    if (oldest->second == held) ++oldest;
    bytes -= oldest->second->audio_bytes();
    Event event = CaptureEvent(EventKind::kDegraded, *oldest->second, around_.clock.NowNs());
    event.text = "a capture that failed was given up to stay within maxBufferBytes";
    around_.events.Add(std::move(event));
    failed_.erase(oldest);
  }
}

void Worker::Retry(uint64_t capture_id, const std::string& path) {
  const auto it = failed_.find(capture_id);
  DumpTarget target;
  if (it == failed_.end()) {
    target.capture_id = capture_id;
    target.path = path;
    return TellFailed(target, 0, CallCode::kInvalidState, "no capture of this number is waiting for a retry");
  }
  std::shared_ptr<HeldCapture> held = it->second;
  target = held->target;
  if (!path.empty()) {
    target.path = path;
    target.existing = ExistingTarget::kRefuse;
  }
  Codec codec = Codec::kPcm16;
  const bool right_suffix = CodecOfPath(target.path, &codec) && codec == held->info.format.codec;
  if (!right_suffix || TaskWritingTo(target.path) != nullptr) {
    // Its audio is kept, so this tells no code of a call.
    return TellFailed(target, held->task_id, CallCode::kOk,
                      right_suffix ? "this is the file of a task that runs: give another path"
                                   : "the capture has another format: give a path that ends as it must");
  }
  failed_.erase(it);
  held->target = target;
  Write(std::move(held));
}

void Worker::Discard(uint64_t capture_id) {
  failed_.erase(capture_id);
}

// Writing thread.
void Worker::Retain(const std::string& just_written) {
  if (!options_.retention.any() || options_.captures_folder.empty()) return;
  for (const std::string& path :
       ApplyRetention(around_.files, options_.captures_folder, options_.retention, {just_written}, WallClockUnixMs())) {
    Event event;
    event.kind = EventKind::kCaptureRemoved;
    event.time_ns = around_.clock.NowNs();
    event.path = path;
    around_.events.Add(std::move(event));
  }
}

void Worker::FillIn(const Room& room, CaptureInfo* info) const {
  info->room_id = room.room_id;
  info->user_id = room.user_id;
  info->mix_delay_ms = options_.mix_delay_ms;
  for (CaptureSource& source : info->sources) {
    auto it = sources_.find(source.id);
    if (it == sources_.end()) {
      it = closed_sources_.find(source.id);
      if (it == closed_sources_.end()) continue;
    }
    source.blocks_taken = it->second.counters.taken;
    source.blocks_dropped = it->second.counters.dropped;
    if (source.format.sample_rate_hz == 0) source.format = it->second.format;
  }
}

}  // namespace vr
