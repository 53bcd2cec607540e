// What a dead process left in a ring: captures that were pinned, and the rest of what is buffered.
#include <algorithm>
#include <utility>

#include "recorder/dump_window.h"
#include "recorder/pin_table.h"
#include "recorder/recovery.h"
#include "writer/name_template.h"

namespace vr {
namespace {

constexpr size_t kMix = 0;
constexpr int64_t kMostSeconds = 2 * 3600;  // more than any buffer holds and any dump waits

// What lies in the ring, whatever its log says of it.
Codec CodecOf(const RingShape& shape) {
  return shape.streams[kMix].kind == StreamKind::kAacLc ? Codec::kAacLc : Codec::kPcm16;
}

int BlockFramesOf(const RingShape& shape) {
  return BlockFrames(CodecOf(shape));
}

std::string Plural(uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

}  // namespace

bool Recovery::RecoverCycle() {
  bool rest_is_wanted = true;
  const bool all = RecoverPins(&rest_is_wanted);
  return (!rest_is_wanted || RecoverRest()) && all;
}

bool Recovery::RecoverPins(bool* rest_is_wanted) {
  Result<std::vector<uint8_t>> table = ring_->ReadPins();
  if (!table.ok()) table = ring_->ReadPins();
  if (!table.ok()) {
    unreadable_ = true;
    return true;  // the rest of the ring holds some of their audio too
  }
  const PinTable pins = ReadPinTable(table.value(), image_.shape.epoch, ring_key());
  *rest_is_wanted = !pins.is_over;
  bool all = true;
  for (const auto& [capture_id, pin] : pins.captures) {
    all = RecoverPin(pin, rest_is_wanted) && all;
  }
  if (pins.damaged > 0) {
    // Nobody knows which frames they were to have, so all that there is counts as theirs.
    *rest_is_wanted = whole_rest_ = true;
    Problem(WithSeparator(options_.recovery_folder) + RingFileName(image_.shape.epoch),
            "the pin table is damaged, so it cannot be known what " + Plural(pins.damaged, "capture") +
                " of it were to be: all that it holds is recovered");
  }
  return all;
}

// The mix up to where somebody was left out is made of the tracks, and has been overwritten.
int64_t Recovery::MixEnd() const {
  int64_t end = image_.streams[kMix].end_frame;
  for (const TrackUser& user : task_->users()) {
    if (user.stream >= image_.shape.audio_streams()) continue;
    end = std::max(end, std::min(task_->remix_before(), image_.streams[user.stream].end_frame));
  }
  return end - image_.shape.delay_frames;
}

bool Recovery::RecoverPin(PinnedCapture pin, bool* rest_is_wanted) {
  const int64_t wanted_to = pin.to_frame;
  pin.to_frame = std::min(wanted_to, std::max<int64_t>(0, MixEnd()));
  if (pin.to_frame - pin.from_frame > kMostSeconds * image_.shape.sample_rate_hz) {
    Problem(pin.target.path, "a capture of that length was never asked for; it is left out");
    return true;
  }
  if (pin.target.origin == CaptureOrigin::kTask) *rest_is_wanted = false;  // it is the task's last file
  // A name that is taken by now belongs to somebody else, whatever the dump was allowed.
  pin.target.existing = ExistingTarget::kCountUp;
  if (pin.from_frame >= pin.to_frame) return true;  // the process died before anything of it was recorded
  HeldCapture held = Hold(pin);
  if (pin.to_frame < wanted_to) {
    held.info.problems.push_back("the process ended before the dump had heard all it was to");
  }
  return WriteOut(std::move(held));
}

bool Recovery::RecoverRest() {
  const int rate_hz = image_.shape.sample_rate_hz;
  const int delay = image_.shape.delay_frames;
  const int64_t end = MixEnd();
  const RingStreamImage& mix = image_.streams[kMix];
  int64_t oldest = mix.runs.empty() ? mix.end_frame - delay : mix.first_frame;
  for (const TrackUser& user : task_->users()) {
    if (task_->remix_before() < 0 || user.stream >= image_.shape.audio_streams()) continue;
    oldest = std::min(oldest, image_.streams[user.stream].first_frame);
  }
  const StreamDelay stream{delay, BlockFramesOf(image_.shape)};
  const int64_t there = oldest == 0 ? 0 : std::max<int64_t>(0, oldest - delay + stream.pre_roll_frames());
  const int64_t window = static_cast<int64_t>(task_->record().cycle_time_s) * rate_hz;
  // What slots tell may be forged: no ring holds more than that.
  const int64_t most = kMostSeconds * rate_hz;
  const int64_t from =
      whole_rest_ ? std::max(there, end - most) : std::max({end - window, task_->clear_frame(), there});
  if (from >= end) return true;
  if (options_.captures_folder.empty()) {
    Problem(options_.recovery_folder,
            "there is no capturesFolder to put a recovered capture into; it is left as it is");
    return false;
  }
  PinnedCapture rest;
  rest.target.path = PathForRest(from);
  rest.target.existing = ExistingTarget::kCountUp;
  rest.target.reason = "recovered";
  rest.target.origin = CaptureOrigin::kRecovered;
  rest.from_frame = from;
  rest.to_frame = end;
  return WriteOut(Hold(rest));
}

std::string Recovery::PathForRest(int64_t from_frame) const {
  NameFields fields;
  fields.unix_ms = task_->UnixMsAt(from_frame);
  fields.room = task_->record().room_id;
  fields.user = task_->record().user_id;
  fields.reason = "recovered";
  const char* suffix = CodecOf(image_.shape) == Codec::kPcm16 ? ".wav" : ".aac";
  return WithSeparator(options_.captures_folder) + ExpandNameTemplate(options_.name_template, fields) + suffix;
}

// What is known of the task, from this frame of the mix on.
void Recovery::DescribeTask(int64_t from_frame, CaptureInfo* info) const {
  const TaskRecord& record = task_->record();
  info->origin = CaptureOrigin::kRecovered;
  const int rate_hz = image_.shape.sample_rate_hz;
  info->start_ns =
      image_.shape.start_ns + from_frame / rate_hz * 1'000'000'000 + from_frame % rate_hz * 1'000'000 / rate_hz * 1000;
  info->start_unix_ms = task_->UnixMsAt(from_frame);
  info->position = record.position;
  info->layout = record.layout;
  info->room_id = record.room_id;
  info->user_id = record.user_id;
  info->mix_delay_ms = record.mix_delay_ms;
  info->durability = "process";
}

// The log is read once more for each capture, so that memory goes by the capture's length and not by the log's.
void Recovery::DescribeLog(const LogWindow& window, CaptureInfo* info) {
  const auto read = [&] { return LeftTask::Read(*ring_, image_, ring_key(), options_.max_sources, window); };
  std::unique_ptr<LeftTask> task = read();
  const auto is_all = [&] { return task != nullptr && task->unreadable_slots() <= task_->unreadable_slots(); };
  if (!is_all()) task = read();  // a disk may stumble once
  if (!is_all()) unreadable_ = true;
  const CaptureLog& log = task == nullptr ? task_->log() : task->log();
  log.Describe(window.first_frame, window.end_frame - window.first_frame, info);
}

// Where the task ended up stands in its log; a capture that was complete before has what it had then.
CompleteCapture Recovery::StateOf(const PinnedCapture& pin) const {
  if (pin.complete.has_value()) return *pin.complete;
  CompleteCapture state;
  state.remix_before = task_->remix_before();
  state.users = task_->users();
  return state;
}

HeldCapture Recovery::Hold(const PinnedCapture& pin) {
  const RingShape& shape = image_.shape;
  const TaskRecord& record = task_->record();
  const DumpTarget& target = pin.target;
  const int64_t from_frame = pin.from_frame;
  const int64_t to_frame = pin.to_frame;
  const CompleteCapture state = StateOf(pin);
  const DumpWindow window(target, from_frame, to_frame, {shape.delay_frames, BlockFramesOf(shape)});
  HeldCapture held;
  held.target = target;
  held.task_id = record.id;
  held.encoder = {CodecOf(shape), shape.sample_rate_hz, shape.streams[kMix].channels, record.quality};
  held.remix_before = state.remix_before;
  held.hole_why = state.hole_why;
  held.ring = {ring_, shape, ring_key_};
  if (record.encrypted) held.seal = options_.key;
  const auto add = [&](size_t stream, SourceKind kind) {
    HeldStream part;
    part.ring_stream = stream;
    part.channels = shape.streams[stream].channels;
    part.kind = kind;
    part.first_frame = window.first_stream_frame();
    part.end_frame = window.end_stream_frame();
    part.pieces.push_back(
        {part.first_frame, part.end_frame, {}, image_.Runs(stream, part.first_frame, part.end_frame)});
    held.streams.push_back(std::move(part));
  };
  add(kMix, SourceKind::kLocal);
  CaptureInfo& info = held.info;
  info.valid_frames = to_frame - from_frame;
  info.reason = target.reason;
  info.id = record.session + "-" + (target.capture_id == 0 ? "r" : "") +
            std::to_string(target.capture_id == 0 ? record.id : target.capture_id);
  DescribeTask(from_frame, &info);
  DescribeLog({from_frame, to_frame, state.sources}, &info);
  if (state.cut_short) info.problems.push_back(kCutShort);
  for (const TrackUser& user : state.users) {
    if (user.stream == kMix || user.stream >= shape.audio_streams()) continue;
    if (user.joined_frame >= to_frame || user.ends_frame <= from_frame) continue;
    add(user.stream, user.kind);
    held.streams.back().begins_frame = user.BeginsInBlocks(BlockFramesOf(shape));
    held.streams.back().ends_frame = user.EndsInBlocks(BlockFramesOf(shape));
    info.tracks.push_back({user.kind, user.user_id, shape.streams[user.stream].channels});
  }
  if (task_->bad_slots() > 0) {
    info.problems.push_back(Plural(task_->bad_slots(), "slot") +
                            " of the log could not be read: markers and features there are missing");
  }
  if (task_->refused().sum() > 0) {
    info.problems.push_back("the log on disk had no room for all that it was told since the task began: " +
                            RefusedText(task_->refused()) + " are missing, here or before");
  }
  held.valid_start = window.valid_start();
  PrepareFormat(&held);
  return held;
}

}  // namespace vr
