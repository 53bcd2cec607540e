// What a stretch of speech looks like, in numbers that change when it is played too fast or too slow: the mean spectrum
// of its loud cells in thirds of an octave, how much each of these moves, and how often the level rises and falls. One
// thread; memory is fixed.
#pragma once

#include <array>
#include <cstddef>

#include "analysis/diagnosis/cell.h"

namespace vr {

class SpeechShape {
 public:
  static constexpr size_t kBands = 16;
  static constexpr size_t kNumbers = 2 * kBands + 3;
  using Numbers = std::array<double, kNumbers>;

  void Add(const Cell& cell);
  // Whether enough speech has been heard.
  bool is_full() const { return loud_ >= kWanted; }
  Numbers Of() const;
  void Clear() { *this = SpeechShape(); }

 private:
  static constexpr int kWanted = 400;  // loud cells

  int loud_ = 0;
  int cells_ = 0;
  double loudest_db_ = -120;  // of late
  std::array<double, kBands> sum_{};
  std::array<double, kBands> squares_{};
  std::array<double, kBands> before_{};
  bool has_before_ = false;
  double steps_ = 0;  // of bands, from one loud cell to the next
  int step_count_ = 0;
  double smooth_db_ = -120;
  double slow_db_ = -120;
  bool is_up_ = false;
  int rises_ = 0;
};

}  // namespace vr
