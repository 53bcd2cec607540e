// The worker's part in captures out of the cycle buffer: which are asked for, which are written, which failed.
#include <algorithm>
#include <utility>

#include "recorder/capture_record.h"
#include "recorder/json_fields.h"
#include "recorder/out_of_memory.h"
#include "recorder/worker.h"
#include "writer/capture_paths.h"
#include "writer/sync_files.h"

namespace vr {
namespace {

constexpr const char* kTaskWrites = "this is the file of a task that runs: give another path";

Event CaptureEvent(EventKind kind, const DumpTarget& target, uint64_t task_id, int64_t now_ns) {
  Event event;
  event.kind = kind;
  event.task_id = task_id;
  event.capture_id = target.capture_id;
  event.time_ns = now_ns;
  event.path = target.path;
  return event;
}

// Without companions, which are small. Nothing where it goes elsewhere.
ComingCapture ComingOf(const HeldCapture& held, const std::string& captures_folder) {
  const std::string& path = held.target.path;
  const std::string folder = WithSeparator(captures_folder);
  const bool is_there =
      path.compare(0, folder.size(), folder) == 0 && path.find_first_of("/\\", folder.size()) == path.npos;
  if (!is_there || held.target.existing == ExistingTarget::kReplace) return {};
  const double seconds = static_cast<double>(held.info.valid_frames) / held.info.format.sample_rate_hz;
  const double files = 1.0 + static_cast<double>(held.info.tracks.size());
  return {1, static_cast<uint64_t>(files * seconds * held.info.bit_rate / 8)};
}

}  // namespace

void Worker::TellFailed(const DumpTarget& target, uint64_t task_id, CallCode code, const std::string& why) {
  Event event = CaptureEvent(EventKind::kDumpFailed, target, task_id, around_.clock.NowNs());
  event.code = static_cast<int>(code);
  event.text = why;
  around_.events.Add(std::move(event));
}

void Worker::TellCaptured(const DumpTarget& target, uint64_t task_id, const Status& status) {
  around_.events.Add(CaptureEvent(EventKind::kDumpCaptured, target, task_id, around_.clock.NowNs()));
  if (!status.ok()) Log(LogLevel::kWarning, "a dump is held, but would not survive the process: " + status.message());
}

// The call was answered from what had been accepted; now it is known which task runs.
bool Worker::CheckDump(LiveTask* running, const DumpRequest& request, DumpTarget* target) {
  if (running == nullptr || !running->task->is_cycle() || request.last_s > running->config.cycle_time_s) {
    TellFailed(*target, 0, CallCode::kInvalidState,
               "the task that was to start could not, so there is nothing to dump");
    return false;
  }
  Codec codec = Codec::kPcm16;
  CodecOfPath(target->path, &codec);
  const bool can_be = codec == running->config.codec || (running->config.codec == Codec::kPcm16 && HasEncoder(codec));
  if (!can_be) {
    if (target->existing != ExistingTarget::kCountUp) {
      TellFailed(*target, running->id, CallCode::kInvalidParameter,
                 "the task that runs keeps AAC, which a dump cannot turn into WAV");
      return false;
    }
    target->path.replace(target->path.rfind('.'), std::string::npos, ".aac");
  }
  if (TaskWritingTo(target->path) != nullptr) {
    TellFailed(*target, running->id, CallCode::kInvalidParameter,
               "this is a task's own file, which would replace the dump when the task ends");
    return false;
  }
  return true;
}

void Worker::DumpWhenOpened(DumpTarget target, int64_t at_ns, const DumpRequest& request) {
  if (Waits([this, target, at_ns, request] { DumpWhenOpened(target, at_ns, request); })) return;
  LiveTask* running = Running();
  if (CheckDump(running, request, &target)) Dump(*running, target, at_ns, request);
}

void Worker::Dump(LiveTask& running, const DumpTarget& target, int64_t at_ns, const DumpRequest& request) {
  CaptureMarker marker;
  marker.label = request.hotkey.empty() ? "dump" : "hotkey";
  if (!request.hotkey.empty()) marker.data_json = DumpJson({{"key", request.hotkey}});
  running.task->AddMarker(marker, at_ns);
  const uint64_t task_id = running.id;
  const auto captured = [this, target, task_id, wipe = wipe_count_.load()](const Status& status) {
    if (wipe == wipe_count_.load()) TellCaptured(target, task_id, status);
  };
  if (running.task->AddDump(target, at_ns, request.last_s, request.after_s, request.clear, captured)) return;
  TellFailed(target, running.id, CallCode::kInvalidState,
             "there is nothing to save: nothing is recorded yet, or all of it is in a dump with clear");
}

// A task may have begun to write there since the call.
void Worker::WriteUnlessTaken(std::shared_ptr<HeldCapture> held) {
  if (TaskWritingTo(held->target.path) == nullptr) return Write(std::move(held));
  KeepFailed(held);
  TellFailed(held->target, held->task_id, CallCode::kOk, kTaskWrites);
}

void Worker::ServeCycle(LiveTask& live) {
  for (HeldCapture& dump : live.task->TakeHeldDumps()) {
    dump.hole_why = live.hole_why;
    NoteComplete(dump);
    WriteUnlessTaken(std::make_shared<HeldCapture>(std::move(dump)));
  }
  if (!live.task->finished() || !live.task->settled()) return;
  DumpTarget target;
  target.capture_id = live.final_capture_id;
  target.path = live.config.file_path;
  target.existing = live.config.overwrite ? ExistingTarget::kReplace : ExistingTarget::kRefuse;
  target.reason = "task";
  target.origin = CaptureOrigin::kTask;
  auto held = std::make_shared<HeldCapture>(live.task->TakeFinal(std::move(target)));
  held->hole_why = live.hole_why;
  NoteComplete(*held);
  Write(std::move(held));
  KeepSourceTotals(*live.task);
  const std::shared_ptr<DurableRing> ring = live.task->ring();
  live.task.reset();
  if (ring != nullptr) ring->Finish(OverJson());
}

// From now on a recovery makes of it what is made of it here, whoever is left out meanwhile.
void Worker::NoteComplete(const HeldCapture& held) {
  if (held.pinned_in == nullptr) return;
  held.pinned_in->Rewrite(held.target.capture_id, PinJson(PinOf(held)), [](const Status&) {});
}

// Writing thread.
Result<WrittenCapture> Worker::WriteNow(HeldCapture& held, uint64_t wipe) {
  if (wipe != wipe_count_.load()) return Status(ErrorCode::kCancelled, "it was wiped before it was written");
  const auto progress = [this, &held, wipe](double done) {
    Event event = CaptureEvent(EventKind::kDumpProgress, held.target, held.task_id, around_.clock.NowNs());
    event.progress = done;
    if (held.target.origin == CaptureOrigin::kDump) around_.events.Add(std::move(event));
    return wipe == wipe_count_.load();
  };
  const Result<WrittenCapture> result = OrOutOfMemory([&] {
    if (options_.retention.any()) {
      const Result<uint64_t> free_bytes = around_.files.FreeBytes(options_.captures_folder);
      const bool scarce = free_bytes.ok() && free_bytes.value() < options_.min_free_bytes;
      if (scarce) Retain({}, ComingOf(held, options_.captures_folder));
    }
    return WriteHeld(around_.files, held, progress);
  });
  if (result.ok()) Retain(result.value().file_path);
  return result;
}

void Worker::Write(std::shared_ptr<HeldCapture> held) {
  around_.writing.Post(WritingOf(std::move(held)));
}

// Whatever becomes of the job, also when memory runs out in it, its results are posted: they are made beforehand. It
// counts as under way from now on.
JobQueue::Prepared Worker::WritingOf(std::shared_ptr<HeldCapture> held) {
  struct Outcome {
    Result<WrittenCapture> written = OutOfMemory();
    Status synced = OutOfMemory();
  };
  struct Telling {
    JobQueue::Prepared written;
    JobQueue::Prepared synced;
  };
  const auto unsynced = std::make_shared<Unsynced>(Unsynced{{}, held->pinned_in, held->target.capture_id});
  const uint64_t wipe = wipe_count_.load();
  const auto outcome = std::make_shared<Outcome>();
  const auto tell = std::make_shared<Telling>();
  tell->written = JobQueue::Prepare([this, held, outcome, wipe] { OnWritten(held, outcome->written, wipe); });
  tell->synced = JobQueue::Prepare([this, unsynced, outcome] { OnSynced(unsynced, outcome->synced); });
  JobQueue::Prepared writing = JobQueue::Prepare([this, held, unsynced, outcome, tell, wipe] {
    outcome->written = WriteNow(*held, wipe);
    const bool to_sync = outcome->written.ok() && held->pinned_in != nullptr;
    around_.results.Post(std::move(tell->written));
    if (!to_sync) return;
    outcome->synced = OrOutOfMemory([&] {
      unsynced->paths = FilesOf(outcome->written.value());
      return SyncFiles(around_.files, unsynced->paths);
    });
    around_.results.Post(std::move(tell->synced));
  });
  ++writing_captures_;
  return writing;
}

// The ring may have what it held for this capture.
void Worker::LetGo(const HeldCapture& held) {
  if (held.pinned_in != nullptr) held.pinned_in->Unpin(held.target.capture_id);
}

void Worker::OnWritten(const std::shared_ptr<HeldCapture>& held, const Result<WrittenCapture>& result, uint64_t wipe) {
  --writing_captures_;
  const bool to_sync = result.ok() && held->pinned_in != nullptr;
  if (to_sync) ++syncing_captures_;
  LiveTask* live = Find(held->task_id);
  const bool ends_task = held->target.origin == CaptureOrigin::kTask && live != nullptr;
  const std::string why = result.ok() ? "" : result.status().message();
  if (ends_task) live->over = true;  // before anything that needs memory
  // Whatever it failed of: nothing that was held before a wipe may be kept after it.
  const bool wiped = !result.ok() && wipe != wipe_count_.load();
  if (wiped) {
    if (result.status().code() == ErrorCode::kIoError) wipe_status_ = result.status();
    held->Overwrite();
    LetGo(*held);
  } else if (!result.ok()) {
    Log(LogLevel::kError, why);
    KeepFailed(held);
  } else {
    LogLost(held->info, result.value());
    if (!ends_task) Log(LogLevel::kInfo, "wrote " + result.value().file_path);
    if (!to_sync) LetGo(*held);
  }
  if (ends_task) {
    std::optional<CaptureRecord> capture;
    if (result.ok()) capture = RecordOf(held->info, result.value());
    const bool fine = result.ok() && live->failure.ok();
    TellTask(*live, fine ? TaskCode::kFinish : TaskCode::kError, result.ok() ? live->failure.message() : why,
             result.ok() || wiped ? 0 : held->target.capture_id, std::move(capture));
    return;
  }
  if (wiped) return TellFailed(held->target, held->task_id, CallCode::kInvalidState, why);
  Event event = CaptureEvent(result.ok() ? EventKind::kDumpDone : EventKind::kDumpFailed, held->target, held->task_id,
                             around_.clock.NowNs());
  if (result.ok()) {
    event.path = result.value().file_path;
    event.progress = 1.0;
    event.capture = RecordOf(held->info, result.value());
  }
  event.text = why;
  around_.events.Add(std::move(event));
}

void Worker::LogLost(const CaptureInfo& info, const WrittenCapture& written) {
  if (written.sidecar_path.empty()) {
    Log(LogLevel::kWarning, "the sidecar of " + written.file_path + " could not be written");
  }
  if (written.features_path.empty() && !info.features.empty()) {
    Log(LogLevel::kWarning, "the feature track of " + written.file_path + " could not be written");
  }
}

// Failed captures are held in memory within the bound of one buffer; beyond it the oldest goes, and is told. What a
// ring holds for them is bounded there.
void Worker::KeepFailed(const std::shared_ptr<HeldCapture>& held) {
  failed_[held->target.capture_id] = held;
  uint64_t bytes = 0;
  for (const auto& entry : failed_) bytes += entry.second->memory_bytes();
  for (auto it = failed_.begin(); it != failed_.end() && bytes > options_.max_buffer_bytes;) {
    const std::shared_ptr<HeldCapture> oldest = it->second;
    if (oldest == held || oldest->memory_bytes() == 0) {
      ++it;
      continue;
    }
    bytes -= oldest->memory_bytes();
    Event event = CaptureEvent(EventKind::kDegraded, oldest->target, oldest->task_id, around_.clock.NowNs());
    event.code = static_cast<int>(Degraded::kMemory);
    event.text = "a capture that failed was given up to stay within maxBufferBytes";
    around_.events.Add(std::move(event));
    LetGo(*oldest);
    it = failed_.erase(it);
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
  const bool right_suffix =
      CodecOfPath(target.path, &codec) &&
      (codec == held->encoder.codec || (held->encoder.codec == Codec::kPcm16 && HasEncoder(codec)));
  if (!right_suffix || TaskWritingTo(target.path) != nullptr) {
    // Its audio is kept, so this tells no code of a call.
    return TellFailed(target, held->task_id, CallCode::kOk,
                      right_suffix ? kTaskWrites : "the capture has another format: give a path that ends as it must");
  }
  failed_.erase(it);
  held->target = target;
  PrepareFormat(held.get());
  if (path.empty() || held->pinned_in == nullptr) return Write(std::move(held));
  // First of all a recovery is to know where it is now.
  const auto writing = std::make_shared<JobQueue::Prepared>(WritingOf(held));
  const auto write = [this, writing](const Status&) {
    if (!writing->empty()) around_.writing.Post(std::move(*writing));
  };
  const Status told = OrOutOfMemory([&] {
    held->pinned_in->Rewrite(capture_id, PinJson(PinOf(*held)), write);
    return Status::Ok();
  });
  if (!told.ok()) write(told);
}

void Worker::Discard(uint64_t capture_id) {
  const auto unsynced = std::find_if(unsynced_.begin(), unsynced_.end(),
                                     [capture_id](const auto& each) { return each->capture_id == capture_id; });
  if (unsynced != unsynced_.end()) {
    LetGo(**unsynced);
    unsynced_.erase(unsynced);
  } else if (syncing_captures_ > 0) {
    discarded_.insert(capture_id);
  }
  const auto it = failed_.find(capture_id);
  if (it == failed_.end()) return;
  LetGo(*it->second);
  failed_.erase(it);
}

// Writing thread.
void Worker::Retain(const std::string& just_written) {
  static_cast<void>(OrOutOfMemory([&] {
    Retain(std::vector<std::string>{just_written});
    return Status::Ok();
  }));
}

void Worker::Retain(const std::vector<std::string>& just_written, const ComingCapture& coming) {
  if (!options_.retention.any() || options_.captures_folder.empty()) return;
  static_cast<void>(OrOutOfMemory([&] {
    for (const std::string& path : ApplyRetention(around_.files, options_.captures_folder, options_.retention,
                                                  just_written, around_.clock.WallUnixMs(), coming)) {
      Event event;
      event.kind = EventKind::kCaptureRemoved;
      event.time_ns = around_.clock.NowNs();
      event.path = path;
      around_.events.Add(std::move(event));
    }
    return Status::Ok();
  }));
}

}  // namespace vr
