#include "mix/loudness_meters.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace vr {

LoudnessMeters::LoudnessMeters(const MixerConfig& config, int voice_channels)
    : config_(config),
      voice_channels_(voice_channels),
      mix_(LoudnessMeter::Make(config.sample_rate_hz, config.channels)) {}

bool LoudnessMeters::IsMeasured(SourceId source) const {
  return static_cast<int64_t>(sources_.size()) < config_.max_loudness_sources || sources_.count(source) > 0;
}

void LoudnessMeters::Add(SourceId source, const int16_t* samples, int frames) {
  if (source == 0) {
    if (mix_ != nullptr) mix_->Add(samples, frames);
    return;
  }
  auto it = sources_.find(source);
  if (it == sources_.end()) {
    const bool silent = std::all_of(samples, samples + static_cast<std::ptrdiff_t>(frames) * voice_channels_,
                                    [](int16_t sample) { return sample == 0; });
    if (silent || !IsMeasured(source)) return;
    std::unique_ptr<LoudnessMeter> meter = LoudnessMeter::Make(config_.sample_rate_hz, voice_channels_);
    if (meter == nullptr) return;
    it = sources_.emplace(source, Meter{std::move(meter)}).first;
  }
  it->second.meter->Add(samples, frames);
  it->second.fed = true;
  it->second.over = false;
}

void LoudnessMeters::Release(SourceId source) {
  if (const auto it = sources_.find(source); it != sources_.end()) it->second.over = true;
}

void LoudnessMeters::EndCell(int64_t cell, int frames, MixSink& sink) {
  for (auto& [id, source] : sources_) {
    if (!std::exchange(source.fed, false)) source.meter->AddSilence(frames);
  }
  if (cell % kCellsPerLoudnessBlock == kCellsPerLoudnessBlock - 1) Tell(cell / kCellsPerLoudnessBlock, sink);
}

void LoudnessMeters::Tell(int64_t block, MixSink& sink) {
  for (auto it = sources_.begin(); it != sources_.end();) {
    sink.OnLoudness(it->first, block, it->second.meter->Momentary());
    it = it->second.over ? sources_.erase(it) : std::next(it);
  }
  if (mix_ != nullptr) sink.OnLoudness(0, block, mix_->Momentary());
}

}  // namespace vr
