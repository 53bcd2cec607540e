#include "mix/mixer_impl.h"

#include <algorithm>

#include "base/clock.h"

namespace vr {
namespace {

// Blocks are placed this much before they are mixed, so that a resampler has what it looks ahead for.
constexpr double kPlaceAheadS = 0.03;

}  // namespace

Mixer::Impl::Impl(const MixerConfig& config)
    : config_(config),
      cell_frames_(config.sample_rate_hz / kCellsPerSecond),
      bus_(config.sample_rate_hz, config.channels, config.layout),
      meters_(config, bus_.voice_channels()) {}

int64_t Mixer::Impl::FrameAt(int64_t at_ns) const {
  const int64_t since_ns = at_ns <= config_.start_ns ? 0 : at_ns - config_.start_ns;
  return since_ns / kNsPerSecond * config_.sample_rate_hz +
         since_ns % kNsPerSecond * config_.sample_rate_hz / kNsPerSecond;
}

void Mixer::Impl::AddSource(SourceId id, SourceKind kind) {
  LineConfig line;
  line.start_ns = config_.start_ns;
  line.sample_rate_hz = config_.sample_rate_hz;
  line.channels = bus_.voice_channels();
  line.audible = IsAudible(config_.position, kind);
  line.first_frame = summed_frames_;
  line.first_cell = emitted_cells_;
  sources_.try_emplace(id, id, kind, line);
}

SourceLine* Mixer::Impl::Find(SourceId id) {
  const auto it = sources_.find(id);
  return it == sources_.end() ? nullptr : &it->second.line;
}

void Mixer::Impl::SetOwnTrack(SourceId id, bool on) {
  if (const auto it = sources_.find(id); it != sources_.end()) it->second.own.SetTrack(on);
}

bool Mixer::Impl::GetStats(SourceId id, MixSourceStats* stats) const {
  const auto source = sources_.find(id);
  const auto over = over_.find(id);
  if (source == sources_.end() && over == over_.end()) return false;
  *stats = source != sources_.end() ? source->second.line.stats() : over->second;
  return true;
}

// A game may open and close thousands of sources; only the figures of the newest that are over are kept.
void Mixer::Impl::LetGo() {
  constexpr size_t kMaxOver = 256;
  for (auto it = sources_.begin(); it != sources_.end();) {
    if (!it->second.line.IsOverBy(emitted_frames_)) {
      ++it;
      continue;
    }
    over_[it->first] = it->second.line.stats();
    meters_.Release(it->first);
    it = sources_.erase(it);
  }
  while (over_.size() > kMaxOver) over_.erase(over_.begin());
}

void Mixer::Impl::MixUntil(int64_t until_ns, MixSink& sink) {
  const int64_t until_frame = FrameAt(until_ns);
  while (!finished_ && summed_frames_ + cell_frames_ <= until_frame) SumCell(cell_frames_, false, sink);
}

void Mixer::Impl::Finish(int64_t end_ns, MixSink& sink) {
  if (finished_) return;
  MixUntil(end_ns, sink);
  const int64_t rest = FrameAt(end_ns) - summed_frames_;
  if (rest > 0) SumCell(static_cast<int>(rest), true, sink);
  const std::vector<int16_t>& mixed = bus_.Flush();
  if (!mixed.empty()) Emit(mixed, sink);
  for (auto& entry : sources_) entry.second.line.EndGap(summed_frames_, sink);
  finished_ = true;
}

void Mixer::Impl::SumCell(int frames, bool last, MixSink& sink) {
  bus_.Begin(frames);
  const double end_s = static_cast<double>(summed_frames_ + frames) / config_.sample_rate_hz;
  for (auto& [id, source] : sources_) {
    source.line.PlaceUntil(end_s + kPlaceAheadS, last, sink);
    const bool any = source.line.Take(summed_frames_, frames, &sum_part_, sink);
    if (any) bus_.Add(source.line.kind(), sum_part_.data());
    if (source.line.audible()) source.own.Keep(sum_part_, any && meters_.IsMeasured(id));
  }
  summed_frames_ += frames;
  const std::vector<int16_t>& mixed = bus_.End();
  if (!mixed.empty()) Emit(mixed, sink);
  for (auto& entry : sources_) entry.second.own.Advance();
}

void Mixer::Impl::Emit(const std::vector<int16_t>& mixed, MixSink& sink) {
  const int frames = static_cast<int>(mixed.size()) / config_.channels;
  for (auto& [id, source] : sources_) {
    source.line.EmitCell(emitted_cells_, sink);
    EmitOwn(id, source.own, frames, sink);
  }
  const double at_s = static_cast<double>(emitted_frames_) / config_.sample_rate_hz;
  features_.Add(mixed.data(), frames, config_.channels, at_s, 1.0 / config_.sample_rate_hz);
  if (frames < cell_frames_) features_.Excuse(emitted_cells_);
  sink.OnFeature(0, emitted_cells_, features_.Take());
  sink.OnMixedFrames(emitted_frames_, mixed.data(), frames);
  meters_.Add(0, mixed.data(), frames);
  emitted_frames_ += frames;
  LetGo();
  meters_.EndCell(emitted_cells_++, frames, sink);
}

void Mixer::Impl::EmitOwn(SourceId id, const OwnSound& own, int frames, MixSink& sink) {
  if (own.waiting().empty()) return;
  if (own.waiting_is_track()) sink.OnTrackFrames(id, emitted_frames_, own.waiting().data(), frames);
  meters_.Add(id, own.waiting().data(), frames);
}

}  // namespace vr
