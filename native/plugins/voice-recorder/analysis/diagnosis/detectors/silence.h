// No signal: a lane without sound for as long as it was not muted, as FFmpeg's silencedetect reads levels, or one that
// has a floor of noise and loses it for seconds.
#pragma once

#include <vector>

#include "analysis/diagnosis/detector.h"
#include "analysis/diagnosis/level_histogram.h"

namespace vr {

class Silence final : public LaneDetector {
 public:
  explicit Silence(const LaneFacts& lane) : lane_(lane) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  void EndZeros();
  void Tell(const char* form, double start_s, double seconds, Report* report) const;

  const LaneFacts& lane_;
  LevelHistogram levels_;
  bool has_digits_ = false;  // a sample that is not zero
  double first_s_ = -1;      // where it is not muted for the first time
  double last_s_ = 0;
  double peak_dbfs_ = -120;
  // Stretches of exact zeros.
  double zeros_start_s_ = -1;
  double zeros_end_s_ = 0;
  double short_zeros_s_ = 0;  // sum of those that are too short to tell
  std::vector<Span> long_zeros_;
};

}  // namespace vr
