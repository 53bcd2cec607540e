// A stretch in which a period of the voice is played again and again while it fades, as decoders conceal what they did
// not get (Appendix I of ITU-T G.711, and NetEq's expansion): each sample is the one a period before, times a gain that
// changes slowly. What a voice does by itself is never so exact. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "analysis/diagnosis/recent_samples.h"

namespace vr {

constexpr double kShortestPeriodMs = 2.4;
constexpr double kLongestPeriodMs = 12.6;

// After how many frames so many samples, from this one on, are most like those before them; 0: never. There have to be
// kLongestPeriodMs of them.
int64_t RepeatedPeriod(int64_t frame, int64_t count, const RecentSamples& samples, int rate_hz);

// Whether the sound is louder right behind this frame, at which it fell to nothing: one that rises as it fell is a
// voice that pauses.
bool ReturnsAtOnce(int64_t frame, const RecentSamples& samples, int rate_hz);

// The one that ends right before a frame, if there is one.
class FadingRepeat {
 public:
  FadingRepeat(int64_t frame, const RecentSamples& samples, int rate_hz);

  // The frame where it begins; nothing: there is none that is so long.
  std::optional<int64_t> Begin(double shortest_ms) const;
  // The same of one whose gain falls to nothing right there, and whose samples are nothing else.
  std::optional<int64_t> BeginOfExact(double shortest_ms) const;

 private:
  int64_t Frames(double ms) const;
  std::optional<int64_t> BeginOf(double shortest_ms, double error) const;

  const RecentSamples& samples_;
  const int rate_hz_;
  const int64_t frame_;
  const int64_t end_;   // of what is compared
  int64_t period_ = 0;  // 0: there is none
};

}  // namespace vr
