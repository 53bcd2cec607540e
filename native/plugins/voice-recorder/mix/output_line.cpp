#include "mix/output_line.h"

#include <algorithm>

namespace vr {

void OutputLine::Write(int64_t first_frame, const float* samples, int frames, int in_channels) {
  const int64_t from = std::max({first_frame, base_, written_end_});
  const int64_t end = first_frame + frames;
  if (from >= end) return;
  const auto length = static_cast<size_t>(end - base_);
  if (samples_.size() < length * channels_) samples_.resize(length * channels_, 0.0F);
  for (int64_t frame = from; frame < end; ++frame) {
    const float* in = samples + (frame - first_frame) * in_channels;
    float* out = samples_.data() + static_cast<size_t>(frame - base_) * channels_;
    for (size_t c = 0; c < channels_; ++c) out[c] = in[in_channels == 1 ? 0 : c];
  }
  if (!spans_.empty() && spans_.back().end == from) {
    spans_.back().end = end;
  } else {
    spans_.push_back({from, end});
  }
  written_end_ = end;
}

void OutputLine::Scale(int64_t frame, float gain) {
  if (frame < base_ || frame >= written_end_) return;
  float* at = samples_.data() + static_cast<size_t>(frame - base_) * channels_;
  for (size_t c = 0; c < channels_; ++c) at[c] *= gain;
}

std::vector<OutputLine::Span> OutputLine::Present(int64_t first, int64_t end) const {
  std::vector<Span> present;
  for (const Span& span : spans_) {
    const Span part{std::max(span.first, first), std::min(span.end, end)};
    if (part.first < part.end) present.push_back(part);
  }
  return present;
}

bool OutputLine::Take(int64_t first, int frames, std::vector<float>* samples) {
  const int64_t end = first + frames;
  const int64_t from = std::max(first, base_);
  const int64_t have_end = std::min<int64_t>(end, base_ + static_cast<int64_t>(samples_.size() / channels_));
  samples->assign(static_cast<size_t>(frames) * channels_, 0.0F);
  bool any = false;
  if (from < have_end) {
    const auto at = samples_.begin() + (from - base_) * static_cast<std::ptrdiff_t>(channels_);
    const auto count = (have_end - from) * static_cast<std::ptrdiff_t>(channels_);
    std::copy(at, at + count, samples->begin() + (from - first) * static_cast<std::ptrdiff_t>(channels_));
    any = std::any_of(at, at + count, [](float sample) { return sample != 0.0F; });
  }
  const auto gone = static_cast<size_t>(std::max<int64_t>(0, end - base_)) * channels_;
  samples_.erase(samples_.begin(), samples_.begin() + static_cast<std::ptrdiff_t>(std::min(gone, samples_.size())));
  base_ = std::max(base_, end);
  while (!spans_.empty() && spans_.front().end <= base_) spans_.pop_front();
  return any;
}

}  // namespace vr
