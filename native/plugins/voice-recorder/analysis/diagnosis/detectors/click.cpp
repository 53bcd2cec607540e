#include "analysis/diagnosis/detectors/click.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace vr {

using thresholds::kClickCrest;
using thresholds::kClickErrorDb;
using thresholds::kClickJumpCrest;
using thresholds::kClickJumpOverNearbyDb;
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
  constexpr size_t kBefore = 3;
  samples_.resize(kBefore + cell.frames);
  std::copy(before_.begin(), before_.end(), samples_.begin());
  std::copy_n(cell.mono, cell.frames, samples_.begin() + kBefore);
  std::copy_n(samples_.end() - kBefore, kBefore, before_.begin());
  differences_.resize(cell.frames);
  const float* x = samples_.data();
  for (size_t i = 0; i < cell.frames; ++i) differences_[i] = std::fabs(x[i + 3] - 3 * x[i + 2] + 3 * x[i + 1] - x[i]);
  for (size_t i = 0; i < cell.frames;) {
    const size_t count = std::min(cell.frames - i, block_frames_ - filled_);
    TakePart(differences_.data() + i, count, cell.start_s + (static_cast<double>(i) - 1.5) / rate_hz_);
    i += count;
    filled_ += count;
    if (filled_ == block_frames_) EndBlock();
  }
}

void Click::TakePart(const float* differences, size_t count, double start_s) {
  // A few sums side by side, for the compiler to put into one register.
  constexpr size_t kWide = 8;
  std::array<float, kWide> most{};
  std::array<float, kWide> squares{};
  size_t i = 0;
  for (; i + kWide <= count; i += kWide) {
    for (size_t k = 0; k < kWide; ++k) {
      const float difference = differences[i + k];
      most[k] = most[k] < difference ? difference : most[k];
      squares[k] += difference * difference;
    }
  }
  float peak = *std::max_element(most.begin(), most.end());
  float energy = std::accumulate(squares.begin(), squares.end(), 0.0f);
  for (; i < count; ++i) {
    peak = std::max(peak, differences[i]);
    energy += differences[i] * differences[i];
  }
  block_.energy += static_cast<double>(energy);
  if (peak <= block_.peak) return;
  block_.peak = peak;
  const auto at = std::find(differences, differences + count, peak) - differences;
  block_.time_s = start_s + static_cast<double>(at) / rate_hz_;
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
  // Most are no higher than what is just beside them.
  constexpr float kClearlyHigher = 4;
  const float beside = std::max(Back(kSide - kClickClose - 1).peak, Back(kSide + kClickClose + 1).peak);
  if (here.peak < kClearlyHigher * beside) return;
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
  // A click is over within a few samples; a burst is not.
  const double energy = here.energy + Back(kSide - 1).energy + Back(kSide + 1).energy;
  const double crest = static_cast<double>(here.peak) * static_cast<double>(here.peak) / energy;
  const bool is_jump = crest >= kClickJumpCrest;
  const double of_samples_db = is_jump ? kClickJumpOverNearbyDb : kClickOverNearbyDb;
  if (crest < kClickCrest || over_db < (lane_.lossy ? kClickOverNearbyLossyDb : of_samples_db)) return;
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
