// What a task writes into the log of its ring.
#include <utility>

#include "recorder/task.h"
#include "recorder/task_json.h"
#include "recorder/task_sizes.h"

namespace vr {

RingShape Task::Shape(uint64_t epoch, const std::optional<SealKey>& key, const SealSalt& salt) const {
  RingShape shape = RingShapeOf(config_, limits_.max_tracks + 1, key.has_value());
  shape.epoch = epoch;
  shape.start_ns = moment_.start_ns;
  shape.start_unix_ms = moment_.start_unix_ms;
  shape.salt = salt;
  if (key.has_value()) shape.key_check = KeyCheck(*key);
  return shape;
}

void Task::Attach(std::shared_ptr<DurableRing> ring) {
  if (ring_ != nullptr) ring_->Attach(nullptr);
  ring_ = std::move(ring);
  if (ring_ != nullptr) ring_->Attach(this);
  log_->Listen(ring_ == nullptr ? nullptr : this);
}

void Task::OnRecord(LogRecord record, bool again) {
  if (again) {
    ring_->LogNow(record);
  } else {
    ring_->Log(std::move(record));
  }
}

void Task::Tell(LogType type, const std::string& body, bool again) {
  if (ring_ != nullptr) OnRecord({type, 0, body}, again);
}

void Task::WriteSnapshot() {
  Tell(LogType::kTask, TaskJson(), true);
  Tell(LogType::kWallClock, WallClockJson(wall_.newest()), true);
  TellLeftOut();
  for (const TrackUser& user : tracks_.users()) Tell(LogType::kTrack, TrackJson(user), true);
  if (clear_frame_ > 0) Tell(LogType::kClear, FrameJson(clear_frame_), true);
  if (remix_before_ >= 0) Tell(LogType::kFloor, FrameJson(remix_before_), true);
  log_->TellSources();
}

void Task::NoteFile(size_t stream, const std::string& path, const std::string& identity) {
  files_.push_back({stream, path, identity});
  Tell(LogType::kTask, TaskJson(), false);
}

std::string Task::TaskJson() const {
  TaskRecord record;
  record.id = moment_.id;
  record.session = moment_.session;
  record.file_path = config_.file_path;
  record.room_id = moment_.room_id;
  record.user_id = moment_.user_id;
  record.mix_delay_ms = moment_.mix_delay_ms;
  record.codec = config_.codec;
  record.channels = config_.channels;
  record.quality = config_.quality;
  record.position = config_.position;
  record.layout = config_.layout;
  record.cycle_time_s = config_.cycle_time_s;
  record.own_tracks = config_.own_tracks;
  record.encrypted = config_.key.has_value();
  record.files = files_;
  return TaskRecordJson(record);
}

}  // namespace vr
