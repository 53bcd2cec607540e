// How often which level occurs in a lane, and what of it is speech. Bounded: 1 dB steps.
#pragma once

#include <array>
#include <cstdint>

namespace vr {

// What stands out of the floor of a lane, as the active speech level of ITU-T P.56 stands for the loudness of a talker.
struct SpeechLevel {
  bool is_there = false;      // at least a second of it
  double floor_dbfs = -120;   // what the quietest tenth of the cells is below
  double active_dbfs = -120;  // mean power of the cells with speech
  double least_dbfs = 0;      // from here on a cell counts as speech
  double seconds = 0;
};

class LevelHistogram {
 public:
  void Add(double level_dbfs);
  int64_t cells() const { return cells_; }
  // Cells at or above a level.
  int64_t CellsFrom(double level_dbfs) const;
  SpeechLevel Speech() const;

 private:
  static constexpr int kSteps = 121;  // -120 to 0 dBFS

  std::array<int64_t, kSteps> counts_{};
  int64_t cells_ = 0;
};

}  // namespace vr
