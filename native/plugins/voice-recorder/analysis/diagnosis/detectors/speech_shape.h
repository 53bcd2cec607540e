// What a stretch of speech looks like, in numbers that change when it is played too fast or too slow: the mean spectrum
// of its loud cells in thirds of an octave, how much each of these moves, how often the level rises and falls, and how
// far spectrum and level get within 10 ms to 0.32 s (their structure functions: a fast voice gets as far sooner). One
// thread; memory is fixed.
#pragma once

#include <array>
#include <cstddef>

#include "analysis/diagnosis/cell.h"

namespace vr {

class SpeechShape {
 public:
  static constexpr size_t kBands = 16;
  static constexpr size_t kLags = 6;                     // 1, 2, 4, 8, 16 and 32 cells
  static constexpr size_t kSteps = 2 * kBands;           // from this number on: the step to the next cell, and rises
  static constexpr size_t kReach = kSteps + 3;           // from here on: how far the spectrum gets, in dB of dB
  static constexpr size_t kLevelReach = kReach + kLags;  // the same of the level
  static constexpr size_t kNumbers = kLevelReach + kLags;
  using Numbers = std::array<double, kNumbers>;

  void Add(const Cell& cell);
  // Whether enough speech has been heard.
  bool is_full() const { return loud_ >= kWanted; }
  // Whether it is enough where there is no more.
  bool is_enough() const { return loud_ >= kWanted / 2; }
  Numbers Of() const;
  void Clear() { *this = SpeechShape(); }

 private:
  static constexpr int kWanted = 400;        // loud cells
  static constexpr size_t kRemembered = 33;  // cells, one more than the longest lag

  // One of the last cells.
  struct Moment {
    bool is_loud = false;
    double level_db = 0;
    std::array<double, kBands> bands{};  // over their mean
  };
  struct Mean {
    double sum = 0;
    int count = 0;
    double Of() const { return sum / (count > 0 ? count : 1); }
  };
  void CountRises(double level_db);
  void TakeBands(const Cell& cell, Moment* moment);
  void Compare(const Moment& moment);

  int loud_ = 0;
  int cells_ = 0;
  double loudest_db_ = -120;  // of late
  std::array<double, kBands> sum_{};
  std::array<double, kBands> squares_{};
  std::array<Moment, kRemembered> past_{};
  std::array<Mean, kLags> reach_{};
  std::array<Mean, kLags> level_reach_{};
  double smooth_db_ = -120;
  double slow_db_ = -120;
  bool is_up_ = false;
  int rises_ = 0;
};

}  // namespace vr
