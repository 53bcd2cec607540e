// Who is heard and who is not, and what becomes of what was heard: pause, mute, exclude, wipe; and what happens to the
// machine around.
#include <algorithm>

#include "recorder/json_fields.h"
#include "recorder/our_marker.h"
#include "recorder/out_of_memory.h"
#include "recorder/recovery.h"
#include "recorder/worker.h"

namespace vr {
namespace {

const char* LabelOf(Notice notice) {
  switch (notice) {
    case Notice::kBackground:
      return "background";
    case Notice::kForeground:
      return "foreground";
    case Notice::kInterruptionBegan:
      return "interruption-began";
    case Notice::kInterruptionEnded:
      return "interruption-ended";
    case Notice::kDeviceChanged:
      return "device-changed";
  }
  return "";
}

}  // namespace

bool Worker::IsSilent(const SourceState& source, const LiveTask& live) const {
  return source.record.muted || source.record.excluded || all_muted_ || live.paused;
}

SourceRecord Worker::RecordFor(const SourceState& source, const LiveTask& live) const {
  SourceRecord record = source.record;
  record.muted = IsSilent(source, live);
  return record;
}

void Worker::Admit(const SourceState& source, LiveTask& live, int64_t at_ns) {
  const SourceRecord record = RecordFor(source, live);
  live.silent[record.id] = record.muted;
  live.task->AddSource(record, at_ns);
  const bool told = source.record.muted && !source.record.excluded;
  if (told) live.task->AddMarker(OurMarker("muted", source.record.name()), at_ns);
}

void Worker::ApplySilence(int64_t at_ns) {
  for (const auto& live : live_) {
    if (live->task == nullptr) continue;
    for (const SourceState& source : sources_) {
      const bool silent = IsSilent(source, *live);
      bool& known = live->silent[source.record.id];
      if (known == silent) continue;
      known = silent;
      live->task->SetMuted(source.record.id, silent, at_ns);
    }
  }
}

// While a ring is being made it is not known which task goes on: from this moment on there is silence in each of them,
// and in those whose start waits.
void Worker::PauseAfter(uint64_t task_id, bool paused, int64_t at_ns) {
  for (const auto& live : live_) {
    const bool goes_on = live->task != nullptr && !live->task->ending();
    if (!goes_on || live->id <= task_id || live->paused == paused) continue;
    live->paused = paused;
    live->task->AddMarker(OurMarker(paused ? "paused" : "resumed"), at_ns);
  }
  ApplySilence(at_ns);
  if (starts_waiting_ == 0) return;
  const uint64_t newest = live_.back()->id;
  when_opened_.push_back([this, newest, paused, at_ns] { PauseAfter(newest, paused, at_ns); });
}

void Worker::SetMuted(SourceId id, bool muted, int64_t at_ns) {
  SourceState* source = FindSource(id);
  if (source == nullptr || source->record.muted == muted) return;
  source->record.muted = muted;
  ApplySilence(at_ns);
  if (source->record.excluded) return;
  AddMarker(OurMarker(muted ? "muted" : "unmuted", source->record.name()), at_ns);
}

void Worker::SetAllMuted(bool muted, int64_t at_ns) {
  if (all_muted_ == muted) return;
  all_muted_ = muted;
  ApplySilence(at_ns);
  AddMarker(OurMarker(muted ? "all-muted" : "all-unmuted"), at_ns);
}

void Worker::Exclude(const std::string& user_id, bool forget, int64_t at_ns) {
  excluded_.insert(user_id);
  for (SourceState& source : sources_) {
    if (source.record.user_id != user_id || source.record.excluded) continue;
    const SourceId id = source.record.id;
    source.record.excluded = true;
    for (const auto& live : live_) {
      if (live->task != nullptr) live->silent[id] = true;
    }
  }
  for (const auto& live : live_) {
    if (live->task == nullptr) continue;
    live->task->Exclude(user_id, at_ns);
    const bool mix_only = live->config.own_tracks == 0;
    if (forget && mix_only && live->task->is_cycle()) {
      live->task->ForgetMemory();
      live->task->ForgetBefore(at_ns);
    }
  }
  AddMarker(OurMarker("excluded"), at_ns);
}

void Worker::Include(const std::string& user_id, int64_t at_ns) {
  if (excluded_.erase(user_id) == 0) return;
  for (SourceState& source : sources_) {
    if (source.record.user_id != user_id) continue;
    source.record.excluded = false;
    for (const auto& live : live_) {
      if (live->task == nullptr || live->task->ending() || source.closed) continue;
      live->task->AddSource(RecordFor(source, *live), at_ns);
      live->task->AddMarker(OurMarker(source.record.muted ? "muted" : "unmuted", source.record.name()), at_ns);
    }
  }
  ApplySilence(at_ns);
  AddMarker(OurMarker("included"), at_ns);
}

// ---- Around the app

void Worker::Notify(Notice notice, const std::string& text, int64_t at_ns) {
  CaptureMarker marker = OurMarker(LabelOf(notice));
  if (!text.empty()) marker.data_json = DumpJson({{"text", text}});
  AddMarker(marker, at_ns);
  if (notice == Notice::kForeground) {
    in_background_ = false;
    flush_at_ns_ = 0;
  }
  if (notice != Notice::kBackground) return;
  in_background_ = true;
  FlushAll(around_.clock.NowNs());
}

// What is held goes to the disk: at once, when the mix has passed the moment, and as long as the app may be killed
// there, every second.
void Worker::FlushAll(int64_t now_ns) {
  for (const auto& live : live_) {
    if (live->task == nullptr) continue;
    if (live->task->ring() != nullptr) live->task->ring()->Flush(now_ns);
    for (const auto& file : live->files) {
      if (file != nullptr) around_.streaming.Post([file] { file->Flush(); });
    }
  }
  const bool first = flush_at_ns_ == 0;
  flush_at_ns_ = in_background_ ? now_ns + (first ? mix_delay_ns_ + 50 * kNsPerMs : kNsPerSecond) : 0;
}

// ---- Destroying

void Worker::WipeWhenOpened(int64_t at_ns) {
  if (!Waits([this, at_ns] { WipeWhenOpened(at_ns); })) Wipe(at_ns);
}

// Destroying runs on the writing thread, behind the captures that are given up there, and in this order: the rings of
// this recorder, what the dead left, WIPED; then the rings with which running tasks go on, which may need the room.
void Worker::Wipe(int64_t at_ns) {
  ++wipe_count_;
  ++wipe_calls_;
  if (wipes_++ == 0) wipe_status_ = Status::Ok();
  const std::string why = "wiped: everything that was held has been destroyed";
  for (const auto& entry : failed_) entry.second->Overwrite();
  failed_.clear();
  const std::vector<std::shared_ptr<DurableRing>> rings = RingsWithAudio();
  for (const auto& live : live_) {
    if (live->task == nullptr || !live->task->is_cycle()) continue;
    for (const DumpTarget& target : live->task->DropDumps()) {
      TellFailed(target, live->id, CallCode::kInvalidState, why);
    }
    live->task->ForgetMemory();
    live->task->ForgetBefore(at_ns);
    if (live->task->ring() == nullptr) continue;
    rings_to_open_.push_back(MakeRing(*live));
    live->task->Attach(rings_to_open_.back());
  }
  for (const auto& ring : rings) {
    ++wipes_;
    ring->Destroy([this](const Status& status) { EndWipe(status); });
  }
  // Behind the rings, which reach the writing thread by way of the streaming thread too.
  around_.streaming.Post([this] {
    around_.writing.Post([this] {
      const Status status = OrOutOfMemory([&] {
        return options_.recovery_folder.empty() ? Status::Ok()
                                                : DestroyLeftRings(around_.files, options_.recovery_folder);
      });
      around_.results.Post([this, status] { EndWipe(status); });
    });
  });
}

void Worker::Recover(const std::optional<SealKey>& key, uint64_t stops) {
  RecoveryOptions options;
  options.recovery_folder = options_.recovery_folder;
  options.captures_folder = options_.captures_folder;
  options.name_template = options_.name_template;
  options.key = key;
  options.max_sources = options_.max_sources;
  around_.writing.Post([this, options, stops] {
    const auto event_of = [this](EventKind kind, const std::string& text) {
      Event event;
      event.kind = kind;
      event.time_ns = around_.clock.NowNs();
      event.text = text;
      return event;
    };
    RecoverySink sink;
    std::vector<std::string> recovered;
    sink.recovered = [&](const RecoveredCapture& capture) {
      recovered.push_back(capture.record.file_path);
      Event event = event_of(EventKind::kRecovered, capture.text);
      event.path = capture.record.file_path;
      event.capture = capture.record;
      around_.events.Add(std::move(event));
    };
    sink.problem = [&](const std::string& path, const std::string& why) {
      Event event = event_of(EventKind::kRecoveryProblem, why);
      event.path = path;
      around_.events.Add(std::move(event));
    };
    sink.kept = [&](const std::string& path, const std::string& why) {
      Log(LogLevel::kWarning, path + " is not needed any more, and stays until the next recovery: " + why);
    };
    sink.progress = [&](double progress) {
      Event event = event_of(EventKind::kRecoveryProgress, "");
      event.progress = progress;
      around_.events.Add(std::move(event));
    };
    sink.is_stopped = [this, stops] { return stops != recovery_stops_.load(); };
    Event done = event_of(EventKind::kRecoveryDone, "");
    Recovery recovery(around_.files, options, sink);
    const Status status = OrOutOfMemory([&] {
      recovery.Run();
      return Status::Ok();
    });
    if (!status.ok()) sink.problem(options.recovery_folder, status.message() + "; what is left is kept");
    Retain(recovered);
    done.code = recovery.recovered();
    done.time_ns = around_.clock.NowNs();
    around_.events.Add(std::move(done));
    if (status.ok()) recovery.Settle();
  });
}

void Worker::EndWipe(const Status& status) {
  if (!status.ok()) wipe_status_ = status;
  if (--wipes_ > 0) return;
  Event event;
  event.kind = EventKind::kWiped;
  event.code = wipe_status_.ok() ? 0 : 1;
  event.time_ns = around_.clock.NowNs();
  event.text = wipe_status_.message();
  for (; wipe_calls_ > 0; --wipe_calls_) around_.events.Add(event);
  std::vector<std::shared_ptr<DurableRing>> rings;
  rings.swap(rings_to_open_);
  for (const auto& ring : rings) {
    if (!ring->is_removed()) ring->Open([](const Status&) {});
  }
}

}  // namespace vr
