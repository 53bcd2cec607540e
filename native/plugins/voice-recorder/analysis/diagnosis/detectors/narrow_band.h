// A narrow band: speech that ends where a telephone ends, in a capture whose rate promises more. The loudest moments of
// the band above 4.6 kHz (fricatives) are compared with those of the band below the edge, as detectors of an audio
// bandwidth in 3GPP EVS do (TS 26.445, "Bandwidth detection").
#pragma once

#include <array>
#include <vector>

#include "analysis/diagnosis/detectors/sound_finding.h"

namespace vr {

class NarrowBand final : public LaneDetector {
 public:
  explicit NarrowBand(const LaneFacts& lane) : lane_(lane) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  // How many cells had which level, in steps of 1 dB from -120 dBFS.
  struct Levels {
    std::array<int, 128> counts{};
    int all = 0;
    void Add(double level_db);
    // The level that this share of the cells stays below.
    double At(double share) const;
  };
  void EndWindow();
  void EndStretch();
  double EdgeHz() const;

  const LaneFacts& lane_;
  Levels speech_;        // of 300 to 3000 Hz
  Levels below_;         // of 2000 to 3300 Hz, while there is speech
  Levels above_;         // of 4600 to 7500 Hz, while there is speech
  Levels always_above_;  // the same, in pauses too
  std::vector<double> powers_;
  double bin_hz_ = 0;
  double window_start_s_ = -1;
  double window_end_s_ = 0;
  bool open_ = false;
  double start_s_ = 0;
  double end_s_ = 0;
  double edge_hz_ = 0;
  std::vector<Finding> found_;
};

}  // namespace vr
