// How a task is made, and what comes in and goes through it.
#include "recorder/task.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/clock.h"
#include "recorder/task_sizes.h"

namespace vr {
namespace {}  // namespace

Task::Task(const TaskConfig& config, const TaskMoment& moment, const TaskLimits& limits)
    : config_(config),
      moment_(moment),
      limits_(limits),
      track_cells_(1 + static_cast<size_t>(config.own_tracks)),
      tracks_(static_cast<size_t>(config.own_tracks)),
      wall_(config.sample_rate_hz, moment.start_unix_ms) {}

Task::~Task() {
  if (ring_ != nullptr) ring_->Attach(nullptr);
}

Result<std::unique_ptr<Task>> Task::Make(const TaskConfig& config, const TaskMoment& moment, const TaskLimits& limits) {
  std::unique_ptr<Task> task(new Task(config, moment, limits));
  Status status = task->MakeStreams();
  if (!status.ok()) return status;
  CaptureLogConfig log;
  log.sample_rate_hz = config.sample_rate_hz;
  log.keep_cells = KeepCells(config);
  log.max_tracks = limits.max_tracks;
  if (!task->is_cycle()) log.store = config.durable ? TrackStore::kElsewhere : TrackStore::kAll;
  task->log_ = std::make_unique<CaptureLog>(log);
  if (!task->log_->Allocate()) return Status(ErrorCode::kOutOfMemory, "no memory for the feature tracks");
  MixerConfig mix;
  mix.sample_rate_hz = config.sample_rate_hz;
  mix.channels = config.channels;
  mix.layout = config.layout;
  mix.position = config.position;
  mix.start_ns = moment.start_ns;
  mix.max_loudness_sources = limits.max_tracks;
  task->mixer_ = std::make_unique<Mixer>(mix);
  return task;
}

// In a cycle recording the memory of every track is there from the start; in real time they come as users do.
Status Task::MakeStreams() {
  streams_.resize(1 + static_cast<size_t>(config_.own_tracks));
  for (size_t stream = 0; stream < streams_.size(); ++stream) {
    if (stream != kMixStream && !is_cycle()) continue;
    Result<std::unique_ptr<AudioStream>> made = MakeStream(stream);
    if (!made.ok()) return made.status();
    streams_[stream] = std::move(made.value());
  }
  return Status::Ok();
}

EncoderConfig Task::EncoderOf(size_t stream) const {
  return vr::EncoderOf(config_, stream != kMixStream);
}

Result<std::unique_ptr<AudioStream>> Task::MakeStream(size_t stream) {
  const CycleConfig cycle = CycleOf(config_, stream != kMixStream, limits_.max_buffer_bytes);
  return AudioStream::Make(stream, EncoderOf(stream), is_cycle() ? &cycle : nullptr, this);
}

bool Task::IsUsed(size_t stream) const {
  if (stream == kMixStream) return true;
  const std::vector<TrackUser>& users = tracks_.users();
  return std::any_of(users.begin(), users.end(), [stream](const TrackUser& user) { return user.stream == stream; });
}

// ---- Sources

void Task::AddSource(const SourceRecord& source, int64_t at_ns) {
  mixer_->AddSource(source.id, source.kind);
  if (source.muted) mixer_->SetMuted(source.id, true, moment_.start_ns);
  if (source.excluded) return;
  for (LeftOut& each : left_out_) each.sources.erase(source.id);  // it comes again
  log_->AddSource(source, FrameAt(at_ns));
  if (config_.own_tracks > 0 && IsAudible(config_.position, source.kind)) JoinTrack(source, FrameAt(at_ns));
}

void Task::JoinTrack(const SourceRecord& source, int64_t frame) {
  const int64_t mixed = streams_[kMixStream]->input_frames();
  int64_t needed_frame = is_cycle() ? mixed - window_frames() : -1;  // in real time a file is one user's to its end
  for (const DumpWindow& window : dumps_) needed_frame = std::min(needed_frame, window.from_frame());
  const TrackSet::Joined joined = tracks_.Join(source, frame, mixed, needed_frame);
  if (joined.user == nullptr) {
    trackless_.push_back(source.name());
    return;
  }
  mixer_->SetOwnTrack(source.id, true);
  if (joined.begins) BeginTrack(joined.user->stream);
}

void Task::BeginTrack(size_t stream) {
  if (streams_[stream] == nullptr) {
    Result<std::unique_ptr<AudioStream>> made = MakeStream(stream);
    if (!made.ok()) return Note(made.status());
    streams_[stream] = std::move(made.value());
  }
  const int64_t mixed = streams_[kMixStream]->input_frames();
  const int64_t block = streams_[stream]->block_frames();
  const int64_t first = mixed / block * block;
  Status status = streams_[stream]->Restart(first);
  if (status.ok()) status = streams_[stream]->EncodeSilence(mixed - first);
  Note(status);
  for (const TrackUser& user : tracks_.users()) {
    if (user.stream == stream) Tell(LogType::kTrack, TrackJson(user), false);
  }
}

void Task::CloseSource(SourceId id, int64_t at_ns) {
  mixer_->CloseSource(id);
  log_->CloseSource(id, FrameAt(at_ns));
  leaving_.push_back({id, FrameAt(at_ns)});
}

// What a source has said before it closed is on its way through the mix for a while.
void Task::LetLeave() {
  const int64_t mixed = mixer_->mixed_frames() - config_.sample_rate_hz;
  while (!leaving_.empty() && (finished_ || leaving_.front().frame <= mixed)) {
    tracks_.Leave(leaving_.front().source, leaving_.front().frame);
    leaving_.pop_front();
  }
}

void Task::SetMuted(SourceId id, bool muted, int64_t at_ns) {
  mixer_->SetMuted(id, muted, at_ns);
}

void Task::Deliver(SourceId id, const SourceBlock& block) {
  if (log_->FormatOf(id) == nullptr && block.format.sample_rate_hz > 0) {
    const int64_t length_ns = block.frames * kNsPerSecond / block.format.sample_rate_hz;
    log_->OnFormat(id, FrameAt(block.taken_ns - length_ns), block.format);
  }
  mixer_->Deliver(id, block);
}

void Task::AddMarker(CaptureMarker marker, int64_t at_ns) {
  if (at_ns < moment_.start_ns || at_ns > end_ns_) return;
  marker.frame = FrameAt(at_ns);
  log_->AddMarker(std::move(marker));
}

void Task::AddStatistics(const std::string& data_json, int64_t at_ns) {
  if (at_ns >= moment_.start_ns && at_ns <= end_ns_) log_->AddStatistics({FrameAt(at_ns), data_json});
}

void Task::SetCounters(SourceId id, uint64_t taken, uint64_t dropped) {
  SourceCounters counters;
  counters.taken = taken;
  counters.dropped = dropped;
  MixSourceStats stats;
  if (mixer_->GetSourceStats(id, &stats)) {
    counters.late = stats.blocks_late;
    counters.drift_ppm = stats.drift_ppm;
  }
  log_->SetCounters(id, counters);
}

void Task::ObserveWallClock(int64_t now_ns, int64_t unix_ms, int64_t* jump_ms) {
  *jump_ms = 0;
  if (ending()) return;
  if (wall_.Observe(FrameAt(now_ns), unix_ms, jump_ms)) Tell(LogType::kWallClock, WallClockJson(wall_.newest()), false);
}

// ---- Through the mix

void Task::End(int64_t end_ns) {
  if (!ending()) end_ns_ = std::max(end_ns, moment_.start_ns);
}

void Task::MixUntil(int64_t until_ns) {
  if (finished_) return;
  mixer_->MixUntil(std::min(until_ns, end_ns_), *this);
  if (ending() && until_ns >= end_ns_) {
    mixer_->Finish(end_ns_, *this);
    for (const auto& stream : streams_) {
      if (stream != nullptr && IsUsed(stream->stream())) Note(stream->Flush());
    }
    log_->TellFeatures();
    finished_ = true;
  }
  const int64_t mixed = mixer_->mixed_frames();
  if (mixed - gain_taken_frame_ >= config_.sample_rate_hz / 10) {
    recent_gain_ = mixer_->TakeLowestGain();
    gain_taken_frame_ = mixed;
  }
  LetLeave();
  ForgetWhatIsDue();
  if (is_cycle() && dumps_.empty()) {
    log_->ForgetBefore(mixed - window_frames());
    wall_.ForgetBefore(mixed - window_frames());
  }
}

void Task::Note(const Status& status) {
  if (!status.ok() && status_.ok()) status_ = status;
}

void Task::OnTrackFrames(SourceId source, int64_t /*first_frame*/, const int16_t* samples, int frames) {
  const TrackUser* user = tracks_.UserOf(source);
  if (user == nullptr || streams_[user->stream] == nullptr) return;
  std::vector<int16_t>& cell = track_cells_[user->stream];
  const auto count = static_cast<size_t>(frames) * static_cast<size_t>(streams_[user->stream]->config().channels);
  if (cell.empty()) {
    cell.assign(samples, samples + count);
    return;
  }
  for (size_t i = 0; i < std::min(count, cell.size()); ++i) {
    cell[i] = static_cast<int16_t>(std::clamp(cell[i] + samples[i], -32768, 32767));
  }
}

// Every track has as many frames as the mix, from where it began.
void Task::EncodeTracks(int64_t first_frame, int frames) {
  for (const TrackUser& user : tracks_.users()) {
    if (streams_[user.stream] == nullptr) continue;  // it could not be made, for which the task ends
    AudioStream& stream = *streams_[user.stream];
    std::vector<int16_t>& cell = track_cells_[user.stream];
    cell.resize(static_cast<size_t>(frames) * static_cast<size_t>(stream.config().channels), 0);
    if (stream.input_frames() == first_frame) Note(stream.Encode(cell.data(), frames));
    cell.clear();
  }
}

void Task::OnMixedFrames(int64_t first_frame, const int16_t* samples, int frames) {
  EncodeTracks(first_frame, frames);
  Note(streams_[kMixStream]->Encode(samples, frames));
  // Here and not when all is mixed: what is mixed behind it in the same step stays.
  if (forgetting_.has_value()) ForgetWhatIsDue();
}

void Task::OnFeature(SourceId source, int64_t cell, FeatureWord word) {
  const int64_t cell_frames = config_.sample_rate_hz / kCellsPerSecond;
  if (forgetting_.has_value() && forgetting_->unkept && cell * cell_frames < forgetting_->frame) return;
  log_->OnFeature(source, cell, word);
}

void Task::OnLoudness(SourceId source, int64_t block, double lufs) {
  log_->OnLoudness(source, block, lufs);
}

void Task::OnMarker(const MixMarker& marker) {
  if (!log_->IsKept(marker.source)) return;
  if (marker.kind == MixMarkerKind::kGap) return log_->OnGap(marker.source, {marker.first_frame, marker.frames});
  if (marker.kind == MixMarkerKind::kFormatChanged) log_->OnFormat(marker.source, marker.first_frame, marker.format);
  CaptureMarker text;
  text.frame = marker.first_frame;
  text.label = marker.kind == MixMarkerKind::kSteered         ? "steered"
               : marker.kind == MixMarkerKind::kFormatChanged ? "format-changed"
                                                              : "realigned";
  text.source = log_->NameOf(marker.source);
  log_->AddMarker(std::move(text));
}

void Task::OnStreamBlock(size_t stream, const EncodedBlock& block) {
  if (has_ring_audio()) ring_->OnBlock(stream, block);
}

int64_t Task::FrameAt(int64_t at_ns) const {
  const int64_t since = std::max<int64_t>(0, std::min(at_ns, end_ns_) - moment_.start_ns);
  return since / kNsPerSecond * config_.sample_rate_hz + since % kNsPerSecond * config_.sample_rate_hz / kNsPerSecond;
}

int64_t Task::window_frames() const {
  return static_cast<int64_t>(config_.cycle_time_s + kBufferSlackS) * config_.sample_rate_hz;
}

}  // namespace vr
