#include "analysis/diagnosis/detectors/cuts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/diagnosis/thresholds.h"

namespace vr {

using thresholds::kCutAboveFloorDb;
using thresholds::kCutAboveFloorOneEdgeDb;
using thresholds::kCutBelowFloorDb;
using thresholds::kCutColour;
using thresholds::kCutEdgeMs;
using thresholds::kCutLikeness;
using thresholds::kCutLikenessOfOther;
using thresholds::kCutOffFloorDb;
using thresholds::kCutOneEdgeLikeness;
using thresholds::kCutOneEdgeUnlikeness;
using thresholds::kCutSpreadDb;
using thresholds::kCutUnlikeness;
using thresholds::kCutUnlikenessOfOther;

namespace {

constexpr int64_t kColourMs = 100;  // the last ones, at most
constexpr int kBlocksOfAMs = 4;
constexpr int kLoudBlocks = 5 * kBlocksOfAMs;
constexpr int kNoiseBlocks = 2 * kBlocksOfAMs;
constexpr double kLoudRangeDb = 10;
constexpr double kNoiseRangeDb = 6;
constexpr double kQuietestShare = 0.05;
constexpr double kPausesRangeDb = 5;  // over the quietest
constexpr size_t kMostCuts = 4096;
constexpr int64_t kStretchMs = 8000;
constexpr int64_t kShortestStretchMs = 2000;
constexpr size_t kMostFloors = 16384;

// Blocks from the sound to the noise; step is 1 where the noise comes later, -1 where it comes earlier.
bool IsAtOnce(int64_t frame, int step, double noise_dbfs, const RecentSamples& samples, int rate_hz) {
  const int64_t block = std::max(1, rate_hz / (1000 * kBlocksOfAMs));
  std::array<double, kLoudBlocks + kNoiseBlocks> levels{};
  for (int i = 0; i < kLoudBlocks + kNoiseBlocks; ++i) {
    const int64_t near = frame + step * (i - kLoudBlocks) * block;
    const int64_t begin = step > 0 ? near : near - block;
    if (begin < samples.begin() || begin + block > samples.end()) return false;
    levels[static_cast<size_t>(i)] = 10 * std::log10(samples.PowerAt(begin, block) + 1e-12);
  }
  const double loud_dbfs = *std::max_element(levels.begin(), levels.begin() + kLoudBlocks);
  int loud = 0;
  int last = 0;
  for (int i = 0; i < kLoudBlocks + kNoiseBlocks; ++i) {
    if (levels[static_cast<size_t>(i)] >= loud_dbfs - kLoudRangeDb) loud = i;
    if (levels[static_cast<size_t>(i)] > noise_dbfs + kNoiseRangeDb) last = i;
  }
  return last - loud <= kCutEdgeMs * kBlocksOfAMs;
}

// The voice goes on behind it, more or less.
bool GoesOn(const Cut& cut) {
  return cut.unlikeness <= kCutOneEdgeUnlikeness || cut.likeness >= kCutOneEdgeLikeness;
}

// A closure has at most a little of the voice, which fades.
bool IsLouder(const Cut& cut, double above_db) {
  if (above_db < kCutAboveFloorDb) return false;
  if (cut.edges_at_once == 1) return above_db >= kCutAboveFloorOneEdgeDb && GoesOn(cut);
  return cut.edges_at_once == 2 || cut.IsOfSameVoice();
}

// What plays behind the voice may be as quiet for a moment: the voice goes on, or stops and returns at once.
bool IsQuieter(const Cut& cut, double above_db) {
  if (above_db > -kCutBelowFloorDb) return false;
  if (cut.edges_at_once == 1) return GoesOn(cut);
  return cut.edges_at_once == 2 || (cut.unlikeness <= kCutOneEdgeUnlikeness && cut.likeness >= kCutOneEdgeLikeness);
}

// The less it is the noise of the line, the less the voice has to be the same.
bool IsSame(const Cut& cut, bool is_other_noise) {
  if (cut.edges_at_once + (is_other_noise ? 1 : 0) < 2) return false;
  const bool is_clear = cut.edges_at_once == 2 && is_other_noise;
  return cut.IsOfSameVoice() ||
         (is_clear && cut.unlikeness <= kCutUnlikenessOfOther && cut.likeness >= kCutLikenessOfOther);
}

}  // namespace

bool Cut::IsOfSameVoice() const {
  return unlikeness <= kCutUnlikeness && likeness >= kCutLikeness;
}

std::optional<double> NoiseWithin(int64_t begin_ms, int64_t end_ms, const FineLevels& levels,
                                  const RecentSamples& samples, int rate_hz) {
  const auto count = static_cast<double>(end_ms - begin_ms);
  if (count < 2) return std::nullopt;
  double sum = 0;
  double squares = 0;
  double power = 0;
  for (int64_t ms = begin_ms; ms < end_ms; ++ms) {
    const auto level = static_cast<double>(levels.At(ms));
    sum += level;
    squares += level * level;
    power += std::pow(10.0, level / 10);
  }
  if (squares / count - (sum / count) * (sum / count) > kCutSpreadDb * kCutSpreadDb) return std::nullopt;
  const int64_t end = levels.FrameOf(end_ms);
  const int64_t begin = std::max({samples.begin(), levels.FrameOf(begin_ms), end - kColourMs * rate_hz / 1000});
  double energy = 1e-20;
  double cross = 0;
  for (int64_t frame = begin + 1; frame < end; ++frame) {
    const auto sample = static_cast<double>(*samples.At(frame));
    energy += sample * sample;
    cross += sample * static_cast<double>(*samples.At(frame - 1));
  }
  if (std::fabs(cross) > kCutColour * energy) return std::nullopt;
  return 10 * std::log10(power / count);
}

bool FallsAtOnce(int64_t frame, double noise_dbfs, const RecentSamples& samples, int rate_hz) {
  return IsAtOnce(frame, 1, noise_dbfs, samples, rate_hz);
}

bool RisesAtOnce(int64_t frame, double noise_dbfs, const RecentSamples& samples, int rate_hz) {
  return IsAtOnce(frame, -1, noise_dbfs, samples, rate_hz);
}

void Cuts::Levels::Add(float level_dbfs) {
  ++heard_;
  if (level_dbfs == FineLevels::kZeros) {
    ++zeros_;
    return;
  }
  const double steps = (static_cast<double>(std::clamp(level_dbfs, -120.0f, 0.0f)) + 120) * kStepsOfADb;
  ++counts_[static_cast<size_t>(std::lround(steps))];
}

// The quietest one by which, with those below all, so many are counted.
size_t Cuts::Levels::FirstStep(double below, double enough) const {
  size_t step = 0;
  while (step < kSteps - 1 && (below += static_cast<double>(counts_[step])) < enough) ++step;
  return step;
}

std::optional<double> Cuts::Levels::FloorDbfs() const {
  const auto below = static_cast<double>(zeros_);
  const double enough = kQuietestShare * static_cast<double>(heard_);
  if (below >= enough) return std::nullopt;
  size_t step = FirstStep(below, enough);
  // The most frequent level of noise is that of its mean power, however short the blocks are.
  constexpr size_t kBeside = kStepsOfADb / 2;
  const size_t end = std::min(kSteps - kBeside, step + static_cast<size_t>(kPausesRangeDb * kStepsOfADb));
  size_t most_frequent = step;
  uint64_t most = 0;
  for (step = std::max(step, kBeside); step < end; ++step) {
    const auto* at = counts_.data() + step;
    const uint64_t count = std::accumulate(at - kBeside, at + kBeside + 1, uint64_t{0});
    if (count <= most) continue;
    most = count;
    most_frequent = step;
  }
  return static_cast<double>(most_frequent) / kStepsOfADb - 120;
}

double Cuts::Levels::QuietestDbfs(double share) const {
  return static_cast<double>(FirstStep(0, share * static_cast<double>(heard_ - zeros_))) / kStepsOfADb - 120;
}

void Cuts::Heard(float level_dbfs) {
  all_.Add(level_dbfs);
  stretch_.Add(level_dbfs);
  if (stretch_.heard() < kStretchMs) return;
  if (floors_.size() < kMostFloors) floors_.push_back(stretch_.FloorDbfs());
  stretch_ = Levels{};
}

void Cuts::Add(const Cut& cut) {
  if (cuts_.size() < kMostCuts) cuts_.push_back({cut, floors_.size()});
}

// The highest floor of the lane, of this stretch, and of those beside it: behind a change of its level the line has
// another noise.
double Cuts::FloorAbout(size_t stretch, double floor_dbfs) const {
  double highest = floor_dbfs;
  for (size_t i = std::max<size_t>(1, stretch) - 1; i < std::min(stretch + 2, floors_.size()); ++i) {
    if (floors_[i]) highest = std::max(highest, *floors_[i]);
  }
  return highest;
}

std::vector<Cut> Cuts::Told() {
  if (stretch_.heard() >= kShortestStretchMs) floors_.push_back(stretch_.FloorDbfs());
  const std::optional<double> floor_dbfs = all_.FloorDbfs();
  std::vector<Cut> told;
  for (const auto& [cut, stretch] : cuts_) {
    const double above_db = floor_dbfs ? cut.noise_dbfs - *floor_dbfs : 0;
    const double above_nearby_db = floor_dbfs ? cut.noise_dbfs - FloorAbout(stretch, *floor_dbfs) : 0;
    const bool is_other = std::min(std::fabs(above_db), std::fabs(above_nearby_db)) >= kCutOffFloorDb;
    const bool is_quieter = IsQuieter(cut, above_db);
    const bool is_louder = IsLouder(cut, above_nearby_db);
    const bool is_same = (is_other || !floor_dbfs) && IsSame(cut, is_other);
    if (is_quieter || is_louder || is_same) told.push_back(cut);
  }
  return told;
}

}  // namespace vr
