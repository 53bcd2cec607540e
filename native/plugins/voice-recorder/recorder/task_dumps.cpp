// What of a task becomes files, and what is known of them.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/clock.h"
#include "recorder/task.h"
#include "recorder/task_json.h"
#include "recorder/task_sizes.h"

namespace vr {
namespace {

// A piece in the ring that grows step by step stays one piece, each of whose segments stands once.
void ExtendRuns(const std::vector<SlotRun>& more, std::vector<SlotRun>* runs) {
  for (const SlotRun& run : more) {
    const auto same = std::find_if(runs->rbegin(), runs->rend(), [&run](const SlotRun& each) {
      return each.segment == run.segment && each.first_sequence == run.first_sequence;
    });
    if (same == runs->rend()) {
      runs->push_back(run);
    } else {
      same->count = std::max(same->count, run.count);
    }
  }
}

}  // namespace

TaskCost Task::Cost(const TaskConfig& config, const TaskLimits& limits) {
  constexpr int kRealTimeExampleS = 3600;
  TaskCost cost;
  const bool is_cycle = config.cycle_time_s > 0;
  for (int stream = 0; stream <= config.own_tracks; ++stream) {
    const EncoderConfig encoder = vr::EncoderOf(config, stream > 0);
    cost.bytes_per_second += static_cast<uint64_t>(BitRate(encoder) / 8);
    if (is_cycle) cost.buffer_bytes += CycleBuffer::CapacityBytes(CycleOf(config, stream > 0, limits.max_buffer_bytes));
  }
  const int seconds = is_cycle ? config.cycle_time_s : kRealTimeExampleS;
  cost.file_bytes = cost.bytes_per_second * static_cast<uint64_t>(seconds);
  const bool features_on_disk = !is_cycle && config.durable;
  const int64_t cells = static_cast<int64_t>(seconds) * kCellsPerSecond;
  if (!features_on_disk)
    cost.buffer_bytes += static_cast<uint64_t>(limits.max_tracks + 1) * CaptureLog::TrackBytes(cells);
  if (config.durable) {
    cost.ring_bytes = DurableRing::DiskBytes(RingShapeOf(config, limits.max_tracks + 1, config.key.has_value()));
  }
  return cost;
}

StreamDelay Task::delay() const {
  return {streams_[kMixStream]->delay_frames(), streams_[kMixStream]->block_frames()};
}

// ---- Where the audio is

int64_t Task::HoldableEnd(size_t stream) const {
  const bool on_disk = has_ring_audio() && ring_->health() == RingHealth::kRunning;
  return on_disk ? ring_->written_frame(stream) : streams_[stream]->memory()->end_frame();
}

// Up to where the ring is to give these frames: what somebody else has removed of it, memory may still have.
int64_t Task::RingEnd(size_t stream, int64_t first_frame, int64_t end_frame) const {
  const CycleBuffer& memory = *streams_[stream]->memory();
  if (memory.used_bytes() == 0) return end_frame;
  const int64_t whole = ring_->WholeUntil(std::max(first_frame, memory.first_frame()), end_frame);
  return whole < end_frame ? whole / delay().block_frames * delay().block_frames : end_frame;
}

void Task::Hold(size_t stream, int64_t first_frame, int64_t end_frame, std::vector<HeldPiece>* pieces) {
  if (!IsUsed(stream)) return;
  if (has_ring_audio()) {
    const int64_t ring_end = RingEnd(stream, first_frame, std::min(end_frame, ring_->written_frame(stream)));
    if (ring_end > first_frame) {
      const bool goes_on =
          !pieces->empty() && pieces->back().memory.hold == nullptr && pieces->back().end_frame == first_frame;
      if (!goes_on) pieces->push_back({first_frame, ring_end, {}, {}});
      pieces->back().end_frame = ring_end;
      ExtendRuns(ring_->Runs(stream, first_frame, ring_end), &pieces->back().runs);
      first_frame = ring_end;
    }
  }
  if (first_frame >= end_frame) return;
  CyclePin memory = streams_[stream]->memory()->Pin(first_frame, end_frame);
  if (memory.size_bytes() == 0) return;
  const int64_t first = memory.first_frame();
  const int64_t end = memory.end_frame();
  pieces->push_back({first, end, std::move(memory), {}});
}

CyclePin Task::HoldMemory(size_t stream, int64_t first_frame) {
  if (!IsUsed(stream)) return {};
  CycleBuffer* memory = streams_[stream]->memory();
  return memory->Pin(first_frame, memory->end_frame());
}

// ---- Dumps

bool Task::AddDump(DumpTarget target, int64_t now_ns, double last_s, double after_s, bool clear,
                   std::function<void(const Status&)> captured) {
  const double window_s = last_s > 0 ? last_s : config_.cycle_time_s;
  const int64_t now_frame = FrameAt(now_ns);
  const int64_t to = FrameAt(now_ns + static_cast<int64_t>(std::llround(after_s * 1e9)));
  const int64_t from = now_frame - std::llround(window_s * config_.sample_rate_hz);
  const int64_t first = std::max(from, oldest_frame());
  if (first >= to) return false;
  DumpWindow window(std::move(target), first, to, delay());
  if (has_ring_audio()) {
    ring_->Pin(window.target().capture_id, window.first_stream_frame(), window.end_stream_frame(),
               PinJson({window.target(), first, to, std::nullopt}), std::move(captured));
  } else {
    captured(Status::Ok());
  }
  window.Extend(*this, false, mixed_frames());
  dumps_.push_back(std::move(window));
  if (clear && to > clear_frame_) {
    clear_frame_ = to;
    Tell(LogType::kClear, FrameJson(to), false);
  }
  if (after_s > 0) log_->KeepCells(KeepCells(config_) + std::llround(std::ceil(after_s)) * kCellsPerSecond);
  return true;
}

std::vector<HeldCapture> Task::TakeHeldDumps() {
  std::vector<HeldCapture> held;
  const bool last_chance = finished_ && settled();
  for (auto it = dumps_.begin(); it != dumps_.end();) {
    if (it->Extend(*this, last_chance, mixed_frames())) {
      held.push_back(Held(*it));
      it = dumps_.erase(it);
    } else {
      ++it;
    }
  }
  if (log_forgets_.has_value() && dumps_.empty()) log_->TellFeatures();  // of what came since
  ForgetInLog();
  return held;
}

// Where its end was learnt of so late that what it was to have has gone, it has what is there.
int64_t Task::FinalEnd() const {
  const int64_t end = mixed_frames();
  const int64_t from =
      std::max(end - static_cast<int64_t>(config_.cycle_time_s) * config_.sample_rate_hz, oldest_frame());
  const int64_t kept_from = has_ring_audio() ? ring_->oldest_frame() : streams_[kMixStream]->memory()->first_frame();
  return from < kept_from ? mixer_->mixed_frames() : end;
}

HeldCapture Task::TakeFinal(DumpTarget target) {
  const int64_t end = FinalEnd();
  const int64_t from = end - static_cast<int64_t>(config_.cycle_time_s) * config_.sample_rate_hz;
  DumpWindow window(std::move(target), std::min(end, std::max(from, oldest_frame())), end, delay());
  if (has_ring_audio()) {
    ring_->Pin(window.target().capture_id, window.first_stream_frame(), window.end_stream_frame(),
               PinJson({window.target(), window.from_frame(), window.to_frame(), std::nullopt}), [](const Status&) {});
  }
  window.Extend(*this, true, end);
  return Held(window);
}

HeldCapture Task::Held(const DumpWindow& window) {
  HeldCapture held;
  held.target = window.target();
  held.task_id = id();
  held.from_frame = window.from_frame();
  held.cut_short = window.cut_short();
  held.encoder = EncoderOf(kMixStream);
  held.seal = config_.key;
  held.remix_before = remix_before_;
  if (has_ring_audio()) {
    held.ring = {ring_->files(), ring_->shape(), std::nullopt};
    if (ring_->key() != nullptr) held.ring.key = *ring_->key();
    held.pinned_in = ring_;
  }
  HeldStream mix;
  mix.channels = config_.channels;
  mix.first_frame = window.first_stream_frame();
  mix.end_frame = window.end_stream_frame();
  mix.pieces = window.pieces(kMixStream);
  held.streams.push_back(std::move(mix));
  held.info = Describe(window.from_frame(), window.to_frame() - window.from_frame());
  held.info.id = moment_.session + "-" + std::to_string(held.target.capture_id);
  held.info.origin = held.target.origin;
  held.info.reason = held.target.reason;
  held.valid_start = window.valid_start();
  if (held.cut_short) held.info.problems.push_back(kCutShort);
  AddTracks(window, &held);
  PrepareFormat(&held);
  return held;
}

void Task::AddTracks(const DumpWindow& window, HeldCapture* held) const {
  for (const TrackUser& user : tracks_.users()) {
    if (!user.IsWithin(window.from_frame(), window.to_frame())) continue;
    HeldStream track;
    track.ring_stream = user.stream;
    track.channels = EncoderOf(user.stream).channels;
    track.kind = user.kind;
    track.first_frame = window.first_stream_frame();
    track.end_frame = window.end_stream_frame();
    track.begins_frame = user.BeginsInBlocks(delay().block_frames);
    track.pieces = window.pieces(user.stream);
    held->streams.push_back(std::move(track));
    held->info.tracks.push_back({user.kind, user.user_id, EncoderOf(user.stream).channels});
    held->users.push_back(user);
  }
}

// ---- What is known

CaptureInfo Task::Describe(int64_t first_frame, int64_t frames) const {
  CaptureInfo info;
  info.format = {config_.codec, config_.sample_rate_hz, config_.channels};
  info.valid_frames = frames;
  const double first_s = static_cast<double>(first_frame) / config_.sample_rate_hz;
  info.start_ns = moment_.start_ns + static_cast<int64_t>(std::llround(first_s * 1e9));
  info.start_unix_ms = wall_.UnixMsAt(first_frame);
  info.bit_rate = BitRate(EncoderOf(kMixStream));
  info.encoder = config_.codec == Codec::kPcm16 ? "pcm16" : AacEncoderName();
  info.position = config_.position;
  info.layout = config_.layout;
  info.room_id = moment_.room_id;
  info.user_id = moment_.user_id;
  info.mix_delay_ms = moment_.mix_delay_ms;
  info.durability = ring_ == nullptr ? "memory" : "process";
  log_->Describe(first_frame, frames, &info);
  return info;
}

CaptureInfo Task::DescribeFile(int64_t file_frames) const {
  const int delay = streams_[kMixStream]->delay_frames();
  const int64_t valid = std::clamp<int64_t>(file_frames - delay, 0, mixer_->mixed_frames());
  CaptureInfo info = Describe(0, valid);
  info.id = capture_id();
  info.valid_start = std::min<int64_t>(delay, file_frames);
  info.file_frames = file_frames;
  info.origin = CaptureOrigin::kTask;
  info.reason = "task";
  return info;
}

double Task::recorded_s() const {
  return static_cast<double>(mixed_frames()) / config_.sample_rate_hz;
}

double Task::buffered_s() const {
  if (!is_cycle()) return 0;
  const int64_t mixed = mixed_frames();
  const int64_t window = static_cast<int64_t>(config_.cycle_time_s) * config_.sample_rate_hz;
  int64_t first = std::max(mixed - window, oldest_frame());
  if (!has_ring_audio()) first = std::max(first, streams_[kMixStream]->memory()->first_frame());
  return static_cast<double>(std::max<int64_t>(0, mixed - first)) / config_.sample_rate_hz;
}

double Task::durable_s() const {
  if (!has_ring_audio()) return 0;
  int64_t frames = mixed_frames();
  for (const auto& stream : streams_) {
    if (!IsUsed(stream->stream())) continue;
    frames = std::min(frames, ring_->written_frame(stream->stream()) - stream->delay_frames());
  }
  return static_cast<double>(std::max<int64_t>(0, frames)) / config_.sample_rate_hz;
}

uint64_t Task::buffer_used_bytes() const {
  uint64_t bytes = log_->allocated_bytes();
  for (const auto& stream : streams_) {
    if (stream != nullptr && stream->memory() != nullptr) bytes += stream->memory()->used_bytes();
  }
  return bytes;
}

uint64_t Task::buffer_capacity_bytes() const {
  uint64_t bytes = log_->allocated_bytes();
  for (const auto& stream : streams_) {
    if (stream != nullptr && stream->memory() != nullptr) bytes += stream->memory()->allocated_bytes();
  }
  return bytes;
}

bool Task::is_memory_short() const {
  return std::any_of(streams_.begin(), streams_.end(),
                     [](const auto& stream) { return stream != nullptr && stream->is_short(); });
}

bool Task::TakeTrackless(std::string* user) {
  if (trackless_.empty()) return false;
  *user = std::move(trackless_.front());
  trackless_.erase(trackless_.begin());
  return true;
}

}  // namespace vr
