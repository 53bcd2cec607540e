// What tells a loss that is filled with noise from the closure of a plosive, which may be as abrupt: the noise is even
// in time and white. It replaces that of the line, so that it is quieter than the lane ever is, or louder than its
// pauses; or it is a little off them, and the voice goes on behind it as it was. What has the noise of the line tells
// nothing: a glottal stop, too, is at once between two halves of one vowel. Memory is bounded.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/diagnosis/fine_levels.h"
#include "analysis/diagnosis/recent_samples.h"

namespace vr {

// The level of the noise in these milliseconds, the last of which are still there; nothing: it is something else.
std::optional<double> NoiseWithin(int64_t begin_ms, int64_t end_ms, const FineLevels& levels,
                                  const RecentSamples& samples, int rate_hz);

// Whether the sound falls to noise of this level at once, right before this frame; or rises from it, right behind it.
bool FallsAtOnce(int64_t frame, double noise_dbfs, const RecentSamples& samples, int rate_hz);
bool RisesAtOnce(int64_t frame, double noise_dbfs, const RecentSamples& samples, int rate_hz);

struct Cut {
  int64_t begin = 0;  // frames
  int64_t end = 0;
  double noise_dbfs = 0;
  int edges_at_once = 0;  // of both
  double unlikeness = 0;  // of the sound behind it to that before it
  double likeness = 0;

  bool IsOfSameVoice() const;
};

class Cuts {
 public:
  // How often which level occurs in a stretch.
  class Levels {
   public:
    void Add(float level_dbfs);
    int64_t heard() const { return heard_; }
    // Of the noise in pauses; nothing: the quietest are zeros, or there is little else.
    std::optional<double> FloorDbfs() const;
    // The level that this share of what is no zeros stays below.
    double QuietestDbfs(double share) const;

   private:
    static constexpr size_t kStepsOfADb = 10;
    static constexpr size_t kSteps = 120 * kStepsOfADb + 1;  // -120 to 0 dBFS

    size_t FirstStep(double below, double enough) const;

    std::array<uint32_t, kSteps> counts_{};
    int64_t heard_ = 0;
    int64_t zeros_ = 0;
  };

  // Each millisecond of the lane.
  void Heard(float level_dbfs);
  void Add(const Cut& cut);
  // After the last one: those that are a loss, in order.
  std::vector<Cut> Told();

 private:
  struct Kept {
    Cut cut;
    size_t stretch = 0;
  };

  double FloorAbout(size_t stretch, double floor_dbfs) const;

  Levels all_;
  Levels stretch_;
  std::vector<std::optional<double>> floors_;  // of the stretches before this one
  std::vector<Kept> cuts_;
};

}  // namespace vr
