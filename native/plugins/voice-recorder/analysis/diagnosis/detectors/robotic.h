// Robotic speech: a voice that is modulated at the rate of packets, as concealment that repeats and fades makes it.
// Lines at multiples of that rate in the spectrum of four seconds of the envelope: the modulation domain of T. Falk and
// W.-Y. Chan, 2010, for the robotisation and the repeated frames of ITU-T P.563. The pitch of a voice is never so
// steady.
#pragma once

#include <vector>

#include "analysis/diagnosis/detectors/sound_finding.h"
#include "analysis/float_spectrum.h"

namespace vr {

class Robotic final : public LaneDetector {
 public:
  Robotic(const LaneFacts& lane, int sample_rate_hz);
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  struct Line {
    double hz = 0;
    double height_db = 0;
  };
  void TakeWindow();
  Line StrongestLine() const;
  double OverSurroundings(double hz) const;
  void EndStretch();

  const LaneFacts& lane_;
  double rate_hz_;  // of the envelope
  FloatSpectrum spectrum_;
  double bin_hz_;
  float before_[2] = {0, 0};
  float sum_ = 0;
  size_t summed_ = 0;
  std::vector<float> envelope_;
  std::vector<char> is_speech_;  // of each of its samples
  size_t taken_ = 0;
  double end_s_ = 0;
  std::vector<float> powers_;
  double windows_ = 0;        // their weights
  std::vector<double> mean_;  // of the last windows
  bool open_ = false;
  double start_s_ = 0;
  double stretch_end_s_ = 0;
  Line worst_;
  std::vector<Finding> found_;
};

}  // namespace vr
