#include "analysis/diagnosis/detectors/level_jump.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

namespace vr {

using thresholds::kJumpDb;
using thresholds::kJumpErrorDb;
using thresholds::kJumpLevelsAloneDb;
using thresholds::kJumpMedianDb;
using thresholds::kJumpOtherNoiseDb;
using thresholds::kJumpRangeDb;
using thresholds::kJumpSameNoiseApartDb;
using thresholds::kJumpSameNoiseDb;
using thresholds::kJumpSameNoiseLeastDb;
using thresholds::kJumpSideSeconds;
using thresholds::kJumpUnlikeNoiseDb;
using thresholds::kJumpUnlikeNoiseTimes;

namespace {

constexpr auto kJumpSide = static_cast<size_t>(kJumpSideSeconds / kCellSeconds);
constexpr size_t kComparedEvery = 10;    // cells between two comparisons
constexpr size_t kLoud[] = {5, 10, 20};  // places among the levels of a side, from the loudest and from the quietest
constexpr size_t kQuiet[] = {6, 12, 20};
constexpr size_t kUsualLoud = 10;
constexpr size_t kUsualQuiet = 20;
constexpr size_t kQuietCells = 40;  // whose octaves are compared
constexpr float kLowestDbfs = -96;  // of 16 bits

float FromTop(const std::vector<float>& sorted, size_t place) {
  return sorted[sorted.size() - place];
}

}  // namespace

void LevelJump::Listen(const Cell& cell) {
  // What a gate makes zeros has no level.
  const bool is_zeros = cell.min == 0 && cell.max == 0;
  if (!cell.has_levels || cell.muted || cell.gap || is_zeros) return;
  const float level_dbfs = std::max(cell.rms_dbfs, kLowestDbfs);
  Octaves octaves{};
  octaves.fill(level_dbfs);
  has_octaves_ = cell.powers != nullptr;
  heard_.push_back({cell.start_s, level_dbfs, has_octaves_ ? OctavesOf(cell) : octaves});
  if (heard_.size() < 2 * kJumpSide + (was_compared_ ? kComparedEvery : 0)) return;
  if (was_compared_) {
    const HeardLevel* first = heard_.data();
    Exchange(first, first + kJumpSide, &before_);
    Exchange(first + kJumpSide, first + 2 * kJumpSide, &after_);
    heard_.erase(heard_.begin(), heard_.begin() + kComparedEvery);
  } else {
    Sort(heard_.data(), kJumpSide, &before_);
    Sort(heard_.data() + kJumpSide, kJumpSide, &after_);
  }
  Compare();
}

void LevelJump::Sort(const HeardLevel* heard, size_t count, std::vector<float>* levels) {
  levels->clear();
  for (size_t i = 0; i < count; ++i) levels->push_back(heard[i].level_dbfs);
  std::sort(levels->begin(), levels->end());
}

void LevelJump::Exchange(const HeardLevel* old, const HeardLevel* fresh, std::vector<float>* levels) {
  Sort(old, kComparedEvery, &old_);
  Sort(fresh, kComparedEvery, &fresh_);
  left_.clear();
  std::set_difference(levels->begin(), levels->end(), old_.begin(), old_.end(), std::back_inserter(left_));
  levels->clear();
  std::merge(left_.begin(), left_.end(), fresh_.begin(), fresh_.end(), std::back_inserter(*levels));
}

Octaves LevelJump::QuietOctaves(const HeardLevel* heard, float most_dbfs) {
  Octaves mean{};
  float count = 0;
  for (size_t i = 0; i < kJumpSide; ++i) {
    if (heard[i].level_dbfs > most_dbfs) continue;
    for (size_t octave = 0; octave < kOctaves; ++octave) mean[octave] += heard[i].octaves[octave];
    ++count;
  }
  for (float& octave : mean) octave /= std::max(1.0f, count);
  return mean;
}

// Where the noise in pauses is the same but louder or quieter, it takes less of a change.
float LevelJump::ScoreByNoise(const OctaveChange& quiet) const {
  if (quiet.apart_db > static_cast<float>(kJumpSameNoiseDb)) return 0;
  const float loud_db = FromTop(after_, kUsualLoud) - FromTop(before_, kUsualLoud);
  // A talker who stops beside a sound that is steady changes it a little, and what is loud a lot.
  if ((loud_db > 0) != (quiet.together_db > 0)) return 0;
  if (static_cast<double>(std::fabs(loud_db - quiet.together_db)) > kJumpSameNoiseApartDb) return 0;
  return std::min(std::fabs(loud_db), std::fabs(quiet.together_db)) +
         static_cast<float>(kJumpDb - kJumpSameNoiseLeastDb);
}

void LevelJump::Compare() {
  was_compared_ = true;
  std::array<float, std::size(kLoud) + std::size(kQuiet)> changes{};
  auto* change = changes.data();
  for (const size_t place : kLoud) *change++ = FromTop(after_, place) - FromTop(before_, place);
  for (const size_t place : kQuiet) *change++ = after_[place] - before_[place];
  std::sort(changes.begin(), changes.end());
  const float least_db = changes.front();
  const float most_db = changes.back();
  // The least change, less half of what they differ by.
  float score_db = std::max(least_db, -most_db) - (most_db - least_db) / 2;
  const float range_db =
      std::min(FromTop(before_, kUsualLoud) - before_[kUsualQuiet], FromTop(after_, kUsualLoud) - after_[kUsualQuiet]);
  const double middle_s = heard_[kJumpSide].time_s;
  if (best_.time_s >= 0 && middle_s > best_.middle_s + kJumpSideSeconds) EndJump();
  double least_score_db = has_octaves_ ? kJumpDb : kJumpLevelsAloneDb;
  if (has_octaves_) {
    const OctaveChange quiet = ChangeOf(QuietOctaves(heard_.data(), before_[kQuietCells]),
                                        QuietOctaves(heard_.data() + kJumpSide, after_[kQuietCells]));
    if (static_cast<double>(quiet.apart_db) > kJumpOtherNoiseDb) return;
    if (!lane_.lossy) score_db = std::max(score_db, ScoreByNoise(quiet));
    // Noise that has changed a little may be another one.
    const double unlike_db = std::max(0.0, static_cast<double>(quiet.apart_db) - kJumpUnlikeNoiseDb);
    least_score_db += kJumpUnlikeNoiseTimes * unlike_db;
  }
  if (static_cast<double>(score_db) < least_score_db || static_cast<double>(range_db) < kJumpRangeDb) return;
  if (best_.time_s >= 0 && static_cast<double>(score_db) <= best_.score_db) return;
  const float median_db = (changes[changes.size() / 2 - 1] + changes[changes.size() / 2]) / 2;
  if (static_cast<double>(std::fabs(median_db)) < kJumpMedianDb) return;
  best_.time_s = TimeOfJump(heard_, median_db);
  best_.middle_s = middle_s;
  best_.before_dbfs = static_cast<double>(FromTop(before_, kUsualLoud));
  best_.after_dbfs = static_cast<double>(FromTop(after_, kUsualLoud));
  best_.score_db = static_cast<double>(score_db);
}

void LevelJump::EndJump() {
  if (best_.time_s < 0) return;
  const Jump jump = std::exchange(best_, Jump());
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
