// What of a task is to be left out or forgotten.
#include <algorithm>
#include <utility>

#include "recorder/task.h"
#include "recorder/task_json.h"

namespace vr {
namespace {

constexpr size_t kMix = 0;

}  // namespace

// The frame of a stream from which on nothing of the task's frames before `frame` is in it. A block of AAC is heard
// together with the one before it.
int64_t Task::StreamFrameAfter(int64_t frame) const {
  const StreamDelay delay = this->delay();
  const int64_t after = frame + delay.delay_frames + delay.pre_roll_frames();
  return (after + delay.block_frames - 1) / delay.block_frames * delay.block_frames;
}

void Task::Exclude(const SourceRecord& source, int64_t at_ns) {
  const bool apart = config_.own_tracks > 0;
  log_->ExcludeSource(source.id, FrameAt(at_ns), apart);
  if (!apart || finished_) return;
  mixer_->SetOwnTrack(source.id, false);
  // What is on its way through the mix already still has the voice.
  const int64_t frame = mixer_->mixed_frames() + config_.sample_rate_hz / 10;
  const bool all = forgetting_.has_value() && !forgetting_->mix_only;
  if (!all) forgetting_ = Forgetting{frame, true};
  remix_before_ = std::max(remix_before_, StreamFrameAfter(frame));
  // Told before the track is overwritten: that brings to the disk what was told, too.
  Tell(LogType::kFloor, FrameJson(remix_before_), false);
  const std::optional<size_t> stream = tracks_.Remove(source.kind, source.user_id);
  if (!stream.has_value()) return;
  Tell(LogType::kTrack, TrackGoneJson(*stream), false);
  ForgetStream(*stream);
}

void Task::ForgetBefore(int64_t at_ns) {
  forgetting_ = Forgetting{FrameAt(at_ns), false};
  clear_frame_ = std::max(clear_frame_, forgetting_->frame);
  Tell(LogType::kClear, FrameJson(clear_frame_), false);
}

void Task::ForgetMemory() {
  for (const auto& stream : streams_) {
    if (stream != nullptr && stream->memory() != nullptr) stream->memory()->Forget();
  }
}

void Task::ForgetStream(size_t stream) {
  if (streams_[stream] != nullptr && streams_[stream]->memory() != nullptr) streams_[stream]->memory()->Forget();
  if (has_ring_audio()) ring_->Erase(stream);
}

void Task::ForgetWhatIsDue() {
  if (!forgetting_.has_value()) return;
  const int64_t floor = StreamFrameAfter(forgetting_->frame);
  if (streams_[kMix]->end_frame() < floor && !finished_) return;
  const Forgetting due = *forgetting_;
  forgetting_.reset();
  if (due.mix_only) return ForgetStream(kMix);
  for (size_t stream = 0; stream < streams_.size(); ++stream) ForgetStream(stream);
  log_->ForgetAll(due.frame);
}

std::vector<DumpTarget> Task::DropDumps() {
  std::vector<DumpTarget> targets;
  for (const DumpWindow& window : dumps_) targets.push_back(window.target());
  dumps_.clear();
  return targets;
}

}  // namespace vr
