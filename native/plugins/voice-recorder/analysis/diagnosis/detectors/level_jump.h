// A gain that changes all at once and stays so: everything becomes louder or quieter by the same amount, speech and the
// noise in its pauses. Both are read as quantiles of the levels of some seconds, as the minimum statistics of R. Martin
// (2001) read the noise under speech; a talker who stops, or who shouts, changes one of them alone, and what is heard
// in the pauses then is another sound.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/diagnosis/detector.h"
#include "analysis/diagnosis/detectors/jump_place.h"
#include "analysis/diagnosis/detectors/octaves.h"

namespace vr {

class LevelJump final : public LaneDetector {
 public:
  explicit LevelJump(const LaneFacts& lane) : lane_(lane) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  // What may be one: around the middle of what is heard.
  struct Jump {
    double time_s = -1;
    double middle_s = 0;
    double before_dbfs = 0;
    double after_dbfs = 0;
    double score_db = 0;
    double size_db() const { return after_dbfs - before_dbfs; }
  };
  static void Sort(const HeardLevel* heard, size_t count, std::vector<float>* levels);
  // Moves a half on: some levels go, others come.
  void Exchange(const HeardLevel* old, const HeardLevel* fresh, std::vector<float>* levels);
  // The mean of what is no louder than this.
  static Octaves QuietOctaves(const HeardLevel* heard, float most_dbfs);
  float ScoreByNoise(const OctaveChange& quiet) const;
  void Compare();
  void EndJump();

  const LaneFacts& lane_;
  std::vector<HeardLevel> heard_;  // the last cells, oldest first
  std::vector<float> before_;      // the levels of both halves, by size
  std::vector<float> after_;
  std::vector<float> old_;  // while they are moved on
  std::vector<float> fresh_;
  std::vector<float> left_;
  bool has_octaves_ = false;
  bool was_compared_ = false;
  Jump best_;  // of those that are next to each other
  std::vector<Finding> found_;
};

}  // namespace vr
