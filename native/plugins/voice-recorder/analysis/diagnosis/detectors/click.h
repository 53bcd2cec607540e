// Clicks and discontinuities: samples that do not follow from those before. The third difference, a fixed linear
// prediction, is compared millisecond by millisecond with its largest values nearby, as Essentia's ClickDetector and
// DiscontinuityDetector compare the error of theirs (Vaseghi, "Advanced Digital Signal Processing", "Impulsive noise").
#pragma once

#include <array>
#include <vector>

#include "analysis/diagnosis/detectors/sound_finding.h"

namespace vr {

class Click final : public LaneDetector {
 public:
  Click(const LaneFacts& lane, int sample_rate_hz);
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  static constexpr size_t kBlocks = 100;  // a millisecond each, in a circle
  static constexpr size_t kSide = 46;     // of them on either side of the one that is judged
  struct Block {
    float peak = 0;
    double energy = 0;
    double time_s = 0;     // of the peak
    bool is_zero = false;  // nothing but zeros
  };
  void TakePart(const float* differences, size_t count, double start_s);
  void EndBlock();
  void Judge();
  // The block so many before the newest one.
  const Block& Back(size_t blocks) const { return blocks_[(count_ + kBlocks - 1 - blocks) % kBlocks]; }

  const LaneFacts& lane_;
  double rate_hz_;
  size_t block_frames_;
  std::array<float, 3> before_{};   // the last samples
  std::vector<float> samples_;      // these, and those of the cell
  std::vector<float> differences_;  // of the cell's samples
  Block block_;
  size_t filled_ = 0;
  std::array<Block, kBlocks> blocks_;
  size_t count_ = 0;  // since the last gap
  double told_s_ = -1;
  std::vector<Finding> found_;
  size_t left_out_ = 0;
};

}  // namespace vr
