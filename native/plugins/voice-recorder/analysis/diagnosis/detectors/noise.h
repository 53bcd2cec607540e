// A steady noise floor: pauses that are not quiet. The floor is the lowest level of ten seconds, by minimum statistics
// (R. Martin, 2001); it counts as noise where quarters of a second at that level are even in time and smooth in
// frequency, which speech and music are not (spectral flatness: J. D. Johnston, 1988).
#pragma once

#include <vector>

#include "analysis/diagnosis/detectors/sound_finding.h"

namespace vr {

class Noise final : public LaneDetector {
 public:
  explicit Noise(const LaneFacts& lane) : lane_(lane) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  struct Block {
    double start_s = 0;
    double end_s = 0;
    double level_db = 0;
    bool is_noise = false;  // even and smooth
  };
  void EndBlock();
  void Judge(double now_s);
  bool IsSmooth() const;
  void EndStretch();

  const LaneFacts& lane_;
  std::vector<float> levels_;  // of the cells of this block
  std::vector<float> powers_;  // their sum
  double bin_hz_ = 0;
  double block_start_s_ = 0;
  double block_end_s_ = 0;
  std::vector<Block> blocks_;  // of the last ten seconds
  struct Moment {
    double start_s = 0;
    float level_db = 0;
  };
  std::vector<Moment> past_;  // levels of the cells of the last ten seconds, in a circle
  size_t past_next_ = 0;
  bool open_ = false;
  double start_s_ = 0;
  double end_s_ = 0;
  double level_db_ = 0;
  std::vector<Finding> found_;
};

}  // namespace vr
