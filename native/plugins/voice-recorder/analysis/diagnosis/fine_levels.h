// The level of each millisecond of a lane, from its samples; the last ones can be asked for. One thread.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "analysis/diagnosis/cell.h"

namespace vr {

class FineLevels {
 public:
  static constexpr int64_t kKept = 2048;
  static constexpr float kZeros = -200;  // all samples are exactly zero

  explicit FineLevels(int sample_rate_hz) : rate_hz_(sample_rate_hz) {}

  // Calls each() whenever one more is complete.
  template <typename Each>
  void Take(const Cell& cell, Each&& each) {
    if (cell.mono == nullptr) return;
    if (taken_ == 0) first_frame_ = std::max<int64_t>(0, cell.first_frame);
    size_t frame = 0;
    while (frame < cell.frames) {
      const int64_t wanted = EndOf(count_) - first_frame_ - taken_;
      const size_t taken = std::min(cell.frames - frame, static_cast<size_t>(wanted));
      for (size_t i = 0; i < taken; ++i) sum_ += cell.mono[frame + i] * cell.mono[frame + i];
      frames_ += static_cast<int64_t>(taken);
      taken_ += static_cast<int64_t>(taken);
      frame += taken;
      if (static_cast<int64_t>(taken) < wanted) break;
      levels_[Place(count_)] =
          sum_ > 0 ? std::max(-120.0f, 10 * std::log10(sum_ / static_cast<float>(frames_))) : kZeros;
      ++count_;
      sum_ = 0;
      frames_ = 0;
      each();
    }
  }

  // How many there were.
  int64_t count() const { return count_; }
  // One of the last kKept.
  float At(int64_t index) const { return index < 0 ? kZeros : levels_[Place(index)]; }
  // The loudest of [begin, end).
  float Loudest(int64_t begin, int64_t end) const {
    float loudest = kZeros;
    for (int64_t i = std::max<int64_t>(0, begin); i < end; ++i) loudest = std::max(loudest, At(i));
    return loudest;
  }
  // Where one begins.
  int64_t FrameOf(int64_t index) const { return EndOf(index - 1); }
  double SecondsOf(int64_t index) const { return static_cast<double>(FrameOf(index)) / rate_hz_; }

 private:
  static size_t Place(int64_t index) { return static_cast<size_t>(index % kKept); }
  int64_t EndOf(int64_t index) const {
    return first_frame_ + (index + 1) / 1000 * rate_hz_ + (index + 1) % 1000 * rate_hz_ / 1000;
  }

  int rate_hz_;
  int64_t first_frame_ = 0;
  int64_t taken_ = 0;  // frames since first_frame_
  int64_t frames_ = 0;
  float sum_ = 0;
  int64_t count_ = 0;
  std::array<float, kKept> levels_{};
};

}  // namespace vr
