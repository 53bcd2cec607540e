// Readers whose samples and cells come from a function, for the tests of measures.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "analysis/audio_reader.h"
#include "analysis/feature_reader.h"

namespace vr {

constexpr int kRate = 48000;  // of most sounds here

class GeneratedAudio final : public AudioReader {
 public:
  using Signal = std::function<float(int64_t frame, int channel)>;

  GeneratedAudio(int sample_rate_hz, int channels, int64_t frames, Signal signal)
      : rate_hz_(sample_rate_hz), channels_(channels), frames_(frames), signal_(std::move(signal)) {}

  int sample_rate_hz() const override { return rate_hz_; }
  int channels() const override { return channels_; }
  int64_t frames() const override { return frames_; }
  bool lossy() const override { return lossy_; }
  void set_lossy() { lossy_ = true; }
  // Reading this frame fails.
  void FailAt(int64_t frame) { fail_at_ = frame; }
  // The file turns out to be shorter than it says.
  void EndAt(int64_t frame) { end_at_ = frame; }

  Result<size_t> Read(int64_t first_frame, size_t frames, float* into) override {
    const int64_t end = std::min(first_frame + static_cast<int64_t>(frames), end_at_ >= 0 ? end_at_ : frames_);
    if (fail_at_ >= first_frame && fail_at_ < end) return Status(ErrorCode::kUnreadable, "a sector is bad");
    for (int64_t frame = first_frame; frame < end; ++frame) {
      for (int channel = 0; channel < channels_; ++channel) *into++ = signal_(frame, channel);
    }
    return static_cast<size_t>(std::max<int64_t>(0, end - first_frame));
  }

 private:
  int rate_hz_;
  int channels_;
  int64_t frames_;
  Signal signal_;
  bool lossy_ = false;
  int64_t fail_at_ = -1;
  int64_t end_at_ = -1;
};

class GeneratedFeatures final : public FeatureReader {
 public:
  using Cells = std::function<Feature(uint64_t cell)>;

  GeneratedFeatures(int sample_rate_hz, uint64_t cells, int64_t offset_frames, Cells make)
      : rate_hz_(sample_rate_hz), cells_(cells), offset_frames_(offset_frames), make_(std::move(make)) {}

  int sample_rate_hz() const override { return rate_hz_; }
  uint64_t cells() const override { return cells_; }
  int64_t first_cell_offset_frames() const override { return offset_frames_; }

  Result<size_t> Read(uint64_t first_cell, size_t cells, FeatureWord* into) override {
    const uint64_t end = std::min<uint64_t>(first_cell + cells, cells_);
    for (uint64_t cell = first_cell; cell < end; ++cell) *into++ = PackFeature(make_(cell));
    return static_cast<size_t>(end - std::min(first_cell, end));
  }

 private:
  int rate_hz_;
  uint64_t cells_;
  int64_t offset_frames_;
  Cells make_;
};

constexpr double kTestPi = 3.14159265358979323846;

inline GeneratedAudio::Signal Sine(double amplitude, double hz, int rate_hz) {
  return [=](int64_t frame, int) {
    return static_cast<float>(amplitude * std::sin(2 * kTestPi * hz * static_cast<double>(frame) / rate_hz));
  };
}

inline GeneratedAudio::Signal Constant(float value) {
  return [=](int64_t, int) { return value; };
}

}  // namespace vr
