#include "analysis/diagnosis/detectors/click.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr {

using thresholds::kClickCrest;
using thresholds::kClickErrorDb;
using thresholds::kClickLowest;
using thresholds::kClickOverNearbyDb;
using thresholds::kClickOverNearbyLossyDb;

namespace {

constexpr size_t kClickClose = 3;  // blocks beside the peak that belong to it
constexpr double kClickApartSeconds = 0.02;
constexpr size_t kClickZeroBlocks = 5;  // of a dropout, whose edges are no clicks

}  // namespace

Click::Click(const LaneFacts& lane, int sample_rate_hz)
    : lane_(lane), rate_hz_(sample_rate_hz), block_frames_(static_cast<size_t>(std::max(4, sample_rate_hz / 1000))) {}

void Click::Listen(const Cell& cell) {
  if (cell.mono == nullptr || cell.gap) {
    count_ = filled_ = 0;
    block_ = Block();
    return;
  }
  for (size_t i = 0; i < cell.frames; ++i) {
    const float value = cell.mono[i];
    const float difference = std::fabs(value - 3 * before_[0] + 3 * before_[1] - before_[2]);
    if (difference > block_.peak) {
      block_.peak = difference;
      block_.time_s = cell.start_s + (static_cast<double>(i) - 1.5) / rate_hz_;
    }
    block_.energy += static_cast<double>(difference) * static_cast<double>(difference);
    before_ = {value, before_[0], before_[1]};
    if (++filled_ == block_frames_) EndBlock();
  }
}

void Click::EndBlock() {
  block_.is_zero = block_.peak == 0;
  blocks_[count_ % kBlocks] = block_;
  ++count_;
  block_ = Block();
  filled_ = 0;
  if (count_ >= 2 * kSide + 1) Judge();
}

void Click::Judge() {
  const Block& here = Back(kSide);
  if (here.peak < static_cast<float>(kClickLowest)) return;
  float nearby = 0;
  size_t zeros_before = 0;
  size_t zeros_after = 0;
  for (size_t back = 0; back <= 2 * kSide; ++back) {
    const Block& block = Back(back);
    const size_t distance = back > kSide ? back - kSide : kSide - back;
    if (distance <= kClickClose) {
      if (block.peak > here.peak) return;
      continue;
    }
    nearby = std::max(nearby, block.peak);
    if (block.is_zero && distance <= kClickClose + kClickZeroBlocks) ++(back > kSide ? zeros_before : zeros_after);
  }
  const double over_db = 20 * std::log10(static_cast<double>(here.peak) / (static_cast<double>(nearby) + 1e-5));
  if (over_db < (lane_.lossy ? kClickOverNearbyLossyDb : kClickOverNearbyDb)) return;
  // A click is over within a few samples; a burst is not.
  const double energy = here.energy + Back(kSide - 1).energy + Back(kSide + 1).energy;
  if (static_cast<double>(here.peak) * static_cast<double>(here.peak) < kClickCrest * energy) return;
  if ((zeros_before == kClickZeroBlocks) != (zeros_after == kClickZeroBlocks)) return;
  if (told_s_ >= 0 && here.time_s - told_s_ < kClickApartSeconds) return;
  told_s_ = here.time_s;
  if (found_.size() >= kMostFindingsOfOneCheck) {
    ++left_out_;
    return;
  }
  Finding finding = SoundFinding("click", lane_, std::max(0.0, here.time_s), 0, {"height", over_db, "dB"});
  finding.seconds = 0.001;
  finding.severity = over_db >= kClickErrorDb ? Severity::kError : Severity::kWarning;
  finding.confidence = over_db >= kClickErrorDb ? 0.95 : 0.75;
  found_.push_back(std::move(finding));
}

void Click::Finish(Report* report) {
  AddFound("click", lane_, "audio", &found_, report);
  report->LeaveOut(left_out_);
}

}  // namespace vr
