// How much of a sound has a pitch, as most of a voice has and noise has not: by the normalised cross-correlation of D.
// Talkin, "A robust algorithm for pitch tracking" (1995), at 4 kHz. One thread; memory is fixed.
#pragma once

#include <array>
#include <cstddef>

#include "analysis/diagnosis/cell.h"

namespace vr {

class Voicing {
 public:
  // Every cell is heard, for its samples; those that count are added behind it.
  void Listen(const Cell& cell);
  void Add();
  // 0 to 1, of the cells that were added; 0 without any.
  double Share() const;
  void Clear();

 private:
  static constexpr size_t kCompared = 160;    // 40 ms
  static constexpr size_t kLongestLag = 100;  // 40 Hz: a low voice at half its speed
  static constexpr size_t kKept = kCompared + kLongestLag;

  bool HasPitch() const;

  std::array<float, 2 * kKept> slow_{};
  size_t filled_ = kKept;
  float sum_ = 0;     // of the samples that become the next slow one
  size_t taken_ = 0;  // how many these are
  float last_ = 0;
  int added_ = 0;
  int voiced_ = 0;
};

}  // namespace vr
