// Short losses in the middle of sound: runs of exact zeros, abrupt cuts to something quiet, and a period that is
// repeated while it fades. That the sound on both sides is looked at is from Essentia's GapsDetector; that zeros begin
// and end from one sample to the next is measured: pauses of speech, of gates and of synthetic voices, however short,
// end in samples near zero. What tells a cut from the closure of a plosive is in cuts.h.
#pragma once

#include <vector>

#include "analysis/diagnosis/detector.h"
#include "analysis/diagnosis/detectors/continuity.h"
#include "analysis/diagnosis/detectors/cut_cells.h"
#include "analysis/diagnosis/detectors/cuts.h"
#include "analysis/diagnosis/detectors/decoded_fade.h"
#include "analysis/diagnosis/fine_levels.h"
#include "analysis/diagnosis/recent_samples.h"

namespace vr {

class Dropouts final : public LaneDetector {
 public:
  Dropouts(const LaneFacts& lane, int sample_rate_hz);
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  void TakeMillisecond();
  void LookAtZeros(int64_t now);
  void EndZeros();
  void LookAtFall(int64_t at);
  void LookAtRise(int64_t at);
  void LookAtFade(int64_t at);
  bool IsSharpestReturn(int64_t at) const;
  bool ReturnsFromFade(int64_t at, float after) const;
  void EndCut(int64_t at, int64_t frame, float near);
  double EdgeBefore(int64_t frame, double loudness) const;
  double EdgeAfter(int64_t frame, double loudness) const;
  double LevelOf(int64_t begin, int64_t end) const;
  void Tell(const char* form, int64_t begin, int64_t end, double confidence);

  const LaneFacts& lane_;
  const int rate_hz_;
  const int slope_frames_;
  const bool reads_cells_;
  FineLevels levels_;
  RecentSamples samples_;
  // A run of zeros.
  int64_t zeros_begin_ = -1;  // frame
  int64_t zeros_end_ = -1;    // frame; -1: it goes on
  double zeros_before_ = 0;   // how loud it was, 1 is full scale
  double zeros_edge_ = 0;
  // A fall that may be the beginning of a cut.
  int64_t fall_ = -1;  // millisecond
  int64_t fall_frame_ = 0;
  float fall_dbfs_ = 0;
  bool falls_at_once_ = false;
  SoundBeside fall_sound_;
  Cuts cuts_;
  CutCells cut_cells_;          // where samples went through a codec
  DecodedFades decoded_fades_;  // the same
  std::vector<Finding> found_;
};

}  // namespace vr
