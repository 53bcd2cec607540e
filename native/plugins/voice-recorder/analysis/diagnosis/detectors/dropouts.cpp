#include "analysis/diagnosis/detectors/dropouts.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "analysis/diagnosis/detectors/dropout_findings.h"
#include "analysis/diagnosis/detectors/fading_repeat.h"

namespace vr {

using thresholds::kCutDb;
using thresholds::kCutLongestMs;
using thresholds::kCutMeanDbfs;
using thresholds::kCutShortestMs;
using thresholds::kCutSideDbfs;
using thresholds::kDropoutEdge;
using thresholds::kDropoutLongestSeconds;
using thresholds::kDropoutPauseDbfs;
using thresholds::kDropoutPauseEdge;
using thresholds::kDropoutPauseSeconds;
using thresholds::kDropoutSideDbfs;
using thresholds::kDropoutZerosMs;
using thresholds::kFadeDb;
using thresholds::kFadeReturnDb;
using thresholds::kFadeShortestMs;

namespace {

constexpr int64_t kAroundMs = 8;  // a period of the lower voices
constexpr int64_t kNearMs = 3;
constexpr int64_t kBesideCutMs = 5;
constexpr float kRampDb = 6;  // over the quiet: a millisecond in which the sound falls or rises
constexpr int64_t kRampMs = 2;
constexpr int64_t kAfterMs = SoundBeside::kMs + 1;  // that have to be there before one is judged
constexpr int64_t kFadeEndMs = 2;
constexpr int64_t kFadeReturnMs = 4;
constexpr double kDropoutKeptSeconds = 0.15;

}  // namespace

Dropouts::Dropouts(const LaneFacts& lane, int sample_rate_hz)
    : lane_(lane),
      rate_hz_(sample_rate_hz),
      slope_frames_(std::max(1, sample_rate_hz / 10000)),
      reads_cells_(lane.lossy && lane.has_features),
      levels_(sample_rate_hz),
      samples_(static_cast<size_t>((reads_cells_ ? CutCells::kKeptSeconds : kDropoutKeptSeconds) * sample_rate_hz)),
      cut_cells_(sample_rate_hz),
      decoded_fades_(sample_rate_hz, lane.has_features) {}

void Dropouts::Listen(const Cell& cell) {
  if (!samples_.Take(cell)) return;
  if (lane_.lossy) decoded_fades_.Listen(cell);
  levels_.Take(cell, [this] { TakeMillisecond(); });
  if (reads_cells_) cut_cells_.Listen(cell, samples_);
}

void Dropouts::TakeMillisecond() {
  LookAtZeros(levels_.count() - 1);
  if (!reads_cells_) cuts_.Heard(levels_.At(levels_.count() - 1));
  const int64_t at = levels_.count() - 1 - kAfterMs;
  if (at < 2 * kAroundMs) return;
  if (!reads_cells_) {
    LookAtFall(at);
    LookAtRise(at);
  }
  LookAtFade(at);
}

double Dropouts::LevelOf(int64_t begin, int64_t end) const {
  begin = std::max(begin, samples_.begin());
  end = std::min(end, samples_.end());
  double power = 1e-12;
  for (const float* sample = samples_.At(begin); sample < samples_.At(begin) + (end - begin); ++sample) {
    power += static_cast<double>(*sample * *sample);
  }
  return std::sqrt(power / static_cast<double>(std::max<int64_t>(1, end - begin)));
}

// How far from zero the sound still is where it stops, or how fast it still moves, in units of how loud it is.
double Dropouts::EdgeBefore(int64_t frame, double loudness) const {
  if (frame - 1 - slope_frames_ < samples_.begin()) return 0;
  const float last = samples_.At(frame)[-1];
  const float slope = last - samples_.At(frame)[-1 - slope_frames_];
  return static_cast<double>(std::fabs(last) + std::fabs(slope)) / loudness;
}

double Dropouts::EdgeAfter(int64_t frame, double loudness) const {
  if (frame + 1 + slope_frames_ > samples_.end()) return 0;
  const float first = samples_.At(frame)[0];
  const float slope = first - samples_.At(frame)[slope_frames_];
  return static_cast<double>(std::fabs(first) + std::fabs(slope)) / loudness;
}

void Dropouts::LookAtZeros(int64_t now) {
  const bool is_zeros = levels_.At(now) == FineLevels::kZeros;
  if (zeros_begin_ < 0) {
    if (!is_zeros) return;
    zeros_begin_ = levels_.FrameOf(now);
    while (zeros_begin_ > samples_.begin() && samples_.At(zeros_begin_)[-1] == 0) --zeros_begin_;
    zeros_end_ = -1;
    zeros_before_ = LevelOf(zeros_begin_ - kNearMs * rate_hz_ / 1000, zeros_begin_);
    zeros_edge_ = EdgeBefore(zeros_begin_, zeros_before_);
    return;
  }
  if (zeros_end_ < 0 && !is_zeros) {
    zeros_end_ = levels_.FrameOf(now);
    while (zeros_end_ < samples_.end() && *samples_.At(zeros_end_) == 0) ++zeros_end_;
  }
  const bool is_known = zeros_end_ >= 0 && levels_.FrameOf(now + 1) >= zeros_end_ + kNearMs * rate_hz_ / 1000;
  if (is_known) EndZeros();
}

void Dropouts::EndZeros() {
  const int64_t begin = std::exchange(zeros_begin_, -1);
  const double seconds = static_cast<double>(zeros_end_ - begin) / rate_hz_;
  if (begin <= 0 || seconds < kDropoutZerosMs / 1000 || seconds > kDropoutLongestSeconds) return;
  const double after = LevelOf(zeros_end_, zeros_end_ + kNearMs * rate_hz_ / 1000);
  const double edge = EdgeAfter(zeros_end_, after);
  if (20 * std::log10(std::max(zeros_before_, after)) < kDropoutSideDbfs) return;
  // The loss may begin or end in a pause; a line that is open has no zeros there.
  const double quieter_dbfs = 20 * std::log10(std::min(zeros_before_, after));
  const bool is_pause = quieter_dbfs < kDropoutSideDbfs;
  if (is_pause && (quieter_dbfs < kDropoutPauseDbfs || seconds >= kDropoutPauseSeconds)) return;
  const double least = is_pause || seconds >= kDropoutPauseSeconds ? kDropoutPauseEdge : kDropoutEdge;
  if (zeros_edge_ * edge < least * least || std::min(zeros_edge_, edge) < kDropoutEdge / 4) return;
  Tell("zeros", begin, zeros_end_, 1);
}

void Dropouts::LookAtFall(int64_t at) {
  const float near = levels_.Loudest(at - kBesideCutMs, at);
  const float quietest = near - kCutDb;
  if (near < kCutSideDbfs || levels_.Loudest(at + 1, at + kAroundMs) > quietest) return;
  // The same one, but for a quiet moment of a voice behind which it returned.
  if (fall_ >= 0 && at - fall_ <= kBesideCutMs && levels_.Loudest(fall_ + 1, at) <= quietest) return;
  if (levels_.At(at + 1) > levels_.Loudest(at + 2, at + kAroundMs) + kRampDb) return;
  const int64_t quiet = levels_.FrameOf(at + 2);
  const double noise = LevelOf(quiet, levels_.FrameOf(at + kAroundMs));
  const auto least = static_cast<float>(3 * noise);
  int64_t frame = quiet;
  while (frame > levels_.FrameOf(at - 1) && std::fabs(samples_.At(frame)[-1]) <= least) --frame;
  fall_ = at;
  fall_frame_ = frame;
  fall_dbfs_ = levels_.Loudest(at - kAroundMs, at);
  falls_at_once_ = FallsAtOnce(frame, 20 * std::log10(noise), samples_, rate_hz_);
  fall_sound_ = SoundBeside::Until(frame, samples_, rate_hz_);
}

void Dropouts::LookAtRise(int64_t at) {
  const float near = levels_.Loudest(at, at + kBesideCutMs);
  const float before = levels_.Loudest(at - kNearMs, at);
  if (near < kCutSideDbfs || near - before < kCutDb || levels_.At(at) < before + kRampDb) return;
  const int64_t quiet = levels_.FrameOf(at - 1);
  const auto least = static_cast<float>(3 * LevelOf(levels_.FrameOf(at - kNearMs), quiet));
  int64_t frame = quiet;
  while (frame < levels_.FrameOf(at + 2) && std::fabs(*samples_.At(frame)) <= least) ++frame;
  EndCut(at, frame, levels_.Loudest(at, at + kAroundMs));
}

void Dropouts::EndCut(int64_t at, int64_t frame, float near) {
  if (fall_ < 0 || near - levels_.Loudest(at - kAroundMs + 1, at) < kCutDb) return;
  const int64_t fall = std::exchange(fall_, -1);
  if (at - fall > kCutLongestMs || frame - fall_frame_ < kCutShortestMs * rate_hz_ / 1000) return;
  const float inner = levels_.Loudest(fall + 1, at);
  if (inner > std::min(fall_dbfs_, near) - kCutDb || inner == FineLevels::kZeros) return;
  if ((fall_dbfs_ + near) / 2 < kCutMeanDbfs) return;
  const std::optional<double> noise_dbfs = NoiseWithin(fall + kRampMs, at - 1, levels_, samples_, rate_hz_);
  if (!noise_dbfs) return;
  const SoundBeside after = SoundBeside::From(frame, samples_, rate_hz_);
  Cut cut;
  cut.begin = fall_frame_;
  cut.end = frame;
  cut.noise_dbfs = *noise_dbfs;
  const bool rises_at_once = RisesAtOnce(frame, *noise_dbfs, samples_, rate_hz_);
  cut.edges_at_once = (falls_at_once_ ? 1 : 0) + (rises_at_once ? 1 : 0);
  cut.unlikeness = after.UnlikenessTo(fall_sound_);
  cut.likeness = after.LikenessTo(fall_sound_);
  cuts_.Add(cut);
}

// Where sound returns at once, having become quieter.
void Dropouts::LookAtFade(int64_t at) {
  const float after = levels_.Loudest(at, at + kAroundMs);
  if (after < kCutSideDbfs || after - levels_.Loudest(at - kFadeEndMs, at) < kFadeReturnDb) return;
  const int64_t frame = levels_.FrameOf(at);
  if (lane_.lossy) {
    if (!IsSharpestReturn(at)) return;
    const std::optional<DecodedFades::Fade> fade = decoded_fades_.Before(frame, samples_);
    if (fade) Tell("decay", fade->begin, fade->end, 0.8);
    return;
  }
  const FadingRepeat fade(frame, samples_, rate_hz_);
  std::optional<int64_t> begin;
  if (ReturnsFromFade(at, after)) begin = fade.Begin(kFadeShortestMs);
  if (!begin) begin = fade.BeginOfExact(kFadeShortestMs);
  if (begin) Tell("decay", *begin, frame, 0.8);
}

// Whether the sound rises here from what is right before by more than it does a millisecond earlier or later.
bool Dropouts::IsSharpestReturn(int64_t at) const {
  const auto rise = [&](int64_t ms) {
    return levels_.Loudest(ms, ms + kFadeEndMs) - levels_.Loudest(ms - kFadeEndMs, ms);
  };
  return rise(at) >= std::max(rise(at - 1), rise(at + 1));
}

// Whether what comes is so loud at once, and what was before the last moments was so much louder than these.
bool Dropouts::ReturnsFromFade(int64_t at, float after) const {
  // A voice that begins again of itself takes longer.
  if (levels_.Loudest(at, at + kFadeReturnMs) < levels_.Loudest(at, at + SoundBeside::kMs) - kFadeReturnDb)
    return false;
  const float end = levels_.Loudest(at - kAroundMs, at);
  const float before = levels_.Loudest(at - 3 * kAroundMs - kFadeEndMs * 2, at - kAroundMs);
  return std::min(before, after) - end >= kFadeDb;
}

void Dropouts::Tell(const char* form, int64_t begin, int64_t end, double confidence) {
  const double start_s = static_cast<double>(begin) / rate_hz_;
  const double end_s = static_cast<double>(end) / rate_hz_;
  if (IsNearMute(lane_, start_s, end_s) || found_.size() > kMostFindingsOfOneCheck) return;
  const bool is_told = std::any_of(found_.begin(), found_.end(), [&](const Finding& other) {
    return start_s < other.start_s + other.seconds && end_s > other.start_s;
  });
  if (is_told) return;
  found_.push_back(DropoutFinding(lane_, form, start_s, end_s, confidence));
}

void Dropouts::Finish(Report* report) {
  const std::vector<Cut> cuts = reads_cells_ ? cut_cells_.Told() : cuts_.Told();
  for (const Cut& cut : cuts) Tell("cut", cut.begin, cut.end, 0.8);
  std::sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) { return a.start_s < b.start_s; });
  AddFound("dropout", lane_, "audio", &found_, report);
}

}  // namespace vr
