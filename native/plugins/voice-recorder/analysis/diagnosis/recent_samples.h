// The last samples of a lane, mono. One thread.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "analysis/diagnosis/cell.h"

namespace vr {

class RecentSamples {
 public:
  explicit RecentSamples(size_t frames) : samples_(frames) {}

  // Frames are counted from the first one that is taken, which is frame 0 of the capture. false: there are none here.
  bool Take(const Cell& cell) {
    if (cell.mono == nullptr || cell.frames == 0 || cell.frames > samples_.size()) return false;
    std::memmove(samples_.data(), samples_.data() + cell.frames, (samples_.size() - cell.frames) * sizeof(float));
    std::memcpy(samples_.data() + samples_.size() - cell.frames, cell.mono, cell.frames * sizeof(float));
    end_ += static_cast<int64_t>(cell.frames);
    return true;
  }

  // The frame behind the last one, and the first that is still there; what lies before frame 0 is silence.
  int64_t end() const { return end_; }
  int64_t begin() const { return end_ - static_cast<int64_t>(samples_.size()); }
  const float* At(int64_t frame) const { return samples_.data() + (frame - begin()); }

 private:
  std::vector<float> samples_;
  int64_t end_ = 0;
};

}  // namespace vr
