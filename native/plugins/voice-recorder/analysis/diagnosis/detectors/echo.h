// Echo: what the remote side says comes back in the local lane. Generalised cross-correlation with phase transform (C.
// Knapp and G. Carter, 1976), block by block while the remote side is heard, and added up over blocks: an echo keeps
// its delay. The local lane is first brought to one level, cell by cell, so that the echo in the pauses of the local
// user counts as much as his voice. Needs both sides apart.
#pragma once

#include <complex>
#include <kissfft/kissfft.hh>
#include <memory>
#include <vector>

#include "analysis/diagnosis/detectors/sound_finding.h"

namespace vr {

class Echo final : public RoomDetector {
 public:
  // remotes: all lanes whose sound the local user may have heard. `local` outlives this.
  Echo(const LaneFacts& local, std::vector<int> remotes, int sample_rate_hz);
  void Listen(const std::vector<Cell>& cells) override;
  void Finish(Report* report) override;

 private:
  struct CellLevel {
    size_t frames = 0;
    float local_db = -120;
    float remote_db = -120;
    double start_s = 0;
    bool counts = false;
  };
  void EndBlock();
  void LevelLocal();
  void Correlate();
  void Judge();
  double GainAt(size_t lag) const;
  double FirstCounting() const;
  void EndStretch();

  const LaneFacts& local_;
  std::vector<int> remotes_;
  double rate_hz_;
  size_t most_lag_;
  size_t least_lag_;
  size_t fft_size_;
  kissfft<float> forward_;
  kissfft<float> backward_;
  std::vector<CellLevel> levels_;     // of this block
  std::vector<float> recent_remote_;  // levels of the last second, in a circle
  size_t recent_next_ = 0;
  std::vector<float> local_audio_;   // of this block
  std::vector<float> remote_audio_;  // of this block, and most_lag_ frames before it
  std::vector<float> levelled_;
  std::vector<std::complex<float>> in_;
  std::vector<std::complex<float>> out_;
  std::vector<float> likeness_;  // of this block, by lag
  std::vector<float> sum_;       // of all blocks, older ones with less weight
  double blocks_ = 0;            // their weights
  double likely_delay_s_ = -1;   // the best one of late, and since when
  double likely_start_s_ = 0;
  bool open_ = false;
  double start_s_ = 0;
  double end_s_ = 0;
  double delay_s_ = 0;
  double score_ = 0;
  double cross_ = 0;
  double power_ = 0;
  std::vector<Finding> found_;
};

}  // namespace vr
