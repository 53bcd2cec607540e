#include "mix/mixer_impl.h"

#include <algorithm>

#include "base/clock.h"

namespace vr {
namespace {

// Blocks are placed this much before they are mixed, so that a resampler has what it looks ahead for.
constexpr double kPlaceAheadS = 0.03;

bool IsAudible(Position position, SourceKind kind) {
  if (position == Position::kRecording) return kind == SourceKind::kLocal;
  if (position == Position::kMixedPlayback) return kind != SourceKind::kLocal;
  return true;
}

}  // namespace

Mixer::Impl::Impl(const MixerConfig& config)
    : config_(config),
      cell_frames_(config.sample_rate_hz / kCellsPerSecond),
      bus_(config.sample_rate_hz, config.channels, config.layout) {}

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
  lines_.try_emplace(id, id, kind, line);
}

SourceLine* Mixer::Impl::Find(SourceId id) {
  const auto it = lines_.find(id);
  return it == lines_.end() ? nullptr : &it->second;
}

bool Mixer::Impl::GetStats(SourceId id, MixSourceStats* stats) const {
  const auto line = lines_.find(id);
  const auto over = over_.find(id);
  if (line == lines_.end() && over == over_.end()) return false;
  *stats = line != lines_.end() ? line->second.stats() : over->second;
  return true;
}

// A game may open and close thousands of sources; only the figures of the newest that are over are kept.
void Mixer::Impl::LetGo() {
  constexpr size_t kMaxOver = 256;
  for (auto it = lines_.begin(); it != lines_.end();) {
    if (!it->second.IsOverBy(emitted_frames_)) {
      ++it;
      continue;
    }
    over_[it->first] = it->second.stats();
    it = lines_.erase(it);
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
  for (auto& entry : lines_) entry.second.EndGap(summed_frames_, sink);
  finished_ = true;
}

void Mixer::Impl::SumCell(int frames, bool last, MixSink& sink) {
  bus_.Begin(frames);
  const double end_s = static_cast<double>(summed_frames_ + frames) / config_.sample_rate_hz;
  for (auto& entry : lines_) {
    SourceLine& line = entry.second;
    line.PlaceUntil(end_s + kPlaceAheadS, last, sink);
    if (line.Take(summed_frames_, frames, &own_, sink)) bus_.Add(line.kind(), own_.data());
  }
  summed_frames_ += frames;
  const std::vector<int16_t>& mixed = bus_.End();
  if (!mixed.empty()) Emit(mixed, sink);
}

void Mixer::Impl::Emit(const std::vector<int16_t>& mixed, MixSink& sink) {
  const int frames = static_cast<int>(mixed.size()) / config_.channels;
  const double at_s = static_cast<double>(emitted_frames_) / config_.sample_rate_hz;
  for (auto& entry : lines_) entry.second.EmitCell(emitted_cells_, sink);
  meter_.Add(mixed.data(), frames, config_.channels, at_s, 1.0 / config_.sample_rate_hz);
  if (frames < cell_frames_) meter_.Excuse(emitted_cells_);
  sink.OnFeature(0, emitted_cells_, meter_.Take());
  sink.OnMixedFrames(emitted_frames_, mixed.data(), frames);
  ++emitted_cells_;
  emitted_frames_ += frames;
  LetGo();
}

}  // namespace vr
