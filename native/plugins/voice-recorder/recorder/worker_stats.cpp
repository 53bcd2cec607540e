// The figures of a recorder.
#include <algorithm>
#include <cmath>
#include <limits>

#include "recorder/worker.h"

namespace vr {
namespace {

Degraded Gravest(const std::set<Degraded>& reasons) {
  for (const Degraded reason : {Degraded::kMemory, Degraded::kDisk, Degraded::kPinned, Degraded::kTracks}) {
    if (reasons.count(reason) != 0) return reason;
  }
  return Degraded::kNone;
}

}  // namespace

void Worker::KeepSourceTotals(const Task& task) {
  for (SourceState& source : sources_) {
    MixSourceStats stats;
    if (!task.mixer().GetSourceStats(source.record.id, &stats)) continue;
    source.late += stats.blocks_late;
    source.gaps += stats.gaps;
    source.gap_ms += static_cast<double>(stats.gap_frames) * 1e3 / task.config().sample_rate_hz;
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
  Levels levels;
  if (running->task->log().RecentLevel(source.record.id, &levels)) {
    stats.peak_dbfs = levels.peak_dbfs;
    stats.rms_dbfs = levels.rms_dbfs;
  }
  return stats;
}

void Worker::Publish() {
  RecorderStats stats;
  const LiveTask* running = Running();
  stats.blocks_taken = blocks_taken_before_;
  stats.blocks_dropped = blocks_dropped_before_;
  for (const SourceState& source : sources_) {
    stats.blocks_taken += source.counters.taken;
    stats.blocks_dropped += source.counters.dropped;
    if (!source.closed) stats.sources.push_back(StatsOf(source, running));
  }
  if (running != nullptr) {
    const Task& task = *running->task;
    stats.task = task.is_cycle() ? TaskKind::kCycle : TaskKind::kRealTime;
    stats.task_id = running->id;
    stats.paused = running->paused;
    stats.degraded = Gravest(running->degraded);
    stats.recorded_s = task.recorded_s();
    stats.buffered_s = task.buffered_s();
    stats.durable_s = task.durable_s();
    stats.ring_bytes = task.ring() == nullptr ? 0 : task.ring()->disk_bytes();
    stats.buffer_bytes = task.buffer_used_bytes();
    stats.buffer_capacity_bytes = task.buffer_capacity_bytes();
    for (const auto& file : running->files) stats.file_bytes += file == nullptr ? 0 : file->bytes();
    Levels levels;
    task.log().RecentLevel(0, &levels);
    stats.peak_dbfs = levels.peak_dbfs;
    stats.rms_dbfs = levels.rms_dbfs;
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
