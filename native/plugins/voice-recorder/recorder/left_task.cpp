#include "recorder/left_task.h"

#include <algorithm>

#include "cycle/block_assembler.h"
#include "cycle/log_walk.h"
#include "cycle/slot_stream.h"

namespace vr {
namespace {

// More than changed places in an hour of the most tracks.
constexpr size_t kMostUsers = 1024;

class RecordReader final : public EncodedBlockSink {
 public:
  explicit RecordReader(std::function<void(const LogRecord&)> take) : take_(std::move(take)) {}
  void OnEncodedBlock(const EncodedBlock& block) override {
    LogRecord record;
    if (ReadLogRecord(block, &record)) take_(record);
  }

 private:
  std::function<void(const LogRecord&)> take_;
};

CaptureLogConfig LogConfigOf(const RingShape& shape, int max_sources, const std::optional<LogWindow>& of) {
  CaptureLogConfig config;
  config.sample_rate_hz = shape.sample_rate_hz;
  config.max_tracks = max_sources;
  // Memory goes by what is wanted and not by the frames that records tell of.
  config.store = shape.keep_frames > 0 ? TrackStore::kWindow : TrackStore::kElsewhere;
  if (of.has_value()) config.keep_cells = (of->end_frame - of->first_frame) * kCellsPerSecond / shape.sample_rate_hz;
  return config;
}

}  // namespace

LeftTask::LeftTask(const RingShape& shape, int max_sources, const std::optional<LogWindow>& of)
    : window_(of.value_or(LogWindow{})),
      log_(std::make_unique<CaptureLog>(LogConfigOf(shape, max_sources, of))),
      wall_(shape.sample_rate_hz, shape.start_unix_ms) {}

std::unique_ptr<LeftTask> LeftTask::Read(const RingFiles& files, const RingImage& image, const SealKey* key,
                                         int max_sources, const std::optional<LogWindow>& of) {
  std::unique_ptr<LeftTask> task(new LeftTask(image.shape, max_sources, of));
  if (!task->log_->Allocate()) return nullptr;
  const size_t log = image.shape.log_stream();
  RecordReader reader([&task](const LogRecord& record) { task->Take(record); });
  SlotStream slots(files, image.shape, log, image.streams[log].runs, key);
  BlockAssembler assembler(LogStepAt);
  std::vector<Slot> batch;
  while (slots.Next(&batch)) {
    for (const Slot& slot : batch) assembler.Feed(slot, reader);
  }
  task->bad_slots_ = slots.bad_slots();
  task->unreadable_slots_ = slots.unreadable_slots();
  return task->has_record_ ? std::move(task) : nullptr;
}

void LeftTask::Take(const LogRecord& record) {
  if (record.number != 0 && record.number <= last_number_) return;  // it was written twice
  last_number_ = std::max(last_number_, record.number);
  switch (record.type) {
    case LogType::kTask:
      has_record_ = ReadTaskRecord(record.body, &record_) || has_record_;
      return;
    case LogType::kTrack: {
      TrackUser user;
      bool gone = false;
      if (ReadTrack(record.body, &user, &gone)) TakeTrack(std::move(user), gone);
      return;
    }
    case LogType::kFloor:
      remix_before_ = std::max(remix_before_, ReadFrame(record.body));
      return;
    case LogType::kClear:
      clear_frame_ = std::max(clear_frame_, ReadFrame(record.body));
      return;
    case LogType::kWallClock: {
      WallTime time;
      if (ReadWallClock(record.body, &time) && time.frame > wall_.newest().frame) wall_.Add(time);
      return;
    }
    case LogType::kRefused:
      ReadRefused(record.body, &refused_);
      return;
    default:
      break;
  }
  ReplayRecord(record, log_.get(), window_);
}

// A stream is its user's until somebody else gets it; who is gone was left out, and is in none of their streams.
void LeftTask::TakeTrack(TrackUser user, bool gone) {
  if (gone) {
    const auto it = std::find_if(users_.begin(), users_.end(), [&user](const TrackUser& each) {
      return each.stream == user.stream && each.first_frame == user.first_frame;
    });
    if (it == users_.end()) return;
    const std::string left_out = it->user_id;
    users_.erase(std::remove_if(users_.begin(), users_.end(),
                                [&left_out](const TrackUser& each) { return each.user_id == left_out; }),
                 users_.end());
    return;
  }
  const auto last = std::find_if(users_.rbegin(), users_.rend(),
                                 [&user](const TrackUser& each) { return each.stream == user.stream; });
  if (last != users_.rend()) {
    const bool again =
        last->kind == user.kind && last->user_id == user.user_id && last->first_frame == user.first_frame;
    if (again) return;
    last->ends_frame = user.first_frame;
  }
  // A log that somebody has forged may name any number, and each costs a reader.
  if (users_.size() < kMostUsers) users_.push_back(std::move(user));
}

}  // namespace vr
