#include "recorder/left_ring.h"

#include <algorithm>
#include <utility>

#include "recorder/audio_stream.h"
#include "recorder/dump_window.h"

namespace vr {
namespace {

constexpr int64_t kMostSeconds = 2 * 3600;  // more than any buffer holds and any dump waits

// What lies in the ring, whatever its log says of it.
Codec CodecOf(const RingShape& shape) {
  return shape.streams[kMixStream].kind == StreamKind::kAacLc ? Codec::kAacLc : Codec::kPcm16;
}

int BlockFramesOf(const RingShape& shape) {
  return BlockFrames(CodecOf(shape));
}

std::string Slots(uint64_t count) {
  return std::to_string(count) + (count == 1 ? " slot" : " slots");
}

}  // namespace

Result<std::unique_ptr<LeftRing>> LeftRing::Open(std::shared_ptr<RingFiles> files, const SealKey* key,
                                                 int max_sources) {
  std::unique_ptr<LeftRing> ring(new LeftRing(std::move(files), max_sources));
  const Result<RingShape> shape = FindShape(*ring->files_);
  if (!shape.ok()) return shape.status();
  Status status = ring->FindKey(shape.value(), key);
  if (!status.ok()) return status;
  Result<RingImage> image = ScanRing(*ring->files_, ring->key());
  if (!image.ok()) return image.status();
  ring->image_ = std::move(image.value());
  ring->task_ = LeftTask::Read(*ring->files_, ring->image_, ring->key(), max_sources);
  ring->unreadable_ =
      ring->image_.unreadable_slots() > 0 || (ring->task_ != nullptr && ring->task_->unreadable_slots() > 0);
  return ring;
}

Status LeftRing::FindKey(const RingShape& shape, const SealKey* master) {
  if (!shape.sealed) return Status::Ok();
  if (master == nullptr || !CanSeal()) return {ErrorCode::kWrongKey, "it is encrypted and its key was not given"};
  key_ = RingKey(*master, shape.salt);
  if (KeyCheck(*key_) == shape.key_check) return Status::Ok();
  return {ErrorCode::kWrongKey, "it is encrypted with another key than the one given"};
}

bool LeftRing::is_empty() const {
  return !unreadable_ && std::all_of(image_.streams.begin(), image_.streams.end(), [](const RingStreamImage& stream) {
    return stream.runs.empty() && stream.bad_slots == 0;
  });
}

Result<PinTable> LeftRing::ReadPins() {
  Result<std::vector<uint8_t>> table = files_->ReadPins();
  if (!table.ok()) table = files_->ReadPins();  // a disk may stumble once
  if (!table.ok()) return table.status();
  return ReadPinTable(table.value(), shape().epoch, key());
}

// The mix up to where somebody was left out is made of the tracks, and has been overwritten.
int64_t LeftRing::MixEnd() const {
  int64_t end = image_.streams[kMixStream].end_frame;
  for (const TrackUser& user : task_->users()) {
    if (user.stream >= shape().audio_streams()) continue;
    end = std::max(end, std::min(task_->remix_before(), image_.streams[user.stream].end_frame));
  }
  return end - shape().delay_frames;
}

std::optional<PinnedCapture> LeftRing::Rest(bool whole) const {
  const int rate_hz = shape().sample_rate_hz;
  const int delay = shape().delay_frames;
  const int64_t end = MixEnd();
  const RingStreamImage& mix = image_.streams[kMixStream];
  int64_t oldest = mix.runs.empty() ? mix.end_frame - delay : mix.first_frame;
  for (const TrackUser& user : task_->users()) {
    if (task_->remix_before() < 0 || user.stream >= shape().audio_streams()) continue;
    oldest = std::min(oldest, image_.streams[user.stream].first_frame);
  }
  const StreamDelay stream{delay, BlockFramesOf(shape())};
  const int64_t there = oldest == 0 ? 0 : std::max<int64_t>(0, oldest - delay + stream.pre_roll_frames());
  const int64_t window = static_cast<int64_t>(task_->record().cycle_time_s) * rate_hz;
  // What slots tell may be forged: no ring holds more than that.
  const int64_t most = kMostSeconds * rate_hz;
  const int64_t from = whole ? std::max(there, end - most) : std::max({end - window, task_->clear_frame(), there});
  if (from >= end) return std::nullopt;
  PinnedCapture rest;
  rest.target.existing = ExistingTarget::kCountUp;
  rest.target.reason = "recovered";
  rest.target.origin = CaptureOrigin::kRecovered;
  rest.from_frame = from;
  rest.to_frame = end;
  return rest;
}

Result<std::optional<PinnedCapture>> LeftRing::Present(const PinnedCapture& pin) const {
  PinnedCapture present = pin;
  present.to_frame = std::min(pin.to_frame, std::max<int64_t>(0, MixEnd()));
  if (present.to_frame - present.from_frame > kMostSeconds * shape().sample_rate_hz) {
    return Status(ErrorCode::kInvalidArgument,
                  "it is told to be longer than 2 hours, which nobody can have asked for: the pin table is damaged");
  }
  if (present.from_frame >= present.to_frame) return std::optional<PinnedCapture>();
  return std::optional<PinnedCapture>(std::move(present));
}

void LeftRing::DescribeTask(int64_t from_frame, CaptureInfo* info) const {
  const TaskRecord& record = task_->record();
  info->origin = CaptureOrigin::kRecovered;
  const int rate_hz = shape().sample_rate_hz;
  info->start_ns =
      shape().start_ns + from_frame / rate_hz * 1'000'000'000 + from_frame % rate_hz * 1'000'000 / rate_hz * 1000;
  info->start_unix_ms = task_->UnixMsAt(from_frame);
  info->position = record.position;
  info->layout = record.layout;
  info->room_id = record.room_id;
  info->user_id = record.user_id;
  info->mix_delay_ms = record.mix_delay_ms;
  info->durability = "process";
}

void LeftRing::DescribeLog(const LogWindow& window, CaptureInfo* info) {
  const auto read = [&] { return LeftTask::Read(*files_, image_, key(), max_sources_, window); };
  std::unique_ptr<LeftTask> task = read();
  const auto is_all = [&] { return task != nullptr && task->unreadable_slots() <= task_->unreadable_slots(); };
  if (!is_all()) task = read();  // a disk may stumble once
  if (!is_all()) unreadable_ = true;
  const CaptureLog& log = task == nullptr ? task_->log() : task->log();
  log.Describe(window.first_frame, window.end_frame - window.first_frame, info);
}

// Where the task ended up stands in its log; a capture that was complete before has what it had then.
CompleteCapture LeftRing::StateOf(const PinnedCapture& pin) const {
  if (pin.complete.has_value()) return *pin.complete;
  CompleteCapture state;
  state.remix_before = task_->remix_before();
  state.users = task_->users();
  return state;
}

HeldCapture LeftRing::Hold(const PinnedCapture& pin, int64_t wanted_to, bool is_live) {
  const TaskRecord& record = task_->record();
  const DumpTarget& target = pin.target;
  const int64_t from_frame = pin.from_frame;
  const int64_t to_frame = pin.to_frame;
  const CompleteCapture state = StateOf(pin);
  const DumpWindow window(target, from_frame, to_frame, {shape().delay_frames, BlockFramesOf(shape())});
  HeldCapture held;
  held.target = target;
  held.is_live = is_live;
  held.task_id = record.id;
  held.encoder = {CodecOf(shape()), shape().sample_rate_hz, shape().streams[kMixStream].channels, record.quality};
  held.remix_before = state.remix_before;
  held.hole_why = state.hole_why;
  held.ring = {files_, shape(), key_};
  const auto add = [&](size_t stream, SourceKind kind) {
    HeldStream part;
    part.ring_stream = stream;
    part.channels = shape().streams[stream].channels;
    part.kind = kind;
    part.first_frame = window.first_stream_frame();
    part.end_frame = window.end_stream_frame();
    part.pieces.push_back(
        {part.first_frame, part.end_frame, {}, image_.Runs(stream, part.first_frame, part.end_frame)});
    held.streams.push_back(std::move(part));
  };
  add(kMixStream, SourceKind::kLocal);
  CaptureInfo& info = held.info;
  info.valid_frames = to_frame - from_frame;
  info.reason = target.reason;
  info.id = record.session + "-" + (target.capture_id == 0 ? "r" : "") +
            std::to_string(target.capture_id == 0 ? record.id : target.capture_id);
  DescribeTask(from_frame, &info);
  DescribeLog({from_frame, to_frame, state.sources}, &info);
  if (state.cut_short) info.problems.push_back(kCutShort);
  for (const TrackUser& user : state.users) {
    if (user.stream == kMixStream || user.stream >= shape().audio_streams()) continue;
    if (user.joined_frame >= to_frame || user.ends_frame <= from_frame) continue;
    add(user.stream, user.kind);
    held.streams.back().begins_frame = user.BeginsInBlocks(BlockFramesOf(shape()));
    held.streams.back().ends_frame = user.EndsInBlocks(BlockFramesOf(shape()));
    info.tracks.push_back({user.kind, user.user_id, shape().streams[user.stream].channels});
  }
  if (task_->bad_slots() > 0) {
    info.problems.push_back(Slots(task_->bad_slots()) +
                            " of the log could not be read: markers and features there are missing");
  }
  if (task_->refused().sum() > 0) {
    info.problems.push_back("the log on disk had no room for all that it was told since the task began: " +
                            RefusedText(task_->refused()) + " are missing, here or before");
  }
  if (pin.to_frame < wanted_to) {
    info.problems.push_back(is_live ? "it is still being recorded: " + std::to_string(info.valid_frames) + " of " +
                                          std::to_string(wanted_to - from_frame) + " frames are there"
                                    : "the process ended before the dump had heard all it was to");
  }
  held.valid_start = window.valid_start();
  PrepareFormat(&held);
  return held;
}

}  // namespace vr
