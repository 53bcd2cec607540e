// What a source line does with blocks once their place is known: onto the output, muted, mixed, gaps counted.
#include <algorithm>
#include <cmath>

#include "mix/pcm_sample.h"
#include "mix/source_line.h"

namespace vr {
namespace {

constexpr size_t kHistoryFrames = 256;
constexpr double kLeastGapS = 0.001;
constexpr double kFadeS = 0.0015;

}  // namespace

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
  const auto frames = static_cast<size_t>(block.frames);
  const auto in_channels = static_cast<size_t>(block.format.channels);
  const size_t count = frames * in_channels;
  input_.resize(count);
  if (block.samples.empty()) {
    for (size_t i = 0; i < count; ++i) input_[i] = FromPcm(block.pcm[i]);
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

bool SourceLine::Take(int64_t first, int frames, std::vector<float>* samples, MixSink& sink) {
  const int64_t end = first + frames;
  // Nothing more has come: what the resampler still holds belongs before the silence.
  if (in_run_ && next_frame_ < end) EndRun();
  CountGaps(first, end, sink);
  const bool any = output_.Take(first, frames, samples);
  mixed_frame_ = end;
  mixed_s_ = static_cast<double>(end) / config_.sample_rate_hz;
  while (mutes_.size() > 1 && mutes_[1].at_s < mixed_s_ - 1) mutes_.pop_front();
  return any;
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
  if (is_over) meter_.Excuse(first * kCellsPerSecond / config_.sample_rate_hz);
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
