// A period of the voice that is played again and again while it fades (fading_repeat.h), in samples that went through a
// codec. These are near what they were where the sound is loud, and far from it where it has faded; so all of it is
// compared at once with the period before it, times a straight line that falls to nothing. What comes of that has to
// have the levels from before encoding as well. One thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "analysis/diagnosis/cell.h"
#include "analysis/diagnosis/recent_samples.h"

namespace vr {

class DecodedFades {
 public:
  struct Fade {
    int64_t begin = 0;  // frames
    int64_t end = 0;
    int64_t period = 0;
    double gain = 0;  // of the repeat, 1 when it is as loud as the period before it
    double rest = 1;  // the share of its power that is something else
  };

  DecodedFades(int sample_rate_hz, bool has_features) : rate_hz_(sample_rate_hz), has_features_(has_features) {}
  // Every cell of the lane, in order.
  void Listen(const Cell& cell);
  // The longest one that ends about this frame, of the cells and samples that are still there.
  std::optional<Fade> Before(int64_t frame, const RecentSamples& samples) const;

 private:
  struct Known {
    int64_t begin = 0;  // frames
    int64_t end = 0;
    double power = 0;  // before encoding
  };
  static constexpr size_t kKnown = 16;

  int64_t Frames(double ms) const { return static_cast<int64_t>(ms * rate_hz_ / 1000); }
  Fade Improved(Fade fade, const RecentSamples& samples) const;
  bool Rises(int64_t frame, const RecentSamples& samples) const;
  bool IsOne(const Fade& fade, const RecentSamples& samples) const;
  double OffLevels(const Fade& fade, const RecentSamples& samples) const;

  const int rate_hz_;
  const bool has_features_;
  size_t heard_ = 0;
  std::array<Known, kKnown> known_;
};

}  // namespace vr
