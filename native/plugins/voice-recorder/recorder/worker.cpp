#include "recorder/worker.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "recorder/path_identity.h"

namespace vr {
namespace {

constexpr size_t kMaxClosedSources = 256;

CaptureMarker OurMarker(const char* label, const std::string& source) {
  CaptureMarker marker;
  marker.label = label;
  marker.source = source;
  return marker;
}

}  // namespace

Worker::Worker(const RecorderOptions& options, const Surroundings& around)
    : options_(options), around_(around), task_events_(around.events), mix_delay_ns_(options.mix_delay_ms * kNsPerMs) {}

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
  for (const auto& live : live_) {
    if (live->task != nullptr && !live->task->ending()) return live.get();
  }
  return nullptr;
}

Worker::LiveTask* Worker::Find(uint64_t task_id) {
  for (const auto& live : live_) {
    if (live->id == task_id) return live.get();
  }
  return nullptr;
}

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
}

void Worker::Refuse(const TaskConfig& config, uint64_t task_id, uint64_t start_call, TaskCode code,
                    const std::string& why) {
  LiveTask refused;
  refused.config = config;
  refused.id = task_id;
  Log(LogLevel::kError, why);
  TellTask(refused, code, why, 0, std::nullopt);
  around_.control.CouldNotStart(start_call);
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
  Result<std::unique_ptr<Task>> made(target);
  if (target.ok()) made = Task::Make(config, moment, {options_.max_sources, options_.max_buffer_bytes});
  if (!made.ok()) {
    return Refuse(config, moment.id, start_call, TaskCode::kOpenFileFailed, made.status().message());
  }
  EndTask(moment.start_ns);

  auto live = std::make_unique<LiveTask>();
  live->task = std::move(made.value());
  live->config = config;
  live->path_identity = PathIdentity(config.file_path);
  live->id = moment.id;
  live->start_call = start_call;
  live->final_capture_id = final_capture_id;
  live->room = room_;
  for (const auto& entry : sources_) {
    if (!entry.second.closed) live->task->AddSource(entry.second.record);
  }
  around_.control.Started({true, config.cycle_time_s, config.codec, config.file_path});
  live_.push_back(std::move(live));
  if (config.cycle_time_s > 0) TellTask(*live_.back(), TaskCode::kStart, "", 0, std::nullopt);
}

void Worker::EndTask(int64_t at_ns) {
  LiveTask* running = Running();
  if (running == nullptr) return;
  running->task->End(at_ns);
  around_.control.Ended(running->start_call);
}

void Worker::AddSource(const SourceRecord& source, int64_t at_ns) {
  sources_[source.id].record = source;
  for (const auto& live : live_) {
    if (live->task != nullptr && !live->task->ending()) live->task->AddSource(source);
  }
  AddMarker(OurMarker("source-opened", source.name()), at_ns);
}

void Worker::CloseSource(SourceId id, int64_t at_ns) {
  const auto it = sources_.find(id);
  if (it == sources_.end() || it->second.closed) return;
  it->second.closed = true;
  DrainTaps(at_ns);
  AddMarker(OurMarker("source-closed", it->second.record.name()), at_ns);
  for (const auto& live : live_) {
    if (live->task != nullptr) live->task->CloseSource(id, at_ns);
  }
}

void Worker::SetMuted(SourceId id, bool muted, int64_t at_ns) {
  const auto it = sources_.find(id);
  if (it == sources_.end() || it->second.record.muted == muted) return;
  it->second.record.muted = muted;
  for (const auto& live : live_) {
    if (live->task != nullptr) live->task->SetMuted(it->second.record, at_ns);
  }
  AddMarker(OurMarker(muted ? "muted" : "unmuted", it->second.record.name()), at_ns);
}

void Worker::AddMarker(const CaptureMarker& marker, int64_t at_ns) {
  for (const auto& live : live_) {
    if (live->task != nullptr) live->task->AddMarker(marker, at_ns);
  }
}

void Worker::DrainTaps(int64_t now_ns) {
  for (auto& entry : sources_) {
    SourceState& source = entry.second;
    TapBlock taken;
    while (FrontOfTap(entry.first, &taken)) {
      SourceBlock block;
      block.samples = taken.samples;
      block.frames = taken.frames;
      block.format = taken.format;
      block.has_capture_time = taken.has_capture_time;
      block.time_ns = taken.time_ns;
      block.taken_ns = now_ns;
      for (const auto& live : live_) {
        if (live->task != nullptr && !live->task->finished()) live->task->Deliver(entry.first, block);
      }
      source.format = taken.format;
      PopTap(entry.first);
    }
    source.counters = CountersOfTap(entry.first);
  }
}

void Worker::ReleaseClosedSources() {
  for (auto it = sources_.begin(); it != sources_.end();) {
    if (!it->second.closed || !ReleaseTap(it->first)) {
      ++it;
      continue;
    }
    blocks_taken_before_ += it->second.counters.taken;
    blocks_dropped_before_ += it->second.counters.dropped;
    closed_sources_[it->first] = it->second;
    if (closed_sources_.size() > kMaxClosedSources) closed_sources_.erase(closed_sources_.begin());
    it = sources_.erase(it);
  }
}

