#include "analysis/diagnosis/detectors/noise.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace vr {

using thresholds::kNoiseAboveShare;
using thresholds::kNoiseDbfs;
using thresholds::kNoiseErrorDbfs;
using thresholds::kNoiseRoughnessDb;
using thresholds::kNoiseShortestSeconds;
using thresholds::kNoiseSpreadDb;

namespace {

constexpr size_t kNoiseBlockCells = 20;
constexpr double kNoiseRememberedSeconds = 10;
constexpr size_t kNoisePastCells = 1200;
constexpr size_t kNoiseFewestBlocks = 2;
constexpr double kNoiseSameLevelDb = 2.5;

}  // namespace

void Noise::Listen(const Cell& cell) {
  if (!IsAudible(cell)) {
    levels_.clear();
    return;
  }
  if (levels_.empty()) {
    block_start_s_ = cell.start_s;
    powers_.clear();
  }
  block_end_s_ = cell.end_s;
  const float level = IsNothing(cell) ? -120.0f : cell.rms_dbfs;
  levels_.push_back(level);
  if (past_.size() < kNoisePastCells) past_.emplace_back();
  past_[past_next_] = {cell.start_s, level};
  past_next_ = (past_next_ + 1) % kNoisePastCells;
  if (!IsNothing(cell)) {
    if (powers_.size() != cell.powers->size()) powers_.assign(cell.powers->size(), 0);
    for (size_t i = 0; i < powers_.size(); ++i) powers_[i] += (*cell.powers)[i];
    bin_hz_ = cell.bin_hz;
  }
  if (levels_.size() >= kNoiseBlockCells) EndBlock();
}

// Not a tone, and not what lies below voices alone: the mean step between neighbouring bins, and the share above 200
// Hz.
bool Noise::IsSmooth() const {
  if (powers_.empty()) return false;
  double steps = 0;
  double low = 0;
  double high = 0;
  int count = 0;
  const auto first = static_cast<size_t>(200 / bin_hz_);
  const auto last = std::min(powers_.size() - 1, static_cast<size_t>(3200 / bin_hz_));
  for (size_t bin = 0; bin < powers_.size(); ++bin) (bin < first ? low : high) += static_cast<double>(powers_[bin]);
  for (size_t bin = first; bin < last; ++bin) {
    const double step = (static_cast<double>(powers_[bin + 1]) + 1e-14) / (static_cast<double>(powers_[bin]) + 1e-14);
    steps += std::fabs(10 * std::log10(step));
    ++count;
  }
  return count > 0 && steps / count <= kNoiseRoughnessDb && high >= kNoiseAboveShare * (low + high);
}

void Noise::EndBlock() {
  double power = 0;
  for (const float level : levels_) power += std::pow(10.0, static_cast<double>(level) / 10);
  Block block;
  block.start_s = block_start_s_;
  block.end_s = block_end_s_;
  block.level_db = 10 * std::log10(power / static_cast<double>(levels_.size()));
  double spread = 0;
  for (const float level : levels_) spread += std::fabs(static_cast<double>(level) - block.level_db);
  spread /= static_cast<double>(levels_.size());
  block.is_noise = block.level_db >= kNoiseDbfs && spread <= kNoiseSpreadDb && IsSmooth();
  levels_.clear();
  blocks_.erase(std::remove_if(blocks_.begin(), blocks_.end(),
                               [&](const Block& old) { return old.end_s < block.end_s - kNoiseRememberedSeconds; }),
                blocks_.end());
  blocks_.push_back(block);
  Judge(block.end_s);
}

void Noise::Judge(double now_s) {
  double floor_db = 0;
  for (const Block& block : blocks_) floor_db = std::min(floor_db, block.level_db);
  if (open_) {
    // It ends where the floor falls.
    if (blocks_.back().level_db < level_db_ - 6 || blocks_.back().level_db < kNoiseDbfs - 1) {
      EndStretch();
      blocks_.erase(blocks_.begin(), blocks_.end() - 1);
      return;
    }
    end_s_ = now_s;
    return;
  }
  // What was quieter before it began is forgotten as soon as noise alone follows.
  size_t count = 0;
  double level_db = 0;
  double first_s = 0;
  for (size_t i = blocks_.size(); i-- > 0;) {
    const Block& block = blocks_[i];
    if (block.level_db < kNoiseDbfs - 0.5) break;
    if (!block.is_noise) continue;
    if (count > 0 && std::fabs(block.level_db - level_db) > kNoiseSameLevelDb) {
      if (block.level_db < level_db) count = 0;
      if (block.level_db > level_db) continue;
    }
    level_db = count == 0 ? block.level_db : level_db;
    first_s = block.start_s;
    ++count;
  }
  if (count < kNoiseFewestBlocks) return;
  // No block after the first of them is quieter.
  for (const Block& block : blocks_) {
    if (block.start_s >= first_s && block.level_db < level_db - kNoiseSameLevelDb) return;
  }
  open_ = true;
  level_db_ = level_db;
  end_s_ = now_s;
  // Back to the last cells that were quieter.
  start_s_ = 0;
  int quiet = 0;
  for (size_t back = 1; back <= past_.size(); ++back) {
    const Moment& moment = past_[(past_next_ + kNoisePastCells - back) % kNoisePastCells];
    start_s_ = moment.start_s;
    if (moment.start_s > first_s) continue;
    quiet = static_cast<double>(moment.level_db) < level_db - 5 ? quiet + 1 : 0;
    if (quiet == 2) {
      start_s_ = moment.start_s + 2 * kCellSeconds;
      break;
    }
  }
}

void Noise::EndStretch() {
  if (!open_) return;
  open_ = false;
  if (end_s_ - start_s_ < kNoiseShortestSeconds) return;
  Finding finding = SoundFinding("noise", lane_, start_s_, end_s_, {"level", level_db_, "dBFS"});
  finding.severity = level_db_ >= kNoiseErrorDbfs ? Severity::kError : Severity::kWarning;
  finding.confidence = level_db_ >= kNoiseErrorDbfs ? 0.95 : 0.8;
  found_.push_back(std::move(finding));
}

void Noise::Finish(Report* report) {
  EndStretch();
  AddFound("noise", lane_, "audio", &found_, report);
}

}  // namespace vr
