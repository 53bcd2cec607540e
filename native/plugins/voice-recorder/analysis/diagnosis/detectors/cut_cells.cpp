#include "analysis/diagnosis/detectors/cut_cells.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/diagnosis/detectors/continuity.h"
#include "analysis/diagnosis/thresholds.h"

namespace vr {

using thresholds::kCutAboveFloorDb;
using thresholds::kCutCellsBelowFloorDb;
using thresholds::kCutCellsBesideDb;
using thresholds::kCutCellsEdgeDb;
using thresholds::kCutCellsEdgesDb;
using thresholds::kCutCellsLeastCrest;
using thresholds::kCutCellsLikenessOfLong;
using thresholds::kCutCellsLong;
using thresholds::kCutCellsMeanDbfs;
using thresholds::kCutCellsMostCrest;
using thresholds::kCutCellsQuietestDb;
using thresholds::kCutCellsQuietestShare;
using thresholds::kCutCellsSpreadDb;
using thresholds::kCutCellsUnlikeness;
using thresholds::kCutCellsUnlikenessOfUnsure;
using thresholds::kCutDb;
using thresholds::kCutLikenessOfOther;
using thresholds::kCutLongestMs;
using thresholds::kCutOffFloorDb;
using thresholds::kCutSideDbfs;
using thresholds::kCutUnlikenessOfOther;
using thresholds::kSilentDbfs;

namespace {

constexpr size_t kRise = 2;  // the cells behind it have to be there before it is judged
constexpr size_t kMostCells = static_cast<size_t>(kCutLongestMs) / 10;
constexpr double kOverNoiseDb = 1.5;  // a cell in which there is sound
constexpr double kEdgeShare = 0.9;    // of the power of a cell: the rest is what a codec may have changed
constexpr int kBlocksOfAnMs = 2;
constexpr int kBesideBlocks = 3 * kBlocksOfAnMs;
constexpr int kAroundBlocks = 20 * kBlocksOfAnMs;
constexpr int kSmearedBlocks = 3;
constexpr int kQuietBlocks = 6;
constexpr size_t kMostKept = 4096;

double PowerOf(double dbfs) {
  return std::pow(10.0, dbfs / 10);
}

// The loudest of some blocks, counted from this frame on; step is -1 where they are counted backwards.
double LoudestOf(int64_t frame, int step, int first, int count, const RecentSamples& samples, int rate_hz) {
  const int64_t block = std::max(1, rate_hz / (1000 * kBlocksOfAnMs));
  double loudest = 1e-12;
  for (int i = first; i < first + count; ++i) {
    const int64_t near = frame + step * i * block;
    const int64_t begin = step > 0 ? near : near - block;
    if (begin < samples.begin() || begin + block > samples.end()) continue;
    loudest = std::max(loudest, samples.PowerAt(begin, block));
  }
  return 10 * std::log10(loudest);
}

// An edge; step is 1 where the noise comes behind it, -1 where it comes before.
struct Edge {
  Edge(int64_t frame, int step, const RecentSamples& samples, int rate_hz) {
    const double loud = LoudestOf(frame, step, -kBesideBlocks, kBesideBlocks, samples, rate_hz);
    db = loud - LoudestOf(frame, step, kSmearedBlocks, kQuietBlocks, samples, rate_hz);
    beside_db = LoudestOf(frame, step, -kAroundBlocks, kAroundBlocks, samples, rate_hz) - loud;
  }

