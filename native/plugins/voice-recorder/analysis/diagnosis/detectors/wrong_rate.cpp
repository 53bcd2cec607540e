#include "analysis/diagnosis/detectors/wrong_rate.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/diagnosis/detectors/speech_rate_model.h"

namespace vr {

using thresholds::kImageLikeness;
using thresholds::kRateFilledLeastShare;
using thresholds::kRateFilledShare;
using thresholds::kRateLeastTrebleDb;
using thresholds::kRateMostFarShare;
using thresholds::kRateMostOctaves;
using thresholds::kRateOctaves;
using thresholds::kRateOctavesEmptyTop;
using thresholds::kRateOctavesFullTop;
using thresholds::kRateOctavesOfOneWindow;
using thresholds::kRateSpeechDbfs;
using thresholds::kRateVoicedShare;

namespace {

constexpr double kWrongRateKept = 0.8;      // of the weight of older windows
constexpr int kWrongRateFewestWindows = 2;  // where there are more
constexpr int kWrongRateImageCells = 300;
constexpr int kWrongRateFewestImageCells = 100;
constexpr int kWrongRateEvery = 2;  // cells: windows overlap

// How far a number is from what is usual, in spreads.
double AwayOf(const SpeechShape::Numbers& numbers, size_t i) {
  return (numbers[i] - kSpeechRateTerms[i].usual) / kSpeechRateTerms[i].spread;
}

// How much too fast, in octaves.
double OctavesOf(const SpeechShape::Numbers& numbers) {
  double octaves = kSpeechRateOffset;
  for (size_t i = 0; i < numbers.size(); ++i) {
    const SpeechRateTerm& term = kSpeechRateTerms[i];
    const double away = std::clamp(AwayOf(numbers, i), -kSpeechRateFarthest, kSpeechRateFarthest);
    octaves += (term.weight + term.square_weight * away) * away;
  }
  return octaves;
}

// A voice at any speed has next to none of its numbers so far away; a tone has most.
double FarShareOf(const SpeechShape::Numbers& numbers) {
  double far = 0;
  for (size_t i = 0; i < numbers.size(); ++i) far += std::fabs(AwayOf(numbers, i)) > kSpeechRateFarthest ? 1 : 0;
  return far / static_cast<double>(numbers.size());
}

}  // namespace

void WrongRate::Listen(const Cell& cell) {
  now_s_ = cell.end_s;
  voicing_.Listen(cell);
  if (!IsAudible(cell) || IsNothing(cell)) return;
  if (shape_start_s_ < 0) shape_start_s_ = cell.start_s;
  shape_.Add(cell);
  const bool is_sampled = static_cast<double>(cell.rms_dbfs) >= kRateSpeechDbfs && cell.index % kWrongRateEvery == 0;
  if (is_sampled) {
    band_.Add(cell);
    voicing_.Add();
  }
  if (shape_.is_full()) JudgeSpeed();
  if (!is_sampled) return;
  if (images_start_s_ < 0) images_start_s_ = cell.start_s;
  images_.Add(cell);
  if (images_.cells() >= kWrongRateImageCells) JudgeImages();
}

// What was played too slow had its band end at a lower rate.
double WrongRate::LeastOctaves(double octaves) const {
  const double of_few = kRateOctavesOfOneWindow / speed_weight_;
  if (octaves < 0 && filled_share_ >= kRateFilledShare) return kRateOctavesFullTop + of_few;
  const bool is_top_empty = !lane_.lossy && octaves < 0 && filled_share_ >= kRateFilledLeastShare;
  return (is_top_empty ? kRateOctavesEmptyTop : kRateOctaves) + of_few;
}

void WrongRate::JudgeSpeed() {
  const SpeechShape::Numbers numbers = shape_.Of();
  // No voice ends so low at any speed, or has no pitch: what the regression says of it means nothing.
  const bool is_voice = numbers[SpeechShape::kComparedBands - 1] >= kRateLeastTrebleDb &&
                        voicing_.Share() >= kRateVoicedShare && FarShareOf(numbers) <= kRateMostFarShare;
  if (is_voice) {
    filled_share_ = band_.Share();
    JudgeShape(numbers);
  }
  shape_.Clear();
  band_.Clear();
  voicing_.Clear();
  shape_start_s_ = -1;
}

void WrongRate::JudgeShape(const SpeechShape::Numbers& numbers) {
  const double octaves_of_window = OctavesOf(numbers);
  if (std::fabs(octaves_of_window) > kRateMostOctaves) return;
  speed_sum_ = speed_sum_ * kWrongRateKept + octaves_of_window;
  speed_weight_ = speed_weight_ * kWrongRateKept + 1;
  ++speed_windows_;
  if (speed_windows_ >= kWrongRateFewestWindows) Decide();
}

void WrongRate::Decide() {
  const double octaves = speed_sum_ / speed_weight_;
  const bool is_wrong = std::fabs(octaves) >= LeastOctaves(octaves);
  if (speed_.open && (!is_wrong || octaves * speed_.worst < 0)) EndSpeed();
  if (!is_wrong) return;
  if (!speed_.open) speed_ = {true, speed_windows_ <= kWrongRateFewestWindows ? 0 : shape_start_s_, 0, octaves};
  if (std::fabs(octaves) > std::fabs(speed_.worst)) speed_.worst = octaves;
  speed_.end_s = now_s_;
}

void WrongRate::JudgeImages() {
  const MirrorImages::Image image = images_.LowestFrom(kImageLikeness);
  const bool is_found = image.likeness > 0;
  if (image_.open && (!is_found || image.mirror_hz != image_.worst)) EndImages();
  if (is_found) {
    if (!image_.open) {
      image_ = {true, images_start_s_, 0, image.mirror_hz};
      likeness_ = 0;
    }
    likeness_ = std::max(likeness_, image.likeness);
    image_.end_s = now_s_;
  }
  images_.Clear();
  images_start_s_ = -1;
}

void WrongRate::EndSpeed() {
  if (!speed_.open) return;
  speed_.open = false;
  Finding finding =
      SoundFinding("wrong-rate", lane_, speed_.start_s, speed_.end_s, {"speed", std::exp2(speed_.worst), "x"});
  finding.form = speed_.worst > 0 ? "fast" : "slow";
  finding.severity = Severity::kError;
  finding.confidence = std::clamp(0.6 + std::fabs(speed_.worst) - kRateOctaves, 0.5, 0.95);
  found_.push_back(std::move(finding));
}

void WrongRate::EndImages() {
  if (!image_.open) return;
  image_.open = false;
  Finding finding = SoundFinding("wrong-rate", lane_, image_.start_s, image_.end_s, {"mirror", image_.worst, "Hz"});
  finding.form = "cut";
  finding.confidence = std::min(0.95, 0.5 + likeness_ / 2);
  found_.push_back(std::move(finding));
}

void WrongRate::Finish(Report* report) {
  if (images_.cells() >= kWrongRateFewestImageCells) JudgeImages();
  if (speed_windows_ < kWrongRateFewestWindows && shape_.is_enough()) JudgeSpeed();
  if (speed_windows_ > 0 && speed_windows_ < kWrongRateFewestWindows) Decide();
  EndSpeed();
  EndImages();
  AddFound("wrong-rate", lane_, "audio", &found_, report);
}

}  // namespace vr
