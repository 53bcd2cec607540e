// Mains hum: lines at multiples of 50 or 60 Hz that stand over their surroundings and stay, in pauses and under speech
// alike. Spectra of one second; of each frequency the low quantile of eight seconds is taken, as minimum statistics do
// (R. Martin, "Noise power spectral density estimation based on optimal smoothing and minimum statistics", 2001), and
// lines are searched for in it as in Essentia's HumDetector. A voice never holds a pitch so long.
#pragma once

#include <array>
#include <vector>

#include "analysis/diagnosis/detectors/sound_finding.h"
#include "analysis/float_spectrum.h"

namespace vr {

class Hum final : public LaneDetector {
 public:
  Hum(const LaneFacts& lane, int sample_rate_hz);
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  // The lines of one mains frequency in the quantiles of the last windows.
  struct Lines {
    double power = 0;  // of all lines
    int strongest = 0;
    bool has_base = false;
  };
  void Forget();
  void TakeWindow();
  void Judge();
  void TakeLow();
  double UsualAt(double hz);
  Lines LinesOf(double mains_hz);
  // When a line of this frequency began, by the windows that are remembered.
  double BeginOf(double hz) const;
  double TopNear(size_t bin) const;
  double PowerAt(const std::vector<float>& powers, double hz) const;
  void EndStretch();

  const LaneFacts& lane_;
  FloatSpectrum spectrum_;
  double rate_hz_;
  double bin_hz_;
  std::vector<float> waiting_;
  size_t taken_ = 0;  // of waiting_, since the last window
  float sum_ = 0;
  size_t summed_ = 0;
  double end_s_ = 0;
  bool is_cut_ = true;  // something has just begun
  struct Window {
    double middle_s = 0;
    std::vector<float> powers;
  };
  std::vector<Window> windows_;             // the last ones
  std::vector<float> low_;                  // the low quantile of each bin, in dB
  std::vector<std::vector<float>> lowest_;  // of each bin, the lowest first
  std::vector<float> rising_;               // what is left of a window for the higher ones
  std::vector<float> scratch_;
  bool open_ = false;
  double start_s_ = 0;
  double stretch_end_s_ = 0;
  double mains_hz_ = 0;
  double level_db_ = 0;
  std::vector<Finding> found_;
};

}  // namespace vr
