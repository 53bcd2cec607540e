#include "analysis/export_samples.h"

#include <algorithm>
#include <cmath>

#include "base/audio_types.h"

namespace vr {
namespace {

constexpr size_t kPieceFrames = 16384;
constexpr float kScale = 32768;
constexpr float kHighest = 32767;
constexpr float kLoudestWritten = kHighest / kScale;

double Dbfs(double value) {
  return value > 0 ? std::max(20 * std::log10(value), kSilenceDbfs) : kSilenceDbfs;
}

}  // namespace

Status ExportSamples::FitToFullScale(const Progress& progress) {
  ProgressTicker ticker(progress);
  float peak = 0;
  floats_.resize(kPieceFrames * static_cast<size_t>(channels()));
  for (;;) {
    const Result<size_t> got = mix_->Next(kPieceFrames, floats_.data());
    if (!got.ok()) return got.status();
    if (got.value() == 0) break;
    for (size_t i = 0; i < got.value() * static_cast<size_t>(channels()); ++i) {
      peak = std::max(peak, std::fabs(floats_[i]));
    }
    Status status = ticker.Tell(static_cast<double>(mix_->done()) / static_cast<double>(frames()));
    if (!status.ok()) return status;
  }
  mix_->Rewind();
  gain_ = peak > kLoudestWritten ? kLoudestWritten / peak : 1.0f;
  return Status::Ok();
}

Status ExportSamples::MeasureAll(const Progress& progress) {
  ProgressTicker ticker(progress);
  std::vector<int16_t> piece(kPieceFrames * static_cast<size_t>(channels()));
  for (;;) {
    const Result<size_t> got = Next(kPieceFrames, piece.data());
    if (!got.ok() || got.value() == 0) return got.status();
    Status status = ticker.Tell(static_cast<double>(mix_->done()) / static_cast<double>(frames()));
    if (!status.ok()) return status;
  }
}

Result<size_t> ExportSamples::Next(size_t frames, int16_t* into) {
  const auto width = static_cast<size_t>(channels());
  if (verbatim()) {
    const Result<size_t> got = mix_->NextPcm16(frames, into);
    if (got.ok()) Measure(into, got.value() * width);
    return got;
  }
  floats_.resize(std::max(floats_.size(), frames * width));
  const Result<size_t> got = mix_->Next(frames, floats_.data());
  if (!got.ok()) return got;
  const size_t count = got.value() * width;
  constexpr float kFull = 1.0f;
  for (size_t i = 0; i < count; ++i) {
    clipped_ += std::fabs(floats_[i] * gain_) > kFull ? 1 : 0;
    into[i] = static_cast<int16_t>(std::lrint(std::clamp(floats_[i] * gain_ * kScale, -kScale, kHighest)));
  }
  Measure(into, count);
  return got;
}

void ExportSamples::Measure(const int16_t* samples, size_t count) {
  double squares = 0;
  for (size_t i = 0; i < count; ++i) {
    const int value = samples[i];
    peak_ = std::max(peak_, std::abs(value));
    squares += static_cast<double>(value) * value;
  }
  squares_ += squares;
  samples_ += count;
}

double ExportSamples::gain_db() const {
  return gain_ < 1 ? Dbfs(gain_) : 0;
}

ExportLevels ExportSamples::levels() const {
  const double mean = samples_ == 0 ? 0 : squares_ / static_cast<double>(samples_);
  return {Dbfs(peak_ / 32768.0), Dbfs(std::sqrt(mean) / 32768.0)};
}

}  // namespace vr
