#include "analysis/diagnosis/detectors/level_jump.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr {

using thresholds::kJumpDb;
using thresholds::kJumpErrorDb;
using thresholds::kJumpEverySecondDb;
using thresholds::kJumpSpeechSeconds;
using thresholds::kSpeechAboveFloorDb;
using thresholds::kSpeechLeastDbfs;

namespace {

constexpr size_t kSecond = 100;  // cells
constexpr size_t kJumpSeconds = static_cast<size_t>(kJumpSpeechSeconds);
constexpr size_t kSide = kJumpSeconds * kSecond;
constexpr size_t kComparedEvery = 10;  // cells between two comparisons
constexpr size_t kNearby = 150;        // cells on each side among which the jump itself is looked for
constexpr double kFloorRiseDb = 0.02;  // a cell

}  // namespace

void LevelJump::Listen(const Cell& cell) {
  if (!cell.has_levels || cell.muted || cell.gap) return;
  const auto level_dbfs = static_cast<double>(cell.rms_dbfs);
  floor_dbfs_ = std::min(std::max(level_dbfs, -90.0), floor_dbfs_ + kFloorRiseDb);
  if (level_dbfs < std::max(floor_dbfs_ + kSpeechAboveFloorDb, kSpeechLeastDbfs)) return;
  spoken_.push_back({cell.start_s, level_dbfs, std::pow(10.0, level_dbfs / 10)});
  if (spoken_.size() < 2 * kSide) return;
  Compare();
  spoken_.erase(spoken_.begin(), spoken_.begin() + kComparedEvery);
}

void LevelJump::Compare() {
  was_compared_ = true;
  double loudest[2] = {-200, -200};
  double quietest[2] = {200, 200};
  double power[2] = {0, 0};
  for (size_t second = 0; second < 2 * kJumpSeconds; ++second) {
    double sum = 0;
    for (size_t i = second * kSecond; i < (second + 1) * kSecond; ++i) sum += spoken_[i].power;
    const size_t side = second / kJumpSeconds;
    const double level_dbfs = 10 * std::log10(sum / static_cast<double>(kSecond));
    power[side] += sum;
    loudest[side] = std::max(loudest[side], level_dbfs);
    quietest[side] = std::min(quietest[side], level_dbfs);
  }
  Jump jump;
  jump.before_dbfs = 10 * std::log10(power[0] / static_cast<double>(kSide));
  jump.after_dbfs = 10 * std::log10(power[1] / static_cast<double>(kSide));
  const double apart_db = std::max(quietest[1] - loudest[0], quietest[0] - loudest[1]);
  if (std::fabs(jump.size_db()) < kJumpDb || apart_db < kJumpEverySecondDb) {
    EndJump();
    return;
  }
  if (largest_.time_s >= 0 && std::fabs(jump.size_db()) <= std::fabs(largest_.size_db())) return;
  jump.time_s = TimeOfJump(jump.size_db());
  largest_ = jump;
}

// Where two levels explain the cells around the middle best.
double LevelJump::TimeOfJump(double direction) const {
  const size_t begin = kSide - kNearby;
  double total = 0;
  for (size_t i = 0; i < 2 * kNearby; ++i) total += spoken_[begin + i].level_dbfs;
  double before = 0;
  double best = -1;
  size_t at = kNearby;
  for (size_t i = 1; i < 2 * kNearby; ++i) {
    before += spoken_[begin + i - 1].level_dbfs;
    const auto n = static_cast<double>(i);
    const double m = 2 * static_cast<double>(kNearby) - n;
    const double apart = ((total - before) / m - before / n) * (direction > 0 ? 1 : -1) * std::sqrt(n * m);
    if (apart > best) {
      best = apart;
      at = i;
    }
  }
  return spoken_[begin + at].time_s;
}

void LevelJump::EndJump() {
  if (largest_.time_s < 0) return;
  const Jump jump = std::exchange(largest_, Jump());
  if (found_.size() > kMostFindingsOfOneCheck) return;
  Finding finding;
  finding.id = "level-jump";
  finding.severity = std::fabs(jump.size_db()) >= kJumpErrorDb ? Severity::kError : Severity::kWarning;
  finding.lane = lane_.lane;
  finding.start_s = jump.time_s;
  finding.quantity = {"jump", jump.size_db(), "dB"};
  finding.more = {{"before", jump.before_dbfs, "dBFS"}, {"after", jump.after_dbfs, "dBFS"}};
  finding.approximate = lane_.lossy && !lane_.has_features;
  found_.push_back(std::move(finding));
}

void LevelJump::Finish(Report* report) {
  EndJump();
  if (!was_compared_) {
    report->Add(NotCheckable("level-jump", lane_.lane, "little-speech"));
    return;
  }
  AddFound("level-jump", lane_, BasisOf(lane_, false), &found_, report);
}

}  // namespace vr
