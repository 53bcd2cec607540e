#include "analysis/diagnosis/detectors/repeats.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/diagnosis/detectors/repeated_packets.h"

namespace vr {

using thresholds::kRepeatLeastDbfs;
using thresholds::kRepeatShortestSeconds;
using thresholds::kStuckSeconds;

namespace {

constexpr int kLagsMs[] = {5, 10, 15, 20, 30, 40, 60, 80, 100};
constexpr size_t kLagsFrames[] = {256, 480, 512, 960, 1024, 2048};
constexpr double kRepeatKeptSeconds = 0.6;  // more than twice the longest lag, and a cell

// What 16 bits leave of equality.
bool AreEqual(float a, float b) {
  return std::fabs(a - b) < 1.0f / 65536;
}

}  // namespace

Repeats::Repeats(const LaneFacts& lane, int sample_rate_hz)
    : lane_(lane),
      rate_hz_(sample_rate_hz),
      past_(static_cast<size_t>(kRepeatKeptSeconds * sample_rate_hz) + 2 * std::end(kLagsFrames)[-1]) {
  std::vector<size_t> frames(std::begin(kLagsFrames), std::end(kLagsFrames));
  for (const int ms : kLagsMs) frames.push_back(static_cast<size_t>(sample_rate_hz) * static_cast<size_t>(ms) / 1000);
  std::sort(frames.begin(), frames.end());
  frames.erase(std::unique(frames.begin(), frames.end()), frames.end());
  for (const size_t lag : frames) lags_.push_back({lag, -1, 0});
}

void Repeats::Listen(const Cell& cell) {
  if (lane_.lossy && lane_.has_features) cells_.Listen(cell);
  if (!past_.Take(cell)) return;
  const bool is_quiet = cell.has_levels && cell.rms_dbfs < kRepeatLeastDbfs;
  for (Lag& lag : lags_) {
    // A block may be quiet in places; what begins there is nothing.
    if (!is_quiet || lag.run_begin >= 0) Follow(&lag, cell.frames);
  }
}

void Repeats::Follow(Lag* lag, size_t fresh) {
  if (past_.end() < static_cast<int64_t>(fresh + lag->frames)) return;
  const int64_t first = past_.end() - static_cast<int64_t>(fresh);
  const float* samples = past_.At(first);
  const float* before = samples - lag->frames;
  // Most cells are told from what came before by a few probes; a run that is shorter than half a cell is none.
  if (lag->run_begin < 0 && !AreEqual(samples[fresh - 1], before[fresh - 1]) &&
      !AreEqual(samples[fresh / 2], before[fresh / 2]) && !AreEqual(samples[0], before[0])) {
    return;
  }
  for (size_t i = 0; i < fresh; ++i) {
    const int64_t frame = first + static_cast<int64_t>(i);
    if (!AreEqual(samples[i], before[i])) {
      EndRun(lag);
    } else {
      if (lag->run_begin < 0) lag->run_begin = frame;
      lag->run_end = frame + 1;
    }
  }
}

// A tone, or silence, is equal to itself one lag before and says nothing: it is equal after a part of the lag as well.
bool Repeats::IsTone(const Lag& lag) const {
  const int64_t length = std::min(lag.run_end - lag.run_begin, static_cast<int64_t>(lag.frames));
  const float* samples = past_.At(lag.run_end - length);
  float least = samples[0];
  float most = samples[0];
  for (int64_t i = 0; i < length; ++i) {
    least = std::min(least, samples[i]);
    most = std::max(most, samples[i]);
  }
  const float range = most - least;
  if (range < std::pow(10.0f, static_cast<float>(kRepeatLeastDbfs) / 20)) return true;
  for (size_t parts = 2; parts <= lag.frames / 4; ++parts) {
    const size_t part = lag.frames / parts;
    if (part * parts != lag.frames) continue;
    bool all = true;
    for (int64_t i = 0; i < length && all; ++i) {
      all = std::fabs(samples[i] - samples[i - static_cast<int64_t>(part)]) < 0.01f * range;
    }
    if (all) return true;
  }
  return false;
}

void Repeats::EndRun(Lag* lag) {
  if (lag->run_begin < 0) return;
  const int64_t length = lag->run_end - lag->run_begin;
  const int64_t least = std::max(static_cast<int64_t>(kRepeatShortestSeconds * rate_hz_), int64_t{32});
  // A block is repeated whole, or nothing is said of it.
  if (length >= least && length + length / 16 >= static_cast<int64_t>(lag->frames) && !IsTone(*lag)) {
    const double seconds = static_cast<double>(length + static_cast<int64_t>(lag->frames)) / rate_hz_;
    const double start_s = static_cast<double>(lag->run_begin) / rate_hz_;
    const double end_s = static_cast<double>(lag->run_end) / rate_hz_;
    const double block_s = static_cast<double>(lag->frames) / rate_hz_;
    Tell(seconds >= kStuckSeconds ? "stuck-buffer" : "dropout", start_s, end_s, block_s);
  }
  lag->run_begin = -1;
}

void Repeats::Tell(const char* id, double start_s, double end_s, double block_s) {
  // The same run is found at every multiple of its block: the first one, of the shortest lag, tells it.
  for (auto last = found_.rbegin(); last != found_.rend() && last - found_.rbegin() < 4; ++last) {
    if (last->start_s + last->seconds > start_s - 0.001) return;
  }
  if (found_.size() > 2 * kMostFindingsOfOneCheck) return;
  Finding finding;
  finding.id = id;
  if (finding.id == "dropout") finding.form = "repeat";
  finding.severity = finding.id == "dropout" ? Severity::kWarning : Severity::kError;
  finding.lane = lane_.lane;
  finding.start_s = start_s;
  finding.seconds = end_s - start_s;
  finding.quantity = {"length", 1000 * finding.seconds, "ms"};
  finding.more.push_back({"block", 1000 * block_s, "ms"});
  finding.approximate = lane_.lossy;
  found_.push_back(std::move(finding));
}

void Repeats::Finish(Report* report) {
  for (Lag& lag : lags_) EndRun(&lag);
  for (const RepeatedCells::Run& run : cells_.Finish()) {
    const double block_s = static_cast<double>(run.block_cells) * kCellSeconds;
    const bool is_stuck = run.end_s - run.start_s + block_s >= kStuckSeconds;
    Tell(is_stuck ? "stuck-buffer" : "dropout", run.start_s, run.end_s, block_s);
  }
  const auto has = [&](const char* id) {
    return std::any_of(found_.begin(), found_.end(), [&](const Finding& finding) { return finding.id == id; });
  };
  report->Add(Made("stuck-buffer", lane_, has("stuck-buffer"), "audio"));
  if (has("dropout")) report->Add(Made("dropout", lane_, true, "audio"));
  std::vector<Finding> robotic = RepeatedPackets(lane_, found_);
  AddFound("robotic", lane_, "audio", &robotic, report);
  for (Finding& finding : found_) report->Add(std::move(finding));
}

}  // namespace vr
