// Samples that the caller has, as a reader. They outlive it. One thread at a time.
#pragma once

#include <algorithm>
#include <cmath>

#include "analysis/audio_reader.h"

namespace vr {

class SampleReader final : public AudioReader {
 public:
  SampleReader(const float* samples, int64_t frames, int channels, int sample_rate_hz)
      : samples_(samples), frames_(frames), channels_(channels), rate_hz_(sample_rate_hz) {}

  int sample_rate_hz() const override { return rate_hz_; }
  int channels() const override { return channels_; }
  int64_t frames() const override { return frames_; }
  bool lossy() const override { return false; }

  Result<size_t> Read(int64_t first_frame, size_t frames, float* into) override {
    if (first_frame < 0 || first_frame >= frames_) return size_t{0};
    const auto count = std::min<uint64_t>(frames, static_cast<uint64_t>(frames_ - first_frame));
    const float* from = samples_ + first_frame * channels_;
    const size_t samples = static_cast<size_t>(count) * static_cast<size_t>(channels_);
    for (size_t i = 0; i < samples; ++i) into[i] = std::isfinite(from[i]) ? from[i] : 0.0f;
    return static_cast<size_t>(count);
  }

 private:
  const float* samples_;
  int64_t frames_;
  int channels_;
  int rate_hz_;
};

}  // namespace vr
