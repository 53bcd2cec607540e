// A block of samples that is played again: once or twice as a poor concealment (dropout/repeat), over and over by a
// stuck buffer. Samples are compared with those one usual block length before; that only exact equality tells a repeat
// from a held vowel is measured (correlation alone finds twelve a minute in clean speech).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/diagnosis/detector.h"
#include "analysis/diagnosis/detectors/repeated_cells.h"
#include "analysis/diagnosis/recent_samples.h"

namespace vr {

class Repeats final : public LaneDetector {
 public:
  Repeats(const LaneFacts& lane, int sample_rate_hz);
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  struct Lag {
    size_t frames = 0;
    int64_t run_begin = -1;  // frame from which on all are equal to those one lag before
    int64_t run_end = 0;
  };
  void Follow(Lag* lag, size_t fresh);
  void EndRun(Lag* lag);
  bool IsTone(const Lag& lag) const;
  void Tell(const char* id, double start_s, double end_s, double block_s);

  const LaneFacts& lane_;
  const int rate_hz_;
  std::vector<Lag> lags_;
  RecentSamples past_;
  RepeatedCells cells_;  // where samples went through a codec
  std::vector<Finding> found_;
};

}  // namespace vr
