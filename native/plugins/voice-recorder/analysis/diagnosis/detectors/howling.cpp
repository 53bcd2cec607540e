#include "analysis/diagnosis/detectors/howling.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr {

using thresholds::kHowlDbfs;
using thresholds::kHowlErrorDbfs;
using thresholds::kHowlGrowthDb;
using thresholds::kHowlGrowthSeconds;
using thresholds::kHowlHarmonicsDb;
using thresholds::kHowlNeighboursDb;
using thresholds::kHowlSustainedSeconds;

namespace {

constexpr double kHowlLowestHz = 180;
constexpr double kHowlHighestHz = 8000;
constexpr int kHowlMostMissing = 10;
constexpr size_t kHowlMostTracks = 12;
constexpr int kHowlStepCells = 5;

double HowlLevel(double power) {
  return 10 * std::log10(power / 2 + 1e-14);
}

}  // namespace

void Howling::Listen(const Cell& cell) {
  const bool is_loud = IsAudible(cell) && !IsNothing(cell);
  if (is_loud) FindPeaks(cell);
  for (size_t i = tracks_.size(); i-- > 0;) {
    Track& track = tracks_[i];
    if (track.end_s >= cell.end_s) continue;
    if (++track.missing <= kHowlMostMissing && IsAudible(cell)) continue;
    End(track);
    tracks_.erase(tracks_.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void Howling::FindPeaks(const Cell& cell) {
  const std::vector<float>& powers = *cell.powers;
  const float lowest = static_cast<float>(2 * std::pow(10.0, kHowlDbfs / 10));
  const auto first = static_cast<size_t>(std::max(6.0, kHowlLowestHz / cell.bin_hz));
  const auto last = std::min(powers.size() - 7, static_cast<size_t>(kHowlHighestHz / cell.bin_hz));
  for (size_t bin = first; bin < last; ++bin) {
    const float power = powers[bin];
    if (power < lowest || power < powers[bin - 1] || power <= powers[bin + 1]) continue;
    float beside = 0;
    for (size_t away = 3; away <= 6; ++away) beside = std::max({beside, powers[bin - away], powers[bin + away]});
    if (10 * std::log10(power / (beside + 1e-14f)) < static_cast<float>(kHowlNeighboursDb)) continue;
    const double left = std::log(static_cast<double>(powers[bin - 1]) + 1e-14);
    const double top = std::log(static_cast<double>(power));
    const double right = std::log(static_cast<double>(powers[bin + 1]) + 1e-14);
    const double bend = left - 2 * top + right;
    const double place = static_cast<double>(bin) + (bend < 0 ? 0.5 * (left - right) / bend : 0);
    bool is_lonely = true;
    for (const double times : {0.5, 1.5, 2.0}) {
      const auto other = static_cast<size_t>(std::lround(place * times));
      if (other < 2 || other + 1 >= powers.size()) continue;
      const float most = std::max({powers[other - 1], powers[other], powers[other + 1]});
      is_lonely = is_lonely && 10 * std::log10(power / (most + 1e-14f)) >= static_cast<float>(kHowlHarmonicsDb);
    }
    Follow(place * cell.bin_hz, HowlLevel(static_cast<double>(power)), is_lonely, cell);
  }
}

void Howling::Follow(double hz, double level_db, bool is_lonely, const Cell& cell) {
  const double most_hz = std::min(0.3 * cell.bin_hz, std::max(4.0, 0.012 * hz));
  Track* nearest = nullptr;
  for (Track& track : tracks_) {
    if (track.end_s < cell.end_s && std::fabs(track.hz - hz) <= most_hz) {
      if (nearest == nullptr || std::fabs(track.hz - hz) < std::fabs(nearest->hz - hz)) nearest = &track;
    }
  }
  if (nearest == nullptr) {
    if (tracks_.size() >= kHowlMostTracks) return;
    tracks_.emplace_back();
    nearest = &tracks_.back();
    nearest->hz = hz;
    nearest->first_db = nearest->last_db = nearest->step_db = level_db;
    nearest->start_s = cell.start_s;
  }
  Track& track = *nearest;
  ++track.cells;
  track.missing = 0;
  if (is_lonely) ++track.lonely;
  // The frequency of a howl stays: its mean over the whole track is what the next peak is compared with.
  track.hz += (hz - track.hz) / track.cells;
  if (track.cells <= kHowlStepCells) track.first_db += (level_db - track.first_db) / track.cells;
  track.last_db += (level_db - track.last_db) * 0.3;
  track.peak_db = std::max(track.peak_db, track.last_db);
  track.mean_db = track.cells == 1 ? level_db : track.mean_db + (level_db - track.mean_db) / track.cells;
  if (track.cells % kHowlStepCells == 0) {
    ++track.steps;
    if (track.last_db > track.step_db - 0.3) ++track.rising;
    track.step_db = track.last_db;
  }
  track.end_s = cell.end_s;
}

bool Howling::IsHowl(const Track& track) const {
  const double seconds = track.end_s - track.start_s;
  const bool is_lonely = track.lonely >= 0.5 * track.cells;
  const bool is_whole = track.cells * kCellSeconds >= 0.6 * seconds;
  const bool grows = seconds >= kHowlGrowthSeconds && track.peak_db - track.first_db >= kHowlGrowthDb &&
                     track.rising >= 0.7 * track.steps;
  const bool stays = seconds >= kHowlSustainedSeconds && track.last_db >= track.mean_db - 6;
  return is_lonely && is_whole && (grows || stays);
}

void Howling::End(const Track& track) {
  if (!IsHowl(track)) return;
  if (found_.size() >= kMostFindingsOfOneCheck) {
    ++left_out_;
    return;
  }
  Finding finding = SoundFinding("howling", lane_, track.start_s, track.end_s, {"frequency", track.hz, "Hz"});
  finding.severity = track.peak_db >= kHowlErrorDbfs ? Severity::kError : Severity::kWarning;
  finding.confidence = track.peak_db - track.first_db >= kHowlGrowthDb ? 0.9 : 0.7;
  finding.more.push_back({"level", track.peak_db, "dBFS"});
  found_.push_back(std::move(finding));
}

void Howling::Finish(Report* report) {
  for (const Track& track : tracks_) End(track);
  tracks_.clear();
  AddFound("howling", lane_, "audio", &found_, report);
  report->LeaveOut(left_out_);
}

}  // namespace vr
