// Cuts as the levels from before encoding tell them, in cells of 10 ms: a codec smears the edges of a cut, and alters
// the noise in it. The cells inside tell how loud and how even the noise is; the power of those at its edges tells,
// with the samples, where these are. A closure of plosives may be as abrupt, but has the noise of the line, and another
// sound behind it. Memory is bounded.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/diagnosis/cell.h"
#include "analysis/diagnosis/detectors/cuts.h"
#include "analysis/diagnosis/recent_samples.h"

namespace vr {

class CutCells {
 public:
  // Of the samples, so many have to be there.
  static constexpr double kKeptSeconds = 0.72;

  explicit CutCells(int sample_rate_hz) : rate_hz_(sample_rate_hz) {}
  // Every cell of the lane, in order; its samples are the last ones of these.
  void Listen(const Cell& cell, const RecentSamples& samples);
  // After the last one: those that are a loss, in order.
  std::vector<Cut> Told() const;

 private:
  struct Known {
    int64_t begin = 0;  // frames
    int64_t end = 0;
    double crest = 0;  // from the smallest to the largest sample, in units of the level
    double rms_dbfs = -120;
    bool is_lost = true;  // there is no data, or nothing but zeros
  };
  struct Kept {
    Cut cut;
    size_t cells = 0;  // that are whole inside
  };
  static constexpr size_t kKnown = 68;

  // 0 is the last one.
  const Known& Back(size_t cells) const { return known_[(heard_ - 1 - cells) % kKnown]; }
  size_t CellsOfNoise() const;
  void LookAtRise(const RecentSamples& samples);
  void Measure(size_t cells, double noise, const RecentSamples& samples);

  const int rate_hz_;
  size_t heard_ = 0;
  std::array<Known, kKnown> known_;
  Cuts::Levels levels_;
  std::vector<Kept> kept_;
};

}  // namespace vr