// A machine that slept left no audio and no time; a marker says how long it was away.
void Worker::NoticeSuspend(int64_t now_ns) {
  const int64_t suspended_ns = SuspendedNs();
  const int64_t slept_ns = suspended_ns - suspended_ns_;
  suspended_ns_ = suspended_ns;
  if (slept_ns < kNsPerSecond) return;
  CaptureMarker marker = OurMarker("suspended", "");
  marker.data_json = "{\"seconds\":" + std::to_string(slept_ns / kNsPerSecond) + "}";
  AddMarker(marker, now_ns);
}

void Worker::Step(int64_t now_ns) {
  NoticeSuspend(now_ns);
  DrainTaps(now_ns);
  ReleaseClosedSources();
  // By index: serving a task can begin or end others through jobs, but never removes one before Sweep.
  for (size_t i = 0; i < live_.size(); ++i) Serve(*live_[i], now_ns);
  live_.erase(std::remove_if(live_.begin(), live_.end(), [](const auto& live) { return live->over; }), live_.end());
  Publish();
}

void Worker::Serve(LiveTask& live, int64_t now_ns) {
  if (live.task == nullptr) return;
  const bool cut_short = shutting_down_ || !live.failure.ok();
  live.task->MixUntil(cut_short ? std::numeric_limits<int64_t>::max() : now_ns - mix_delay_ns_);
  if (live.failure.ok() && !live.task->status().ok()) FailTask(live, live.task->status());
  if (live.task->degraded() && !live.degraded_told) {
    live.degraded_told = true;
    Event event;
    event.kind = EventKind::kDegraded;
    event.task_id = live.id;
    event.time_ns = now_ns;
    event.text = "pinned: dumps hold the whole buffer, so older audio goes before its time";
    around_.events.Add(std::move(event));
  }
  if (live.task->is_cycle()) {
    ServeCycle(live);
  } else {
    ServeRealTime(live, now_ns);
  }
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
  EndTask(now_ns);
  shutting_down_ = true;
}

void Worker::KeepSourceTotals(const Task& task) {
  for (auto& entry : sources_) {
    MixSourceStats stats;
    if (!task.mixer().GetSourceStats(entry.first, &stats)) continue;
    entry.second.late += stats.blocks_late;
    entry.second.gaps += stats.gaps;
    entry.second.gap_ms += static_cast<double>(stats.gap_frames) * 1e3 / task.config().sample_rate_hz;
  }
}

// Counters go on over tasks: what ended ones left, and every task that is still mixed.
SourceStats Worker::StatsOf(const SourceState& source, const LiveTask* running) const {
  SourceStats stats;
  stats.source = source.record;
  stats.format = source.format;
  stats.blocks_taken = source.counters.taken;
  stats.blocks_dropped = source.counters.dropped;
  stats.blocks_late = source.late;
  stats.gaps = source.gaps;
  stats.gap_ms = source.gap_ms;
  MixSourceStats mixed;
  for (const auto& live : live_) {
    if (live->task == nullptr || !live->task->mixer().GetSourceStats(source.record.id, &mixed)) continue;
    stats.blocks_late += mixed.blocks_late;
    stats.gaps += mixed.gaps;
    stats.gap_ms += static_cast<double>(mixed.gap_frames) * 1e3 / live->config.sample_rate_hz;
  }
  if (running == nullptr || !running->task->mixer().GetSourceStats(source.record.id, &mixed)) return stats;
  stats.drift_ppm = mixed.drift_ppm;
  stats.offset_ms = mixed.offset_ms;
  running->task->log().RecentLevel(source.record.id, &stats.peak_dbfs, &stats.rms_dbfs);
  return stats;
}

void Worker::Publish() {
  RecorderStats stats;
  const LiveTask* running = Running();
  stats.blocks_taken = blocks_taken_before_;
  stats.blocks_dropped = blocks_dropped_before_;
  for (const auto& entry : sources_) {
    stats.blocks_taken += entry.second.counters.taken;
    stats.blocks_dropped += entry.second.counters.dropped;
    if (!entry.second.closed) stats.sources.push_back(StatsOf(entry.second, running));
  }
  if (running != nullptr) {
    const Task& task = *running->task;
    stats.task = task.is_cycle() ? TaskKind::kCycle : TaskKind::kRealTime;
    stats.task_id = running->id;
    stats.recorded_s = task.recorded_s();
    stats.buffered_s = task.buffered_s();
    stats.buffer_bytes = task.buffer_used_bytes();
    stats.buffer_capacity_bytes = task.buffer_capacity_bytes();
    stats.file_bytes = running->file == nullptr ? 0 : running->file->bytes();
    task.log().RecentLevel(0, &stats.peak_dbfs, &stats.rms_dbfs);
    stats.limiter_gain_db = 20.0 * std::log10(std::max(1e-6F, task.recent_gain()));
  }
  size_t pending = writing_captures_;
  for (const auto& live : live_) pending += live->task == nullptr ? 0 : live->task->pending_dumps();
  stats.dumps_pending = static_cast<uint32_t>(pending);
  stats.captures_failed = static_cast<uint32_t>(failed_.size());
  std::lock_guard<std::mutex> lock(stats_mutex_);
  stats_ = std::move(stats);
}

RecorderStats Worker::stats() const {
  std::lock_guard<std::mutex> lock(stats_mutex_);
  return stats_;
}

}  // namespace vr