  double db = 0;         // how high it is
  double beside_db = 0;  // by how much the sound is quieter there than it was, or will be
};

}  // namespace

void CutCells::Listen(const Cell& cell, const RecentSamples& samples) {
  Known& known = known_[heard_ % kKnown];
  known.begin = std::max<int64_t>(0, cell.first_frame);
  known.end = known.begin + static_cast<int64_t>(cell.frames);
  known.rms_dbfs = static_cast<double>(cell.rms_dbfs);
  known.crest = static_cast<double>(cell.max - cell.min) / std::sqrt(PowerOf(known.rms_dbfs));
  const bool is_zeros = cell.min == 0 && cell.max == 0;
  known.is_lost = cell.gap || !cell.has_levels || is_zeros;
  ++heard_;
  if (cell.has_levels) levels_.Add(is_zeros ? FineLevels::kZeros : cell.rms_dbfs);
  if (heard_ > kKnown) LookAtRise(samples);
}

// How many cells right before the rise are nothing but the same noise.
size_t CutCells::CellsOfNoise() const {
  double least = 0;
  double most = -120;
  size_t cells = 0;
  for (; cells < kMostCells; ++cells) {
    const Known& known = Back(kRise + 1 + cells);
    least = std::min(least, known.rms_dbfs);
    most = std::max(most, known.rms_dbfs);
    if (known.is_lost || most - least > kCutCellsSpreadDb) break;
  }
  // Of several, the first and the last one may have a little of the sound.
  const size_t skipped = cells >= kCutCellsLong ? 1 : 0;
  for (size_t i = skipped; i + skipped < cells; ++i) {
    const double crest = Back(kRise + 1 + i).crest;
    if (crest < kCutCellsLeastCrest || crest > kCutCellsMostCrest) return 0;
  }
  return cells;
}

void CutCells::LookAtRise(const RecentSamples& samples) {
  const double near_dbfs = Back(kRise + 1).rms_dbfs;
  const double after_dbfs = std::max(Back(kRise).rms_dbfs, Back(kRise - 1).rms_dbfs);
  if (after_dbfs < kCutSideDbfs || after_dbfs < near_dbfs + kCutDb) return;
  if (Back(kRise).rms_dbfs < near_dbfs + kOverNoiseDb) return;
  const size_t cells = CellsOfNoise();
  if (cells == 0) return;
  double noise = 0;
  for (size_t i = 0; i < cells; ++i) noise += PowerOf(Back(kRise + 1 + i).rms_dbfs) / static_cast<double>(cells);
  const double noise_dbfs = 10 * std::log10(noise);
  if (noise_dbfs > kSilentDbfs) return;
  const double fall_dbfs = Back(kRise + 1 + cells).rms_dbfs;
  const double before_dbfs = std::max(fall_dbfs, Back(kRise + 2 + cells).rms_dbfs);
  if (before_dbfs < kCutSideDbfs || before_dbfs < noise_dbfs + kCutDb || fall_dbfs < noise_dbfs + kOverNoiseDb) return;
  if ((before_dbfs + after_dbfs) / 2 < kCutCellsMeanDbfs) return;
  Measure(cells, noise, samples);
}

void CutCells::Measure(size_t cells, double noise, const RecentSamples& samples) {
  const Known& fall = Back(kRise + 1 + cells);
  const Known& rise = Back(kRise);
  if (fall.begin < samples.begin() || Back(0).end > samples.end() || kept_.size() >= kMostKept) return;
  // Where the samples have the power that the cell had before encoding; or else how much of the cell has it.
  const auto edge_within = [&](const Known& cell, int step, const Known& beside) {
    const auto frames = static_cast<double>(cell.end - cell.begin);
    const double wanted = kEdgeShare * (PowerOf(cell.rms_dbfs) - noise) * frames;
    const int64_t first = step > 0 ? cell.begin : cell.end;
    double got = 0;
    for (int64_t i = 0; i < cell.end - cell.begin; ++i) {
      const double sample = static_cast<double>(*samples.At(step > 0 ? first + i : first - i - 1));
      got += sample * sample - noise;
      if (got >= wanted) return first + step * (i + 1);
    }
    const double share = std::min(1.0, wanted / frames / PowerOf(std::max(cell.rms_dbfs, beside.rms_dbfs)));
    return first + step * std::lround(share * frames);
  };
  Kept kept;
  kept.cells = cells;
  kept.cut.begin = edge_within(fall, 1, Back(kRise + 2 + cells));
  kept.cut.end = edge_within(rise, -1, Back(kRise - 1));
  kept.cut.noise_dbfs = 10 * std::log10(noise);
  const Edge begin(kept.cut.begin, 1, samples, rate_hz_);
  const Edge end(kept.cut.end, -1, samples, rate_hz_);
  if (std::min(begin.db, end.db) < kCutCellsEdgeDb) return;
  const bool is_beside = std::max(begin.beside_db, end.beside_db) <= kCutCellsBesideDb;
  if (begin.db + end.db >= kCutCellsEdgesDb) kept.cut.edges_at_once = is_beside ? 2 : 1;
  const SoundBeside before = SoundBeside::Until(kept.cut.begin, samples, rate_hz_);
  const SoundBeside after = SoundBeside::From(kept.cut.end, samples, rate_hz_);
  kept.cut.unlikeness = after.UnlikenessTo(before);
  kept.cut.likeness = after.LikenessTo(before);
  kept_.push_back(kept);
}

std::vector<Cut> CutCells::Told() const {
  const std::optional<double> floor_dbfs = levels_.FloorDbfs();
  // What plays in pauses may be as quiet for a moment, and then it often is.
  const double quietest_dbfs = levels_.QuietestDbfs(kCutCellsQuietestShare);
  std::vector<Cut> told;
  for (const auto& [cut, cells] : kept_) {
    const bool at_once = cut.edges_at_once == 2;
    const bool is_quieter = floor_dbfs && cut.noise_dbfs <= *floor_dbfs - kCutCellsBelowFloorDb &&
                            cut.noise_dbfs <= quietest_dbfs + kCutCellsQuietestDb;
    const bool is_louder = floor_dbfs && cut.noise_dbfs >= *floor_dbfs + kCutAboveFloorDb;
    const double most = at_once ? kCutCellsUnlikeness : kCutCellsUnlikenessOfUnsure;
    const bool is_alike = cut.likeness >= kCutLikenessOfOther && cut.unlikeness <= most;
    bool is_loss = is_quieter && is_alike;
    if (cells >= kCutCellsLong) {
      const bool is_off = floor_dbfs && std::fabs(cut.noise_dbfs - *floor_dbfs) >= kCutOffFloorDb;
      const bool is_other =
          at_once && cut.likeness >= kCutCellsLikenessOfLong && (is_louder || cut.unlikeness <= kCutUnlikenessOfOther);
      is_loss = is_loss || (is_off && (cut.IsOfSameVoice() || is_other)) || (is_quieter && cut.edges_at_once > 0);
    }
    if (is_loss) told.push_back(cut);
  }
  return told;
}

}  // namespace vr
