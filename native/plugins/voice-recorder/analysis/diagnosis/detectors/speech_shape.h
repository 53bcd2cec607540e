// What a stretch of speech looks like, in numbers that change when it is played too fast or too slow: the mean spectrum
// of its loud cells in thirds of an octave, how much each of these moves, how far level, spectrum and the first
// cepstral coefficients get within 10 ms to 0.64 s (their structure functions: a fast voice gets as far sooner), and
// how these coefficients go together. One thread; memory is fixed.
#pragma once

#include <array>
#include <cstddef>

#include "analysis/diagnosis/cell.h"

namespace vr {

class SpeechShape {
 public:
  static constexpr size_t kBands = 17;                             // the last one ends at 7.1 kHz
  static constexpr size_t kComparedBands = 16;                     // what they are compared with is the mean of these
  static constexpr size_t kCepstra = 6;                            // coefficients, from the first on
  static constexpr size_t kReachingCepstra = 4;                    // of these, how far they get is told
  static constexpr size_t kLags = 12;                              // 1 to 64 cells
  static constexpr size_t kReaches = 2 + kReachingCepstra;         // of level, spectrum and coefficients
  static constexpr size_t kReach = 2 * kBands;                     // from here on: in dB of dB
  static constexpr size_t kLoudShare = kReach + kReaches * kLags;  // of all cells
  static constexpr size_t kCorrelations = kLoudShare + 1;          // of each two coefficients
  static constexpr size_t kNumbers = kCorrelations + kCepstra * (kCepstra - 1) / 2;
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
  static constexpr size_t kRemembered = 65;  // cells, one more than the longest lag

  // One of the last cells.
  struct Moment {
    bool is_loud = false;
    double level_db = 0;
    std::array<double, kBands> bands{};  // over their mean
    std::array<double, kCepstra> cepstra{};
  };
  struct Mean {
    double sum = 0;
    int count = 0;
    void Add(double value) {
      sum += value;
      ++count;
    }
    double Of() const { return sum / (count > 0 ? count : 1); }
  };
  void TakeBands(const Cell& cell, Moment* moment);
  void TakeCepstra(Moment* moment);
  void Compare(const Moment& moment);
  double Correlation(size_t one, size_t other) const;

  int loud_ = 0;
  int cells_ = 0;
  double loudest_db_ = -120;  // of late
  std::array<double, kBands> sum_{};
  std::array<double, kBands> squares_{};
  std::array<double, kCepstra> cepstra_sum_{};
  std::array<std::array<double, kCepstra>, kCepstra> cepstra_products_{};
  std::array<Moment, kRemembered> past_{};
  std::array<std::array<Mean, kLags>, kReaches> reach_{};
};

}  // namespace vr
