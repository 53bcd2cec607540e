// The worker's part in files: what is handed to the writing thread, and what comes of it.
#include <algorithm>
#include <utility>

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
    if (other->config.file_path == live.config.file_path) return true;
  }
  return false;
}

void Worker::AskForFile(LiveTask& live) {
  live.file_asked_for = true;
  const CaptureFormat format{live.config.codec, live.config.sample_rate_hz, live.config.channels};
  const OpenMode mode = live.config.overwrite ? OpenMode::kReplace : OpenMode::kCreateNew;
  live.file = std::make_shared<RealTimeFile>(around_.files, live.config.file_path, mode, format);
  around_.writing.Post([this, file = live.file, id = live.id] {
    RemoveCompanions(around_.files, file->path());
    const Status status = file->Open();
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
      const int64_t frames = file->Close();
      around_.results.Post([this, id, frames] { OnFileClosed(id, frames); });
    });
  }
}

void Worker::OnFileFailed(uint64_t task_id, const Status& status) {
  LiveTask* live = Find(task_id);
  if (live != nullptr && live->task != nullptr) FailTask(*live, status);
}

void Worker::OnFileClosed(uint64_t task_id, int64_t file_frames) {
  LiveTask* live = Find(task_id);
  if (live == nullptr || live->task == nullptr) return;
  auto info = std::make_shared<CaptureInfo>(live->task->DescribeFile(file_frames));
  FillIn(live->room, info.get());
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

void Worker::Dump(DumpTarget target, int64_t at_ns, const DumpRequest& request) {
  LiveTask* running = Running();
  const bool possible = running != nullptr && running->task->is_cycle() && running->config.file_path != target.path &&
                        (request.last_s <= running->config.cycle_time_s);
  if (possible) {
    CaptureMarker marker;
    marker.label = "dump";
    running->task->AddMarker(marker, at_ns);
    running->task->AddDump(std::move(target), at_ns, request.last_s, request.after_s, request.clear);
    return;
  }
  HeldCapture none;
  none.target = std::move(target);
  Event event = CaptureEvent(EventKind::kDumpFailed, none, around_.clock.NowNs());
  event.code = static_cast<int>(CallCode::kInvalidState);
  event.text = "the task that was to start could not, so there is nothing to dump";
  around_.events.Add(std::move(event));
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
    const auto oldest = failed_.begin();
    bytes -= oldest->second->audio_bytes();
    Event event = CaptureEvent(EventKind::kDegraded, *oldest->second, around_.clock.NowNs());
    event.text = "a capture that failed was given up to stay within maxBufferBytes";
    around_.events.Add(std::move(event));
    failed_.erase(oldest);
  }
}

void Worker::Retry(uint64_t capture_id, const std::string& path) {
  const auto it = failed_.find(capture_id);
  if (it == failed_.end()) {
    HeldCapture none;
    none.target.capture_id = capture_id;
    none.target.path = path;
    Event event = CaptureEvent(EventKind::kDumpFailed, none, around_.clock.NowNs());
    event.code = static_cast<int>(CallCode::kInvalidState);
    event.text = "no capture of this number is waiting for a retry";
    around_.events.Add(std::move(event));
    return;
  }
  std::shared_ptr<HeldCapture> held = it->second;
  failed_.erase(it);
  if (!path.empty()) {
    held->target.path = path;
    held->target.existing = ExistingTarget::kRefuse;
  }
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
