#include "mix/source_line.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/clock.h"

namespace vr {
namespace {

constexpr double kCapturedJumpS = 0.005;  // a capture time that is farther off than this may be a jump
constexpr double kLeastCapturedJumpS = 0.0025;
constexpr double kOfBlock = 0.7;         // of a block's length: less than this is no lost block
constexpr double kArrivedJumpS = 0.006;  // so much later than the earliest arrivals, all of them: blocks are missing
constexpr double kSureArrivalsS = 0.09;  // of waiting blocks tell a loss from a network that is slow for a moment
constexpr double kSureJumpS = 0.03;      // that no network makes
constexpr double kBackS = 0.010;         // earlier than predicted by this, all of them: the stream moved back
constexpr double kArrivedBackS = 0.020;
constexpr size_t kLookAheadBlocks = 64;
constexpr size_t kMedianBlocks = 5;
constexpr double kSnapS = 0.002;  // a gap within this of a whole number of blocks is that number
constexpr double kMaxSnapS = 5.0;
constexpr double kFollowS = 0.050;  // lags beyond this say nothing of the clock
constexpr double kArrivalWindowS = 0.25;
constexpr double kSteerS = 0.002;    // verbatim within this of the room's clock
constexpr double kSteerTimeS = 8.0;  // in which an offset is worked off
constexpr double kMaxSteer = 1000e-6;
constexpr double kCapturedInertia = 100;  // see ClockLine::Begin
constexpr double kArrivedInertia = 16;
constexpr double kCapturedTrustS = 0.5;  // watched for so long, an offset is believed
constexpr double kArrivedTrustS = 2.0;
constexpr size_t kHistoryFrames = 256;
constexpr double kLeastGapS = 0.001;
constexpr double kFadeS = 0.0015;

// Capture times that are farther off than this may tell of a lost block.
double CapturedJumpS(double block_s) {
  return std::clamp(kOfBlock * block_s, kLeastCapturedJumpS, kCapturedJumpS);
}

double MedianOf(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

SourceLine::SourceLine(SourceId id, SourceKind kind, const LineConfig& config)
    : id_(id),
      kind_(kind),
      config_(config),
      queue_(config.start_ns),
      output_(config.channels, config.first_frame),
      meter_(config.first_cell) {}

void SourceLine::Deliver(const SourceBlock& block) {
  if (closed_) return;
  if (!queue_.Add(block)) ++stats_.blocks_late;
  stats_.format = block.format;
}

void SourceLine::SetMuted(bool muted, int64_t at_ns) {
  // In floating point: any number may come as a moment, and the difference of two must not overflow.
  const double at_s = static_cast<double>(at_ns) / 1e9 - static_cast<double>(config_.start_ns) / 1e9;
  mutes_.push_back({at_s, muted});
}

void SourceLine::Close() {
  closed_ = true;
}

int64_t SourceLine::FrameAt(double room_s) const {
  return std::llround(room_s * config_.sample_rate_hz);
}

// ---- Where a block belongs

std::vector<double> SourceLine::Lags() const {
  std::vector<double> lags;
  double stream_s = stream_s_;
  for (size_t i = 0; i < std::min(queue_.size(), kLookAheadBlocks); ++i) {
    lags.push_back(queue_.StampOf(queue_[i]) - clock_.RoomTimeAt(stream_s));
    stream_s += queue_[i].length_s();
  }
  return lags;
}

bool SourceLine::MustWait(double room_s) const {
  const double stamp_s = queue_.StampOf(queue_[0]);
  if (!streaming_) return stamp_s > room_s;
  if (placed_s_ > room_s) return true;
  if (stamp_s <= room_s) return false;
  // It is due by its place in the stream and not by its stamp. Either blocks are missing before it, or it is late and
  // others on their way will show it; while nothing speaks for either, there is time until the stamp.
  const std::vector<double> lags = Lags();
  return *std::min_element(lags.begin(), lags.end()) > CapturedJumpS(queue_[0].length_s());
}

double SourceLine::JumpOfCaptured(const std::vector<double>& lags) const {
  const double lag = lags[0];
  const double least = *std::min_element(lags.begin(), lags.end());
  const double most = *std::max_element(lags.begin(), lags.end());
  const double jump_s = CapturedJumpS(queue_[0].length_s());
  const bool forward = lag > jump_s && least > 0.5 * jump_s;
  const bool back = most < -kBackS;
  if (!forward && !back) return 0;
  // The blocks up to the next jump share this one.
  std::vector<double> alike;
  for (size_t i = 0; i < std::min(lags.size(), kMedianBlocks) && lags[i] < lag + jump_s; ++i) {
    alike.push_back(lags[i]);
  }
  return MedianOf(std::move(alike));
}

double SourceLine::JumpOfArrived(const std::vector<double>& lags) const {
  const double least = *std::min_element(lags.begin(), lags.end());
  if (least < -kArrivedBackS) return least;
  const bool sure = least > kSureJumpS || queue_.waiting_s() > kSureArrivalsS;
  return sure && least > std::max(kArrivedJumpS, kOfBlock * queue_[0].length_s()) ? least : 0;
}

void SourceLine::BeginStream() {
  const bool captured = queue_[0].has_capture_time;
  clock_.Begin(0, 0, captured ? kCapturedInertia : kArrivedInertia);
  stream_s_ = 0;
  std::vector<double> lags = Lags();
  if (captured && lags.size() > kMedianBlocks) lags.resize(kMedianBlocks);
  placed_s_ = captured ? MedianOf(lags) : *std::min_element(lags.begin(), lags.end());
  clock_.BeginAgain(0, placed_s_);
  streaming_ = true;
}

void SourceLine::FindJump(MixSink& sink) {
  const double lag = queue_.StampOf(queue_[0]) - clock_.RoomTimeAt(stream_s_);
  if (std::abs(lag) < kLeastCapturedJumpS) return;
  const bool captured = queue_[0].has_capture_time;
  const double jump_s = captured ? JumpOfCaptured(Lags()) : JumpOfArrived(Lags());
  if (jump_s == 0) return;
  EndRun();
  const double block_s = queue_[0].length_s();
  const double snapped_s = std::round(jump_s / block_s) * block_s;
  const double off_s = std::abs(snapped_s - jump_s);
  if (jump_s > 0 && snapped_s > 0 && jump_s < kMaxSnapS && off_s < std::min(kSnapS, 0.25 * block_s)) {
    // So many whole blocks, and nothing about the clock: what steering has not worked off stays.
    stream_s_ += snapped_s;
    placed_s_ += snapped_s * stretch_;
  } else {
    const double room_s = clock_.RoomTimeAt(stream_s_) + jump_s;
    stream_s_ += std::max(0.0, jump_s);
    clock_.BeginAgain(stream_s_, room_s);
    placed_s_ = room_s;
  }
  window_left_s_ = 0;
  if (jump_s < 0) Tell(MixMarkerKind::kRealigned, FrameAt(placed_s_), 0, sink);
}

void SourceLine::PlaceUntil(double room_s, bool everything, MixSink& sink) {
  while (!queue_.empty()) {
    if (!everything && MustWait(room_s)) return;
    if (!streaming_) {
      BeginStream();
    } else {
      FindJump(sink);
    }
    if (placed_s_ > room_s) {
      if (everything) return;
      continue;
    }
    const double lag_s = queue_.StampOf(queue_[0]) - clock_.RoomTimeAt(stream_s_);
    WaitingBlock block = queue_.TakeFront();
    const double stream_s = stream_s_;
    Place(&block, sink);
    Follow(block, stream_s, lag_s);
    Steer(block, sink);
  }
}

// ---- The source's clock

void SourceLine::Follow(const WaitingBlock& block, double stream_s, double lag_s) {
  if (std::abs(lag_s) > kFollowS) return;
  if (block.has_capture_time) {
    clock_.Observe(stream_s, clock_.RoomTimeAt(stream_s) + lag_s);
    return;
  }
  // An arrival can only be late, so the earliest of a window tells the clock.
  if (window_left_s_ <= 0) {
    window_left_s_ = kArrivalWindowS;
    window_lag_s_ = lag_s;
    window_stream_s_ = stream_s;
  } else if (lag_s < window_lag_s_) {
    window_lag_s_ = lag_s;
    window_stream_s_ = stream_s;
  }
  window_left_s_ -= block.length_s();
  if (window_left_s_ <= 0) clock_.Observe(window_stream_s_, clock_.RoomTimeAt(window_stream_s_) + window_lag_s_);
}

void SourceLine::Steer(const WaitingBlock& block, MixSink& sink) {
  const double offset_s = clock_.RoomTimeAt(stream_s_) - placed_s_;
  stats_.offset_ms = offset_s * 1e3;
  const double trusted_s = block.has_capture_time ? kCapturedTrustS : kArrivedTrustS;
  if (!steered_ && std::abs(offset_s) > kSteerS && clock_.observed_s() > trusted_s) {
    steered_ = true;
    stats_.steered = true;
    Tell(MixMarkerKind::kSteered, FrameAt(placed_s_), 0, sink);
  }
  if (steered_) stretch_ = 1 + std::clamp(clock_.slope() + offset_s / kSteerTimeS, -kMaxSteer, kMaxSteer);
}

// ---- Onto the output

void SourceLine::Place(WaitingBlock* block, MixSink& sink) {
  const int rate_hz = block->format.sample_rate_hz;
  // What lies before the task is cut and not late.
  if (placed_s_ < mixed_s_ - 1e-6 && placed_s_ + block->length_s() > 0 && mixed_s_ > 0) ++stats_.blocks_late;
  MuteWithin(block);
  // What is behind the mix is not recorded, so it is not measured.
  const double frame_s = stretch_ / rate_hz;
  const auto behind =
      static_cast<int>(std::clamp(std::ceil((mixed_s_ - placed_s_) / frame_s - 0.5), 0.0, 1.0 * block->frames));
  meter_.Add(block->pcm.data() + behind * block->format.channels, block->frames - behind, block->format.channels,
             placed_s_ + behind * frame_s, frame_s);
  if (format_.sample_rate_hz != 0 && format_ != block->format) {
    MixMarker marker{MixMarkerKind::kFormatChanged, id_, FrameAt(placed_s_), 0, block->format};
    sink.OnMarker(marker);
    if (format_.sample_rate_hz != rate_hz || format_.channels != block->format.channels) EndRun();
  }
  format_ = block->format;
  if (!in_run_) BeginRun();
  placed_s_ += block->length_s() * stretch_;
  stream_s_ += block->length_s();
  if (config_.audible) {
    Convert(*block);
    Render(block->frames);
  } else {
    const auto frames = static_cast<int>(std::max<int64_t>(0, FrameAt(placed_s_) - next_frame_));
    input_.assign(static_cast<size_t>(frames), 0.0F);
    output_.Write(next_frame_, input_.data(), frames, 1);
    next_frame_ += frames;
  }
}

void SourceLine::BeginRun() {
  constexpr int64_t kRounding = 2;
  in_run_ = true;
  run_channels_ = std::min(format_.channels, config_.channels);
  next_frame_ = FrameAt(placed_s_);
  if (std::abs(next_frame_ - output_.written_end()) <= kRounding) next_frame_ = output_.written_end();
  resampling_ = format_.sample_rate_hz != config_.sample_rate_hz || steered_;
  if (resampling_) resampler_.Begin(run_channels_, 0);
  fade_from_ = resampling_ && was_cut_ ? std::max({next_frame_, output_.written_end(), mixed_frame_}) : -1;
  was_cut_ = false;
  history_.clear();
}

void SourceLine::EndRun() {
  if (!in_run_) return;
  in_run_ = false;
  if (!resampling_ || !config_.audible) return;
  resampled_.clear();
  resampler_.End(Ratio(), &resampled_);
  WriteResampled();
  FadeOut();
  was_cut_ = true;
}

// A run that is cut off, and the one after it, would click.
void SourceLine::FadeOut() {
  const int64_t end = output_.written_end();
  const int64_t length = FrameAt(kFadeS);
  for (int64_t i = 0; i < length; ++i) {
    output_.Scale(end - 1 - i, (static_cast<float>(i) + 0.5F) / static_cast<float>(length));
  }
}

double SourceLine::Ratio() const {
  return static_cast<double>(config_.sample_rate_hz) / format_.sample_rate_hz * stretch_;
}

// Into input_, with the channels of the run.
void SourceLine::Convert(const WaitingBlock& block) {
  constexpr float kPcmScale = 1.0F / 32768.0F;
  const auto frames = static_cast<size_t>(block.frames);
  const auto in_channels = static_cast<size_t>(block.format.channels);
  const size_t count = frames * in_channels;
  input_.resize(count);
  if (block.samples.empty()) {
    for (size_t i = 0; i < count; ++i) input_[i] = static_cast<float>(block.pcm[i]) * kPcmScale;
  } else {
    std::copy(block.samples.begin(), block.samples.end(), input_.begin());
  }
  if (in_channels == 2 && run_channels_ == 1) {
    for (size_t i = 0; i < frames; ++i) input_[i] = 0.5F * (input_[2 * i] + input_[2 * i + 1]);
    input_.resize(frames);
  }
}

void SourceLine::Render(int frames) {
  if (!resampling_ && steered_) {
    // From copying to resampling without a seam: the resampler first hears what was copied last.
    const auto primed = static_cast<int>(history_.size() / static_cast<size_t>(run_channels_));
    resampler_.Begin(run_channels_, primed);
    resampled_.clear();
    resampler_.Process(history_.data(), primed, 1.0, &resampled_);
    resampling_ = true;
  }
  if (resampling_) {
    resampled_.clear();
    resampler_.Process(input_.data(), frames, Ratio(), &resampled_);
    WriteResampled();
    return;
  }
  output_.Write(next_frame_, input_.data(), frames, run_channels_);
  next_frame_ += frames;
  history_.insert(history_.end(), input_.begin(), input_.end());
  const size_t most = kHistoryFrames * static_cast<size_t>(run_channels_);
  if (history_.size() > most) history_.erase(history_.begin(), history_.end() - static_cast<std::ptrdiff_t>(most));
}

void SourceLine::WriteResampled() {
  const auto frames = static_cast<int>(resampled_.size() / static_cast<size_t>(run_channels_));
  const int64_t before = output_.written_end();
  output_.Write(next_frame_, resampled_.data(), frames, run_channels_);
  next_frame_ += frames;
  if (fade_from_ < 0) return;
  const int64_t length = FrameAt(kFadeS);
  for (int64_t frame = std::max(fade_from_, before); frame < std::min(fade_from_ + length, next_frame_); ++frame) {
    output_.Scale(frame, (static_cast<float>(frame - fade_from_) + 0.5F) / static_cast<float>(length));
  }
  if (next_frame_ >= fade_from_ + length) fade_from_ = -1;
}

// ---- Muting

bool SourceLine::IsMutedAt(double room_s) const {
  bool muted = false;
  for (const MuteChange& change : mutes_) {
    if (change.at_s > room_s) break;
    muted = change.muted;
  }
  return muted;
}

void SourceLine::MuteWithin(WaitingBlock* block) const {
  if (mutes_.empty()) return;
  const double frame_s = stretch_ / block->format.sample_rate_hz;
  const auto channels = static_cast<size_t>(block->format.channels);
  for (int i = 0; i < block->frames; ++i) {
    if (!IsMutedAt(placed_s_ + (i + 0.5) * frame_s)) continue;
    for (size_t c = 0; c < channels; ++c) {
      const size_t at = static_cast<size_t>(i) * channels + c;
      block->pcm[at] = 0;
      if (!block->samples.empty()) block->samples[at] = 0;
    }
  }
}

// ---- Mixing

bool SourceLine::Mix(int64_t first, int frames, float* sum, int stride, MixSink& sink) {
  const int64_t end = first + frames;
  // Nothing more has come: what the resampler still holds belongs before the silence.
  if (in_run_ && next_frame_ < end) EndRun();
  CountGaps(first, end, sink);
  const bool heard = output_.AddTo(first, frames, sum, stride);
  mixed_frame_ = end;
  mixed_s_ = static_cast<double>(end) / config_.sample_rate_hz;
  while (mutes_.size() > 1 && mutes_[1].at_s < mixed_s_ - 1) mutes_.pop_front();
  return heard;
}

void SourceLine::CountGaps(int64_t first, int64_t end, MixSink& sink) {
  int64_t at = first;
  for (const OutputLine::Span& span : output_.Present(first, end)) {
    if (span.first > at) Miss(at, span.first, sink);
    EndGap(span.first, sink);
    heard_once_ = true;
    at = span.end;
  }
  if (at < end) Miss(at, end, sink);
}

void SourceLine::Miss(int64_t first, int64_t end, MixSink& sink) {
  const bool is_over = closed_ && queue_.empty() && first >= output_.written_end();
  const bool expected = heard_once_ && !is_over && !IsMutedAt(static_cast<double>(first) / config_.sample_rate_hz);
  if (!expected) return EndGap(first, sink);
  if (gap_first_ < 0) gap_first_ = first;
  gap_end_ = end;
}

void SourceLine::EndGap(int64_t frame, MixSink& sink) {
  if (gap_first_ < 0) return;
  const int64_t frames = std::min(frame, gap_end_) - gap_first_;
  if (IsLongEnough(frames)) {
    ++stats_.gaps;
    stats_.gap_frames += frames;
    Tell(MixMarkerKind::kGap, gap_first_, frames, sink);
  }
  gap_first_ = -1;
}

bool SourceLine::IsLongEnough(int64_t frames) const {
  return static_cast<double>(frames) >= kLeastGapS * config_.sample_rate_hz;
}

void SourceLine::EmitCell(int64_t cell, MixSink& sink) {
  if (IsMutedAt((static_cast<double>(cell) + 0.5) / kCellsPerSecond)) meter_.Excuse(cell);
  sink.OnFeature(id_, cell, meter_.Take());
}

void SourceLine::Tell(MixMarkerKind kind, int64_t frame, int64_t frames, MixSink& sink) const {
  sink.OnMarker({kind, id_, frame, frames, format_});
}

MixSourceStats SourceLine::stats() const {
  MixSourceStats stats = stats_;
  stats.drift_ppm = clock_.drift_ppm();
  if (gap_first_ >= 0 && IsLongEnough(gap_end_ - gap_first_)) {
    ++stats.gaps;
    stats.gap_frames += gap_end_ - gap_first_;
  }
  return stats;
}

}  // namespace vr
