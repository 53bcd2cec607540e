// What of a task is to be left out or forgotten.
#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "recorder/log_json.h"
#include "recorder/our_marker.h"
#include "recorder/task.h"
#include "recorder/task_json.h"
#include "recorder/task_sizes.h"

namespace vr {
namespace {}  // namespace

// The frame of a stream from which on nothing of the task's frames before `frame` is in it. A block of AAC is heard
// together with the one before it.
int64_t Task::StreamFrameAfter(int64_t frame) const {
  const StreamDelay delay = this->delay();
  const int64_t after = frame + delay.delay_frames + delay.pre_roll_frames();
  return (after + delay.block_frames - 1) / delay.block_frames * delay.block_frames;
}

// Where the mix before this moment is made anew without them, their voice ends where the mix is.
int64_t Task::SilentFrom(int64_t at_ns) const {
  const bool anew = config_.own_tracks > 0 && is_cycle();
  return anew ? at_ns - static_cast<int64_t>(moment_.mix_delay_ms * kNsPerMs) : at_ns;
}

void Task::Exclude(const std::string& user_id, int64_t at_ns) {
  // What is in the file of a recording in real time stays there.
  const bool apart = config_.own_tracks > 0 && is_cycle();
  bool was_heard = tracks_.Has(user_id);  // the log may have forgotten one who left long ago
  LeftOut left_out;
  left_out.frame = FrameAt(at_ns);
  for (const SourceRecord& source : log_->SourcesOf(user_id)) {
    left_out.sources.insert(source.id);
    mixer_->SetMuted(source.id, true, SilentFrom(at_ns));
    mixer_->SetOwnTrack(source.id, false);
    log_->ExcludeSource(source.id, FrameAt(at_ns), apart);
    was_heard = was_heard || IsAudible(config_.position, source.kind);
  }
  if (!apart || finished_ || !was_heard) return;
  // What is on its way through the mix already still has the voice.
  const int64_t frame = mixer_->mixed_frames() + config_.sample_rate_hz / 10;
  const bool all = forgetting_.has_value() && !forgetting_->mix_only;
  if (!all) forgetting_ = Forgetting{frame, true, false};
  remix_before_ = std::max(remix_before_, StreamFrameAfter(frame));
  // Told before the tracks are overwritten: that brings to the disk what was told, too.
  Tell(LogType::kFloor, FrameJson(remix_before_), false);
  left_out.users = tracks_.Remove(user_id);
  for (const TrackUser& user : left_out.users) {
    Tell(LogType::kTrack, TrackGoneJson(user), false);
    ForgetStream(user.stream);
  }
  if (ring_ != nullptr) left_out_.push_back(std::move(left_out));
}

// A segment that a pin holds tells of them when those that tell of their going have been written anew.
void Task::TellLeftOut() {
  const int64_t oldest_frame = ring_->oldest_frame();
  const auto is_over = [&](const LeftOut& each) { return each.frame <= oldest_frame; };
  left_out_.erase(std::remove_if(left_out_.begin(), left_out_.end(), is_over), left_out_.end());
  for (const LeftOut& each : left_out_) {
    for (const SourceId id : each.sources) Tell(LogType::kExcluded, ExcludedJson(id, each.frame, true), true);
    for (const TrackUser& user : each.users) Tell(LogType::kTrack, TrackGoneJson(user), true);
  }
}

void Task::ForgetBefore(int64_t at_ns) {
  // A whole cell, so that what is kept begins where one does.
  const int64_t cell_frames = config_.sample_rate_hz / kCellsPerSecond;
  const int64_t frame = (FrameAt(at_ns) + cell_frames - 1) / cell_frames * cell_frames;
  const int64_t floor = StreamFrameAfter(frame);
  forgetting_ = Forgetting{frame, false, dumps_.empty()};  // a dump that was asked for before hears it
  if (forgetting_->unkept) {
    for (const auto& stream : streams_) stream->KeepFrom(floor);
  }
  clear_frame_ = std::max(clear_frame_, floor - delay().delay_frames + delay().pre_roll_frames());
  Tell(LogType::kClear, FrameJson(clear_frame_), false);
  CaptureMarker forgotten = OurMarker("forgotten");
  forgotten.frame = clear_frame_;  // where what is left begins
  log_->AddMarker(std::move(forgotten));
}

void Task::ForgetMemory() {
  HoldForDumps();
  for (const auto& stream : streams_) {
    if (stream != nullptr) stream->ForgetMemory();
  }
}

void Task::ForgetStream(size_t stream) {
  if (streams_[stream] != nullptr) streams_[stream]->ForgetMemory();
  if (has_ring_audio()) ring_->Erase(stream);
}

void Task::ForgetWhatIsDue() {
  if (!forgetting_.has_value()) return;
  const int64_t floor = StreamFrameAfter(forgetting_->frame);
  if (streams_[kMixStream]->end_frame() < floor && !finished_) return;
  const Forgetting due = *forgetting_;
  forgetting_.reset();
  if (due.mix_only) {
    HoldForDumps();
    return ForgetStream(kMixStream);
  }
  ForgetMemory();
  log_forgets_ = due.frame;
  ForgetInLog();
  if (!has_ring_audio()) return;
  ring_->ForgetAll();
  log_->TellKept(due.frame);
}

// What dumps that listen still have to say of their sound stays until they are over.
void Task::ForgetInLog() {
  if (!log_forgets_.has_value() || !dumps_.empty()) return;
  log_->ForgetAll(*log_forgets_);
  log_forgets_.reset();
}

// What was asked for before is not touched.
void Task::HoldForDumps() {
  for (DumpWindow& window : dumps_) window.Extend(*this, false, mixed_frames());
}

std::vector<DumpTarget> Task::DropDumps() {
  std::vector<DumpTarget> targets;
  for (const DumpWindow& window : dumps_) targets.push_back(window.target());
  dumps_.clear();
  return targets;
}

}  // namespace vr
