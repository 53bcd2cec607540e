// How long a lane has a tone of one frequency, and which tone is its strongest. A peak of the spectrum counts that
// stands over its neighbours (PNPR) as that of howling does. One thread; memory does not grow with the length of the
// capture.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/diagnosis/cell.h"
#include "analysis/diagnosis/recent_samples.h"
#include "analysis/expectations/expectation.h"
#include "analysis/float_spectrum.h"

namespace vr {

class ToneTally {
 public:
  // hz: 0 when none is looked for.
  ToneTally(int sample_rate_hz, double hz, double tolerance_hz);

  // The next cell, whether it is of the place or not.
  void Listen(const Cell& cell, const Place& place);

  // Of the frequency that is looked for.
  double longest_s() const { return longest_s_; }
  double mean_hz() const { return hits_ == 0 ? 0 : sum_hz_ / static_cast<double>(hits_); }
  double mean_dbfs() const;

  // The tone that was the strongest for the longest time, to within a bin; hz is 0 where there was none.
  struct Strongest {
    double hz = 0;
    double seconds = 0;
    double share = 0;  // of the windows that were heard, those that had next to nothing but this tone
  };
  Strongest strongest() const;

 private:
  struct Peak {
    double hz = 0;
    double power = 0;
    bool is_all = false;  // next to nothing else is heard
  };
  void Take(const std::vector<float>& powers);
  void Count(const Peak& peak);
  double bin_hz() const { return static_cast<double>(rate_hz_) / static_cast<double>(spectrum_.size()); }
  bool PeakAt(const std::vector<float>& powers, size_t bin, Peak* peak) const;

  int rate_hz_;
  double hz_;
  double tolerance_hz_;
  FloatSpectrum spectrum_;
  RecentSamples recent_;
  std::vector<float> powers_;
  std::vector<int64_t> tones_;   // windows with their strongest tone in each bin
  std::vector<int64_t> pure_;    // those that had nothing else
  std::vector<double> tone_hz_;  // their frequencies, added up
  int64_t heard_ = 0;            // windows that were not silent
  int64_t next_frame_ = -1;      // where the next window ends; -1: at the first of the place that is whole
  int64_t hits_ = 0;
  double sum_hz_ = 0;
  double sum_power_ = 0;
  double run_s_ = 0;
  double run_hz_ = 0;  // the mean of the run: a harmonic of a voice that passes by does not stay there
  double longest_s_ = 0;
};

}  // namespace vr
