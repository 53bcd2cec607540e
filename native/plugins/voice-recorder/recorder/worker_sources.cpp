// Sources as they come and go, their sound on its way to the tasks, and what is said of the room.
#include "recorder/our_marker.h"
#include "recorder/worker.h"

namespace vr {

void Worker::AddSource(const SourceRecord& source, int64_t at_ns) {
  SourceState& state = sources_.emplace_back();
  state.record = source;
  state.record.excluded = excluded_.count(source.user_id) > 0;
  for (const auto& live : live_) {
    if (live->task == nullptr || live->task->ending()) continue;
    Admit(state, *live, at_ns);
  }
  if (!state.record.excluded) AddMarker(OurMarker("source-opened", source.name()), at_ns);
}

Worker::SourceState* Worker::FindSource(SourceId id) {
  for (SourceState& source : sources_) {
    if (source.record.id == id) return &source;
  }
  return nullptr;
}

void Worker::CloseSource(SourceId id, int64_t at_ns) {
  SourceState* source = FindSource(id);
  if (source == nullptr || source->closed) return;
  source->closed = true;
  DrainTaps(at_ns);
  if (!source->record.excluded) AddMarker(OurMarker("source-closed", source->record.name()), at_ns);
  for (const auto& live : live_) {
    if (live->task != nullptr) live->task->CloseSource(id, at_ns);
  }
}

void Worker::AddMarker(const CaptureMarker& marker, int64_t at_ns) {
  for (const auto& live : live_) {
    if (live->task != nullptr) live->task->AddMarker(marker, at_ns);
  }
}

void Worker::AddStatistics(const std::string& data_json, int64_t at_ns) {
  for (const auto& live : live_) {
    if (live->task != nullptr) live->task->AddStatistics(data_json, at_ns);
  }
}

void Worker::SetAbout(const std::string& about_json) {
  about_json_ = about_json;
  for (const auto& live : live_) {
    if (live->task != nullptr) live->task->SetAbout(about_json);
  }
}

void Worker::DrainTaps(int64_t now_ns) {
  for (SourceState& source : sources_) {
    const SourceId id = source.record.id;
    TapBlock taken;
    while (FrontOfTap(id, &taken)) {
      SourceBlock block;
      block.samples = taken.samples;
      block.frames = taken.frames;
      block.format = taken.format;
      block.has_capture_time = taken.has_capture_time;
      block.time_ns = taken.time_ns;
      block.taken_ns = now_ns;
      for (const auto& live : live_) {
        if (live->task != nullptr && !live->task->finished()) live->task->Deliver(id, block);
      }
      source.format = taken.format;
      PopTap(id);
    }
    source.counters = CountersOfTap(id);
  }
}

void Worker::TellCounters(const SourceState& source, LiveTask& live) {
  live.task->SetCounters(source.record.id, source.counters.taken, source.counters.dropped);
}

void Worker::ReleaseClosedSources() {
  for (auto it = sources_.begin(); it != sources_.end();) {
    if (!it->closed || !ReleaseTap(it->record.id)) {
      ++it;
      continue;
    }
    for (const auto& live : live_) {
      if (live->task != nullptr) TellCounters(*it, *live);
    }
    blocks_taken_before_ += it->counters.taken;
    blocks_dropped_before_ += it->counters.dropped;
    it = sources_.erase(it);
  }
}

}  // namespace vr
