// The short-term loudness of a lane as a curve, made of the loudness of each tenth of a second. One thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vr {

class ShortTermCurve {
 public:
  // Over so many tenths, of which it keeps every n-th, so that there are at most 36000 values.
  explicit ShortTermCurve(uint64_t tenths);

  // The next tenth, in LUFS; -HUGE_VAL is silence.
  void Add(double lufs);

  double step_s() const { return static_cast<double>(keep_every_) / 10.0; }
  // Of the 3 s that end at (place + 1) x step_s(), what comes before the capture being silence; below -70 is silence.
  const std::vector<double>& lufs() const { return lufs_; }

 private:
  static constexpr size_t kWindowTenths = 30;

  uint64_t keep_every_;
  uint64_t tenths_ = 0;
  std::array<double, kWindowTenths> powers_{};
  std::vector<double> lufs_;
};

}  // namespace vr
