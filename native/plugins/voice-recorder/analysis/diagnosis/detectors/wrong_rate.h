// A wrong sample rate, as it sounds. Speech that is played too fast or too slow has its spectrum stretched, as that of
// a longer or shorter vocal tract (L. Lee and R. Rose, "Speaker normalization using efficient frequency warping
// procedures", 1996), and its syllables follow at another rate (N. Morgan and E. Fosler-Lussier, 1998): a regression on
// both tells the speed, and less of it will do for speech that is slow and has nothing in the upper part of its band. A
// change of rate without a filter leaves images: mirror_images.h.
#pragma once

#include <vector>

#include "analysis/diagnosis/detectors/filled_band.h"
#include "analysis/diagnosis/detectors/mirror_images.h"
#include "analysis/diagnosis/detectors/sound_finding.h"
#include "analysis/diagnosis/detectors/speech_shape.h"
#include "analysis/diagnosis/detectors/voicing.h"

namespace vr {

class WrongRate final : public LaneDetector {
 public:
  explicit WrongRate(const LaneFacts& lane) : lane_(lane) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  // Cells in a row that are judged together.
  struct Stretch {
    bool open = false;
    double start_s = 0;
    double end_s = 0;
    double worst = 0;
  };
  void JudgeSpeed();
  void JudgeShape(const SpeechShape::Numbers& numbers);
  void Decide();
  double LeastOctaves(double octaves) const;
  void JudgeImages();
  void EndSpeed();
  void EndImages();

  const LaneFacts& lane_;
  double now_s_ = 0;
  SpeechShape shape_;
  FilledBand band_;
  Voicing voicing_;
  double shape_start_s_ = -1;
  double filled_share_ = 1;  // of the band, in the last window
  double speed_sum_ = 0;     // of the last windows, older ones with less weight
  double speed_weight_ = 0;
  int speed_windows_ = 0;
  Stretch speed_;  // worst: in octaves
  MirrorImages images_;
  double images_start_s_ = -1;
  Stretch image_;  // worst: the mirror, in Hz
  double likeness_ = 0;
  std::vector<Finding> found_;
};

}  // namespace vr
