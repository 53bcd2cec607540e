#include "analysis/diagnosis/detectors/jump_place.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace vr {
namespace {

constexpr size_t kPlaceNearby = 200;  // cells on each side of the middle
constexpr size_t kPlaceOneIn = 110;   // so many of a side is louder, or quieter, than the side usually is
constexpr float kPlaceBeyondDb = 3;   // what is beyond that by so much is of the other side
constexpr float kPlaceMostDb = 6;     // that one cell counts
constexpr float kPlaceWait = 0.018F;  // of the size: for each cell that is like the quieter side, before one is not
constexpr int kPlaceTimes = 2;        // the sides are told apart anew by the place that was found

constexpr float kPlaceLikelyTimes = 0.5F;  // what the octaves of a cell tell of its side
constexpr float kPlaceLikelyMost = 3;      // that one octave tells, as a logarithm of how likely it is
constexpr int kQuietestDb = -130;
constexpr int kLevels = 180;       // of 1 dB each
constexpr float kSeldom = 0.002F;  // share of the cells that may be of any level
// By which levels are spread before they are counted.
constexpr std::array<float, 9> kSpread = {0.0077F, 0.0365F, 0.1110F, 0.2164F, 0.2568F,
                                          0.2164F, 0.1110F, 0.0365F, 0.0077F};

// What was heard, from the quieter side on: backwards where it becomes quieter.
class Upwards {
 public:
  Upwards(const std::vector<HeardLevel>& heard, bool down) : heard_(heard), down_(down) {}
  size_t size() const { return heard_.size(); }
  const HeardLevel& operator[](size_t i) const { return heard_[down_ ? heard_.size() - 1 - i : i]; }

 private:
  const std::vector<HeardLevel>& heard_;
  bool down_;
};

Octaves StepsAt(const Upwards& heard, size_t cell) {
  Octaves steps{};
  for (size_t i = 0; i < kOctaves; ++i) steps[i] = heard[cell + 1].octaves[i] - heard[cell - 1].octaves[i];
  return steps;
}

// The level of a place among those of a side, from the quietest.
float LevelAt(const Upwards& heard, size_t begin, size_t end, size_t place) {
  std::vector<float> levels;
  for (size_t i = begin; i < end; ++i) levels.push_back(heard[i].level_dbfs);
  std::nth_element(levels.begin(), levels.begin() + static_cast<std::ptrdiff_t>(place), levels.end());
  return levels[place];
}

size_t StepOf(float level_db) {
  return static_cast<size_t>(std::clamp(static_cast<int>(std::lround(level_db)) - kQuietestDb, 0, kLevels - 1));
}

// How likely each level of an octave is on the quieter side: the louder one, lowered by the size, is counted as well.
class Likelihoods {
 public:
  Likelihoods(const Upwards& heard, size_t octave, float size_db, size_t first_loud) {
    constexpr size_t kHalf = kSpread.size() / 2;
    std::array<float, kLevels + kSpread.size()> counts{};
    for (size_t i = 0; i < heard.size(); ++i) {
      ++counts[kHalf + StepOf(heard[i].octaves[octave] - (i < first_loud ? 0 : size_db))];
    }
    for (size_t step = 0; step < logs_.size(); ++step) {
      float likely = kSeldom * static_cast<float>(heard.size());
      for (size_t i = 0; i < kSpread.size(); ++i) likely += kSpread[i] * counts[step + i];
      logs_[step] = std::log(likely);
    }
  }
  float Of(float level_db) const { return logs_[StepOf(level_db)]; }

 private:
  std::array<float, kLevels> logs_{};
};

// By how much each cell is likelier one of the louder side.
std::vector<float> LikelierLouder(const Upwards& heard, float size_db, size_t first_loud) {
  std::vector<float> louder(heard.size());
  for (size_t octave = 0; octave < kOctaves; ++octave) {
    const Likelihoods likely(heard, octave, size_db, first_loud);
    for (size_t i = 0; i < heard.size(); ++i) {
      const float level_db = heard[i].octaves[octave];
      const float more = likely.Of(level_db - size_db) - likely.Of(level_db);
      louder[i] += std::clamp(more, -kPlaceLikelyMost, kPlaceLikelyMost) / kOctaves;
    }
  }
  return louder;
}

size_t CellOfJump(const Upwards& heard, float size_db, size_t middle) {
  const float most = LevelAt(heard, 0, middle, middle - 1 - middle / kPlaceOneIn) + kPlaceBeyondDb;
  const float least = LevelAt(heard, middle, heard.size(), (heard.size() - middle) / kPlaceOneIn) - kPlaceBeyondDb;
  const auto beyond = [](float over_db) { return std::clamp(over_db, 0.0F, kPlaceMostDb); };
  const size_t begin = heard.size() / 2 - kPlaceNearby;
  const size_t end = heard.size() / 2 + kPlaceNearby;
  size_t loud = begin;
  while (loud + 1 < end && heard[loud].level_dbfs <= most) ++loud;
  const std::vector<float> louder = LikelierLouder(heard, size_db, middle);
  float other_side = 0;
  float too_loud = 0;
  float too_quiet = 0;
  for (size_t i = begin + 1; i < end; ++i) too_quiet += beyond(least - heard[i].level_dbfs);
  float least_cost = 0;
  size_t best = begin;
  for (size_t cell = begin; cell < end; ++cell) {
    if (cell > begin) {
      too_loud += beyond(heard[cell - 1].level_dbfs - most);
      too_quiet -= beyond(least - heard[cell].level_dbfs);
    }
    float cost = too_loud + too_quiet;
    for (const float step : StepsAt(heard, cell)) cost += std::fabs(step - size_db) / kOctaves;
    other_side += louder[cell - 1];
    cost += kPlaceLikelyTimes * other_side;
    if (cell < loud) cost += kPlaceWait * size_db * static_cast<float>(loud - cell);
    if (cell > begin && cost >= least_cost) continue;
    least_cost = cost;
    best = cell;
  }
  return best;
}

}  // namespace

double TimeOfJump(const std::vector<HeardLevel>& all, float size_db) {
  const Upwards heard(all, size_db < 0);
  size_t cell = heard.size() / 2;
  for (int i = 0; i < kPlaceTimes; ++i) cell = CellOfJump(heard, std::fabs(size_db), cell);
  return heard[cell].time_s;
}

}  // namespace vr
