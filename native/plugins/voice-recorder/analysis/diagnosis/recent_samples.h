// The last samples of a lane, mono. One thread.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "analysis/diagnosis/cell.h"

namespace vr {

class RecentSamples {
 public:
  explicit RecentSamples(size_t frames) : kept_(frames), samples_(2 * frames) {}

  // Frames are counted from the first one that is taken, which is frame 0 of the capture. false: there are none here.
  bool Take(const Cell& cell) {
    if (cell.mono == nullptr || cell.frames == 0 || cell.frames > kept_) return false;
    // The last ones move to the front only when there is no room behind them any more.
    if (begin_ + kept_ + cell.frames > samples_.size()) {
      std::memmove(samples_.data(), samples_.data() + begin_, kept_ * sizeof(float));
      begin_ = 0;
    }
    std::memcpy(samples_.data() + begin_ + kept_, cell.mono, cell.frames * sizeof(float));
    begin_ += cell.frames;
    end_ += static_cast<int64_t>(cell.frames);
    return true;
  }

  // The frame behind the last one, and the first that is still there; what lies before frame 0 is silence.
  int64_t end() const { return end_; }
  int64_t begin() const { return end_ - static_cast<int64_t>(kept_); }
  const float* At(int64_t frame) const { return samples_.data() + begin_ + (frame - begin()); }
  // Mean power of so many frames from this one on, at least one.
  double PowerAt(int64_t frame, int64_t count) const {
    double power = 0;
    for (const float* at = At(frame); at < At(frame) + count; ++at) power += static_cast<double>(*at * *at);
    return power / static_cast<double>(count);
  }

 private:
  size_t kept_;
  std::vector<float> samples_;
  size_t begin_ = 0;  // of those that are kept
  int64_t end_ = 0;
};

}  // namespace vr
