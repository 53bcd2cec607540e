#include "recorder/task.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/clock.h"

namespace vr {
namespace {

// Beyond the time that is asked for: what the mix and an encoder lag, and one step of the worker.
constexpr int kBufferSlackS = 2;
constexpr int kMaxAfterSeconds = 600;

EncoderConfig EncoderOf(const TaskConfig& config) {
  return {config.codec, config.sample_rate_hz, config.channels, config.quality};
}

CycleConfig CycleOf(const TaskConfig& config, uint64_t max_buffer_bytes) {
  CycleConfig cycle;
  cycle.sample_rate_hz = config.sample_rate_hz;
  cycle.keep_frames = static_cast<int64_t>(config.cycle_time_s + kBufferSlackS) * config.sample_rate_hz;
  cycle.bytes_per_second = BitRate(EncoderOf(config)) / 8.0;
  cycle.bytes_per_frame = config.codec == Codec::kPcm16 ? 2 * config.channels : 0;
  const uint64_t capacity = CycleBuffer::CapacityBytes(cycle);
  const auto after_bytes = static_cast<uint64_t>(cycle.bytes_per_second * (kMaxAfterSeconds + config.cycle_time_s));
  cycle.max_bytes = std::max(2 * capacity, std::min(max_buffer_bytes, capacity + after_bytes));
  return cycle;
}

int64_t KeepCells(const TaskConfig& config) {
  return static_cast<int64_t>(config.cycle_time_s) * kCellsPerSecond;
}

}  // namespace

std::vector<ByteView> HeldCapture::audio() const {
  std::vector<ByteView> all;
  for (const CyclePin& pin : pins) all.insert(all.end(), pin.views().begin(), pin.views().end());
  return all;
}

uint64_t HeldCapture::audio_bytes() const {
  uint64_t bytes = 0;
  for (const CyclePin& pin : pins) bytes += pin.size_bytes();
  return bytes;
}

Task::Task(const TaskConfig& config, const TaskMoment& moment) : config_(config), moment_(moment) {}

Result<std::unique_ptr<Task>> Task::Make(const TaskConfig& config, const TaskMoment& moment, const TaskLimits& limits) {
  std::unique_ptr<Task> task(new Task(config, moment));
  Result<std::unique_ptr<Encoder>> encoder = MakeEncoder(EncoderOf(config));
  if (!encoder.ok()) return encoder.status();
  task->encoder_ = std::move(encoder.value());
  if (task->is_cycle()) {
    Result<std::unique_ptr<CycleBuffer>> buffer = CycleBuffer::Make(CycleOf(config, limits.max_buffer_bytes));
    if (!buffer.ok()) return buffer.status();
    task->buffer_ = std::move(buffer.value());
  }
  CaptureLogConfig log;
  log.sample_rate_hz = config.sample_rate_hz;
  log.start_ns = moment.start_ns;
  log.keep_cells = KeepCells(config);
  log.max_tracks = limits.max_tracks;
  task->log_ = std::make_unique<CaptureLog>(log);
  if (!task->log_->Allocate()) return Status(ErrorCode::kOutOfMemory, "no memory for the feature tracks");
  MixerConfig mix;
  mix.sample_rate_hz = config.sample_rate_hz;
  mix.channels = config.channels;
  mix.layout = config.layout;
  mix.position = config.position;
  mix.start_ns = moment.start_ns;
  task->mixer_ = std::make_unique<Mixer>(mix);
  return task;
}

TaskCost Task::Cost(const TaskConfig& config, int max_tracks) {
  constexpr int kRealTimeExampleS = 3600;
  TaskCost cost;
  cost.bytes_per_second = static_cast<uint64_t>(BitRate(EncoderOf(config)) / 8);
  const int seconds = config.cycle_time_s > 0 ? config.cycle_time_s : kRealTimeExampleS;
  cost.file_bytes = cost.bytes_per_second * static_cast<uint64_t>(seconds);
  const int64_t cells = static_cast<int64_t>(seconds) * kCellsPerSecond;
  cost.buffer_bytes = static_cast<uint64_t>(max_tracks + 1) * CaptureLog::TrackBytes(cells);
  if (config.cycle_time_s > 0) cost.buffer_bytes += CycleBuffer::CapacityBytes(CycleOf(config, 0));
  return cost;
}

void Task::AddSource(const SourceRecord& source) {
  mixer_->AddSource(source.id, source.kind);
  log_->AddSource(source);
  if (source.muted) mixer_->SetMuted(source.id, true, moment_.start_ns);
}

void Task::CloseSource(SourceId id, int64_t at_ns) {
  mixer_->CloseSource(id);
  log_->CloseSource(id, at_ns);
}

void Task::SetMuted(const SourceRecord& source, int64_t at_ns) {
  mixer_->SetMuted(source.id, source.muted, at_ns);
}

void Task::Deliver(SourceId id, const SourceBlock& block) {
  mixer_->Deliver(id, block);
}

void Task::AddMarker(const CaptureMarker& marker, int64_t at_ns) {
  if (at_ns >= moment_.start_ns && at_ns <= end_ns_) log_->AddMarker(marker, at_ns);
}

void Task::End(int64_t end_ns) {
  if (!ending()) end_ns_ = std::max(end_ns, moment_.start_ns);
}

void Task::MixUntil(int64_t until_ns) {
  if (finished_) return;
  mixer_->MixUntil(std::min(until_ns, end_ns_), *this);
  if (ending() && until_ns >= end_ns_) {
    mixer_->Finish(end_ns_, *this);
    Status flushed = encoder_->Flush(*this);
    if (!flushed.ok() && status_.ok()) status_ = std::move(flushed);
    finished_ = true;
  }
  const int64_t mixed = mixer_->mixed_frames();
  if (mixed - gain_taken_frame_ >= config_.sample_rate_hz / 10) {
    recent_gain_ = mixer_->TakeLowestGain();
    gain_taken_frame_ = mixed;
  }
  if (is_cycle()) {
    const int64_t window = static_cast<int64_t>(config_.cycle_time_s + kBufferSlackS) * config_.sample_rate_hz;
    if (dumps_.empty()) log_->ForgetBefore(mixed - window);
  }
}

void Task::OnMixedFrames(int64_t /*first_frame*/, const int16_t* samples, int frames) {
  Status encoded = encoder_->Encode(samples, frames, *this);
  if (!encoded.ok() && status_.ok()) status_ = std::move(encoded);
}

void Task::OnFeature(SourceId source, int64_t cell, FeatureWord word) {
  log_->OnFeature(source, cell, word);
}

void Task::OnMarker(const MixMarker& marker) {
  log_->OnMixMarker(marker);
}

void Task::OnEncodedBlock(const EncodedBlock& block) {
  encoded_end_ = block.first_frame + block.frames;
  if (buffer_ != nullptr) {
    if (!buffer_->Append(block)) degraded_ = true;
  } else {
    encoded_.insert(encoded_.end(), block.data, block.data + block.size_bytes);
  }
}

int64_t Task::FrameAt(int64_t at_ns) const {
  const int64_t since = std::max<int64_t>(0, std::min(at_ns, end_ns_) - moment_.start_ns);
  return since / kNsPerSecond * config_.sample_rate_hz + since % kNsPerSecond * config_.sample_rate_hz / kNsPerSecond;
}

int64_t Task::oldest_frame() const {
  return std::max<int64_t>(0, clear_frame_);
}

StreamShape Task::shape() const {
  const int block = encoder_->block_frames();
  return {encoder_->delay_frames(), block > 1 ? block : 0};
}

bool Task::AddDump(DumpTarget target, int64_t now_ns, double last_s, double after_s, bool clear) {
  const double window_s = last_s > 0 ? last_s : config_.cycle_time_s;
  const int64_t now_frame = FrameAt(now_ns);
  const int64_t to = FrameAt(now_ns + static_cast<int64_t>(std::llround(after_s * 1e9)));
  const int64_t from = now_frame - std::llround(window_s * config_.sample_rate_hz);
  const int64_t first = std::max(from, oldest_frame());
  if (first >= to) return false;
  DumpWindow window(std::move(target), first, to, shape());
  window.Extend(*buffer_, false, mixer_->mixed_frames());
  dumps_.push_back(std::move(window));
  if (clear) clear_frame_ = std::max(clear_frame_, to);
  if (after_s > 0) log_->KeepCells(KeepCells(config_) + std::llround(std::ceil(after_s)) * kCellsPerSecond);
  return true;
}

std::vector<HeldCapture> Task::TakeHeldDumps() {
  std::vector<HeldCapture> held;
  for (auto it = dumps_.begin(); it != dumps_.end();) {
    if (it->Extend(*buffer_, finished_, mixer_->mixed_frames())) {
      held.push_back(Held(*it));
      it = dumps_.erase(it);
    } else {
      ++it;
    }
  }
  return held;
}

HeldCapture Task::TakeFinal(DumpTarget target) {
  const int64_t end = mixer_->mixed_frames();
  const int64_t from = end - static_cast<int64_t>(config_.cycle_time_s) * config_.sample_rate_hz;
  DumpWindow window(std::move(target), std::min(end, std::max(from, oldest_frame())), end, shape());
  window.Extend(*buffer_, true, end);
  return Held(window);
}

HeldCapture Task::Held(const DumpWindow& window) const {
  HeldCapture held;
  held.target = window.target();
  held.pins = window.pins();
  held.task_id = id();
  held.info = Describe(window.from_frame(), window.to_frame() - window.from_frame());
  held.info.origin = window.target().origin;
  held.info.reason = window.target().reason;
  held.info.valid_start = window.valid_start();
  held.info.file_frames = window.file_frames();
  return held;
}

CaptureInfo Task::Describe(int64_t first_frame, int64_t frames) const {
  CaptureInfo info;
  info.format = {config_.codec, config_.sample_rate_hz, config_.channels};
  info.valid_frames = frames;
  const double first_s = static_cast<double>(first_frame) / config_.sample_rate_hz;
  info.start_ns = moment_.start_ns + static_cast<int64_t>(std::llround(first_s * 1e9));
  info.start_unix_ms = moment_.start_unix_ms + static_cast<int64_t>(std::llround(first_s * 1e3));
  info.bit_rate = BitRate(EncoderOf(config_));
  info.encoder = config_.codec == Codec::kPcm16 ? "pcm16" : AacEncoderName();
  info.position = config_.position;
  info.layout = config_.layout;
  log_->Describe(first_frame, frames, &info);
  for (CaptureSource& source : info.sources) {
    MixSourceStats stats;
    if (!mixer_->GetSourceStats(source.id, &stats)) continue;
    source.format = stats.format;
    source.blocks_late = stats.blocks_late;
    source.drift_ppm = stats.drift_ppm;
  }
  return info;
}

std::vector<uint8_t> Task::TakeEncoded() {
  return std::exchange(encoded_, {});
}

CaptureInfo Task::DescribeFile(int64_t file_frames) const {
  const int delay = encoder_->delay_frames();
  const int64_t valid = std::clamp<int64_t>(file_frames - delay, 0, mixer_->mixed_frames());
  CaptureInfo info = Describe(0, valid);
  info.valid_start = delay;
  info.file_frames = file_frames;
  info.origin = CaptureOrigin::kTask;
  info.reason = "task";
  return info;
}

double Task::recorded_s() const {
  return static_cast<double>(mixer_->mixed_frames()) / config_.sample_rate_hz;
}

double Task::buffered_s() const {
  if (buffer_ == nullptr) return 0;
  const int64_t mixed = mixer_->mixed_frames();
  const int64_t window = static_cast<int64_t>(config_.cycle_time_s) * config_.sample_rate_hz;
  const int64_t first = std::max({mixed - window, oldest_frame(), buffer_->first_frame()});
  return static_cast<double>(std::max<int64_t>(0, mixed - first)) / config_.sample_rate_hz;
}

uint64_t Task::buffer_used_bytes() const {
  return (buffer_ == nullptr ? 0 : buffer_->used_bytes()) + log_->allocated_bytes();
}

uint64_t Task::buffer_capacity_bytes() const {
  return (buffer_ == nullptr ? 0 : buffer_->allocated_bytes()) + log_->allocated_bytes();
}

}  // namespace vr
