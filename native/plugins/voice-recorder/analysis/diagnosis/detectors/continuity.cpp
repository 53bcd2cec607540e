#include "analysis/diagnosis/detectors/continuity.h"

#include <algorithm>
#include <cmath>

namespace vr {
namespace {

constexpr double kBesidePi = 3.14159265358979;
constexpr size_t kComparedFrames = 96;  // 8 ms

}  // namespace

SoundBeside SoundBeside::From(int64_t frame, const RecentSamples& samples, int rate_hz) {
  SoundBeside sound;
  const double step = kMs * rate_hz / 1000.0 / static_cast<double>(kFrames);
  for (size_t i = 0; i < kFrames; ++i) {
    const auto begin = std::max(samples.begin(), frame + static_cast<int64_t>(static_cast<double>(i) * step));
    const auto end =
        std::min(samples.end(), std::max(begin + 1, frame + static_cast<int64_t>(static_cast<double>(i + 1) * step)));
    if (begin >= end) continue;
    float sum = 0;
    for (const float* sample = samples.At(begin); sample != samples.At(end); ++sample) sum += *sample;
    sound.samples_[i] = sum / static_cast<float>(end - begin);
  }
  sound.Analyse();
  return sound;
}

SoundBeside SoundBeside::Until(int64_t frame, const RecentSamples& samples, int rate_hz) {
  return From(frame - kMs * rate_hz / 1000, samples, rate_hz);
}

void SoundBeside::Analyse() {
  std::array<double, kFrames> shaped{};
  for (size_t i = 0; i < kFrames; ++i) {
    const double shape = 0.5 - 0.5 * std::cos(2 * kBesidePi * (static_cast<double>(i) + 0.5) / kFrames);
    shaped[i] = shape * static_cast<double>(samples_[i]);
  }
  for (size_t lag = 0; lag <= kOrder; ++lag) {
    for (size_t i = lag; i < kFrames; ++i) likeness_[lag] += shaped[i] * shaped[i - lag];
  }
  likeness_[0] = likeness_[0] * 1.0001 + 1e-9;
  // Levinson and Durbin.
  predictor_[0] = 1;
  double error = likeness_[0];
  for (size_t order = 1; order <= kOrder; ++order) {
    double sum = 0;
    for (size_t i = 0; i < order; ++i) sum += predictor_[i] * likeness_[order - i];
    const double reflected = -sum / error;
    const auto before = predictor_;
    for (size_t i = 1; i <= order; ++i) predictor_[i] = before[i] + reflected * before[order - i];
    error *= 1 - reflected * reflected;
  }
}

double SoundBeside::ErrorOf(const std::array<double, kOrder + 1>& predictor) const {
  double error = 0;
  for (size_t i = 0; i <= kOrder; ++i) {
    for (size_t k = 0; k <= kOrder; ++k) error += predictor[i] * predictor[k] * likeness_[i > k ? i - k : k - i];
  }
  return std::max(error, 1e-12);
}

double SoundBeside::UnlikenessTo(const SoundBeside& other) const {
  const double here = std::log(ErrorOf(other.predictor_) / ErrorOf(predictor_));
  const double there = std::log(other.ErrorOf(predictor_) / other.ErrorOf(other.predictor_));
  return (here + there) / 2;
}

double SoundBeside::LikenessTo(const SoundBeside& before) const {
  double power = 1e-12;
  for (size_t i = 0; i < kComparedFrames; ++i) power += static_cast<double>(samples_[i] * samples_[i]);
  double most = 0;
  for (size_t at = 0; at + kComparedFrames <= kFrames; ++at) {
    double cross = 0;
    double energy = 1e-12;
    for (size_t i = 0; i < kComparedFrames; ++i) {
      cross += static_cast<double>(samples_[i] * before.samples_[at + i]);
      energy += static_cast<double>(before.samples_[at + i] * before.samples_[at + i]);
    }
    most = std::max(most, cross / std::sqrt(energy * power));
  }
  return most;
}

}  // namespace vr
