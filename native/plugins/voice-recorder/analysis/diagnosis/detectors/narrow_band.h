// A narrow band: speech that ends where a telephone ends, or a wideband codec, in a capture whose rate promises more.
// The loudest moments of a band above the edge (fricatives) are compared with those of the band below it, as detectors
// of an audio bandwidth in 3GPP EVS do (TS 26.445, "Bandwidth detection").
#pragma once

#include <array>
#include <vector>

#include "analysis/diagnosis/detectors/sound_finding.h"

namespace vr {

class NarrowBand final : public LaneDetector {
 public:
  NarrowBand(const LaneFacts& lane, int sample_rate_hz);
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
  // Where speech may end: a band below that, and one above.
  struct Edge {
    double below_hz;
    double below_end_hz;
    double above_hz;
    double above_end_hz;
    double drop_db;
    bool may_be_flat;  // with a steady noise above it, not a softer voice
  };
  struct Ending {
    Edge edge{};
    Levels below;         // while there is speech
    Levels above;         // the same
    Levels always_above;  // in pauses too
    bool open = false;
    double start_s = 0;
    double end_s = 0;
    double hz = 0;
  };
  void EndWindow();
  bool EndsAt(const Ending& ending) const;
  void EndStretch(Ending* ending);
  double HzOf(const Edge& edge) const;

  const LaneFacts& lane_;
  std::vector<Ending> endings_;
  Levels speech_;  // of 300 to 3000 Hz, or above
  std::vector<double> powers_;
  double bin_hz_ = 0;
  double window_start_s_ = -1;
  double window_end_s_ = 0;
  std::vector<Finding> found_;
};

}  // namespace vr
