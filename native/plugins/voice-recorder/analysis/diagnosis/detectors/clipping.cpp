#include "analysis/diagnosis/detectors/clipping.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/map_lists.h"

namespace vr {

using thresholds::kClippedCells;
using thresholds::kClippedErrorPercent;
using thresholds::kClippedGapSeconds;
using thresholds::kClippedLeastHeight;
using thresholds::kClippedSpeechDbfs;

namespace {

constexpr float kPcmStep = 1.0f / 32768;
constexpr float kTolerance = 1.6f * kPcmStep;
// A round top of three samples within the tolerance falls by at most four times that in the next one.
constexpr size_t kSharpRun = 3;
constexpr float kSharpEdge = 8 * kPcmStep;
constexpr double kNaturalTopHz = 600;  // lower ones stay longer, but seldom at the ceiling
constexpr float kSteadyDb = 0.05f;
constexpr size_t kMostStretches = 2 * kMostFindingsOfOneCheck;

// So many samples of a natural top may lie within the tolerance of each other.
int NaturalRun(float height, int rate_hz) {
  const double turn = 2 * 3.14159265358979 * kNaturalTopHz / rate_hz;
  const double half = std::sqrt(2 * static_cast<double>(kTolerance / height)) / turn;
  return static_cast<int>(2 * half) + 1;
}

}  // namespace

void Clipping::Listen(const Cell& cell) {
  if (!cell.has_levels || cell.muted || cell.gap) return;
  if (cell.rms_dbfs >= kClippedSpeechDbfs) ++speech_cells_;
  if (cell.full_scale_samples >= 2) {
    const bool is_exact = cell.samples != nullptr && !lane_.lossy;
    const bool is_sharp =
        is_exact && (TopOf(cell, 1, kFullScale) == Top::kSharp || TopOf(cell, -1, kFullScale) == Top::kSharp);
    Clipped(cell, 1, is_sharp, &full_);
  }
  if ((cell.samples == nullptr || lane_.lossy) && !lane_.has_features) return;
  LookAtTop(cell, 1, &high_);
  LookAtTop(cell, -1, &low_);
}

void Clipping::LookAtTop(const Cell& cell, float sign, Ceiling* ceiling) {
  const float height = sign > 0 ? cell.max : -cell.min;
  if (height < kClippedLeastHeight || height < ceiling->height - kTolerance) return;
  if (height > ceiling->height + kTolerance) {
    EndStretch(&ceiling->stretch);
    ceiling->height = height;
  }
  if (cell.samples == nullptr || lane_.lossy) {
    LookAtLevels(cell, ceiling);
    return;
  }
  const Top top = TopOf(cell, sign, ceiling->height);
  if (top != Top::kRound) Clipped(cell, ceiling->height, top == Top::kSharp, &ceiling->stretch);
}

// Levels alone tell by how many cells are equally high, unless these are a tone's.
void Clipping::LookAtLevels(const Cell& cell, Ceiling* ceiling) {
  Clipped(cell, ceiling->height, false, &ceiling->stretch);
  const bool is_steady = std::fabs(cell.rms_dbfs - ceiling->last_dbfs) < kSteadyDb;
  if (is_steady && ceiling->last_cell == cell.index - 1) ++ceiling->stretch.steady_cells;
  ceiling->last_cell = cell.index;
  ceiling->last_dbfs = cell.rms_dbfs;
}

Clipping::Top Clipping::TopOf(const Cell& cell, float sign, float height) const {
  const int wanted = std::max(2, NaturalRun(height, rate_hz_) + 1);
  const auto channels = static_cast<size_t>(cell.channels);
  Top top = Top::kRound;
  for (size_t channel = 0; channel < channels; ++channel) {
    const auto below = [&](size_t frame) { return height - sign * cell.samples[frame * channels + channel]; };
    size_t run = 0;
    for (size_t frame = 0; frame < cell.frames; ++frame) {
      if (below(frame) <= kTolerance) {
        ++run;
        if (run >= static_cast<size_t>(wanted)) top = Top::kFlat;
        continue;
      }
      const bool is_long = run >= kSharpRun && run >= static_cast<size_t>(wanted) && frame > run;
      if (is_long && below(frame) >= kSharpEdge && below(frame - run - 1) >= kSharpEdge) return Top::kSharp;
      run = 0;
    }
  }
  return top;
}

void Clipping::Clipped(const Cell& cell, double ceiling, bool is_sharp, Stretch* stretch) {
  if (stretch->cells > 0 && cell.start_s - stretch->end_s > kClippedGapSeconds) EndStretch(stretch);
  if (stretch->cells == 0) {
    stretch->start_s = cell.start_s;
    stretch->speech_cells = speech_cells_ - 1;
    stretch->ceiling = ceiling;
  }
  ++stretch->cells;
  stretch->is_sharp = stretch->is_sharp || is_sharp;
  stretch->end_s = cell.end_s;
  stretch->cells_at_end = speech_cells_;
}

void Clipping::EndStretch(Stretch* stretch) {
  const Stretch ended = std::exchange(*stretch, Stretch());
  if ((ended.cells < kClippedCells && !ended.is_sharp) || 2 * ended.steady_cells >= ended.cells ||
      found_.size() > kMostStretches)
    return;
  // The other sign, and full scale, tell of the same.
  for (Stretch& other : found_) {
    if (ended.start_s > other.end_s + kClippedGapSeconds || other.start_s > ended.end_s + kClippedGapSeconds) continue;
    other.speech_cells = std::min(other.speech_cells, ended.speech_cells);
    other.cells_at_end = std::max(other.cells_at_end, ended.cells_at_end);
    other.start_s = std::min(other.start_s, ended.start_s);
    other.end_s = std::max(other.end_s, ended.end_s);
    other.cells = std::max(other.cells, ended.cells);
    return;
  }
  found_.push_back(ended);
}

void Clipping::Finish(Report* report) {
  for (Stretch* stretch : {&full_, &high_.stretch, &low_.stretch}) EndStretch(stretch);
  report->Add(Made("clipping", lane_, !found_.empty(), BasisOf(lane_, false)));
  for (const Stretch& stretch : found_) {
    const auto speech = static_cast<double>(std::max<int64_t>(1, stretch.cells_at_end - stretch.speech_cells));
    Finding finding;
    finding.id = "clipping";
    finding.quantity = {"clipped", std::min(100.0, 100 * stretch.cells / speech), "%"};
    finding.severity = finding.quantity.value >= kClippedErrorPercent ? Severity::kError : Severity::kWarning;
    finding.lane = lane_.lane;
    finding.start_s = stretch.start_s;
    finding.seconds = stretch.end_s - stretch.start_s;
    finding.more.push_back({"ceiling", 20 * std::log10(std::max(stretch.ceiling, 1e-6)), "dBFS"});
    finding.approximate = lane_.lossy && !lane_.has_features;
    report->Add(std::move(finding));
  }
}

}  // namespace vr
