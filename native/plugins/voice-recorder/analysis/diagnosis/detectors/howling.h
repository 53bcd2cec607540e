// Howling: a single tone that the loop of loudspeaker and microphone builds up. Peaks of the spectrum are followed that
// stand over their neighbours (PNPR) and over their harmonics (PHPR), and keep their frequency (IPMP): T. van
// Waterschoot and M. Moonen, "Fifty years of acoustic feedback control", Proc. IEEE 2011; a tone of music or of a
// voice has harmonics, moves, or fades.
#pragma once

#include <vector>

#include "analysis/diagnosis/detectors/sound_finding.h"

namespace vr {

class Howling final : public LaneDetector {
 public:
  explicit Howling(const LaneFacts& lane) : lane_(lane) {}
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  // A peak that keeps its frequency.
  struct Track {
    double hz = 0;
    double first_db = 0;  // mean of its first cells
    double last_db = 0;   // smoothed
    double peak_db = -120;
    double start_s = 0;
    double end_s = 0;
    int cells = 0;    // in which it was a peak
    int lonely = 0;   // in which it had no harmonics
    int missing = 0;  // cells in a row
    int rising = 0;   // steps of five cells that went up
    int steps = 0;
    double step_db = 0;
    double mean_db = -120;  // over its whole life
  };
  void FindPeaks(const Cell& cell);
  void Follow(double hz, double level_db, bool is_lonely, const Cell& cell);
  bool IsHowl(const Track& track) const;
  void End(const Track& track);

  const LaneFacts& lane_;
  std::vector<Track> tracks_;
  std::vector<Finding> found_;
  size_t left_out_ = 0;
};

}  // namespace vr
