#include "analysis/diagnosis/detectors/repeated_cells.h"

#include <algorithm>

#include "analysis/diagnosis/finding.h"
#include "analysis/diagnosis/thresholds.h"

namespace vr {

using thresholds::kRepeatLeastDbfs;
using thresholds::kStuckSeconds;

namespace {

constexpr size_t kShortestBlock = 2;  // cells that are all the same are a tone

}  // namespace

void RepeatedCells::Listen(const Cell& cell) {
  const Levels levels{cell.min, cell.max, cell.rms_dbfs};
  const bool is_known = cell.has_levels && !cell.gap && !(levels == before_[0]);
  for (size_t cells = kShortestBlock; cells <= kLongestBlock; ++cells) {
    Lag& lag = lags_[cells];
    if (!is_known || !(levels == before_[cells - 1])) {
      End(&lag);
      continue;
    }
    if (!lag.is_open) lag = {true, false, {cell.start_s, cell.end_s, cells}};
    lag.is_loud = lag.is_loud || static_cast<double>(cell.rms_dbfs) >= kRepeatLeastDbfs;
    lag.run.end_s = cell.end_s;
  }
  std::copy_backward(before_.begin(), before_.end() - 1, before_.end());
  before_[0] = levels;
}

void RepeatedCells::End(Lag* lag) {
  if (!lag->is_open) return;
  lag->is_open = false;
  const Run& run = lag->run;
  const double seconds = run.end_s - run.start_s + static_cast<double>(run.block_cells) * kCellSeconds;
  // Of a block that is played once more, the cells lie as they may: one is not whole.
  const bool is_whole = run.end_s - run.start_s > (static_cast<double>(run.block_cells) - 1.5) * kCellSeconds;
  if (!lag->is_loud || (seconds < kStuckSeconds && !is_whole) || runs_.size() > 2 * kMostFindingsOfOneCheck) return;
  // The same run is found at every multiple of its block.
  if (!runs_.empty() && runs_.back().end_s > run.start_s) return;
  runs_.push_back(run);
}

const std::vector<RepeatedCells::Run>& RepeatedCells::Finish() {
  for (Lag& lag : lags_) End(&lag);
  return runs_;
}

}  // namespace vr
