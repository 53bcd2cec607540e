#include "mix/mixer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/clock.h"
#include "mix/limiter.h"
#include "mix/source_line.h"

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

class Mixer::Impl {
 public:
  explicit Impl(const MixerConfig& config);

  void AddSource(SourceId id, SourceKind kind);
  SourceLine* Find(SourceId id);
  bool GetStats(SourceId id, MixSourceStats* stats) const;
  void MixUntil(int64_t until_ns, MixSink& sink);
  void Finish(int64_t end_ns, MixSink& sink);
  int64_t mixed_frames() const { return emitted_frames_; }
  float TakeLowestGain();

 private:
  // A cell between being summed and being given out, while the limiter looks at the one after it.
  struct Summed {
    std::vector<float> samples;
    int frames = 0;
    std::vector<int> voices;  // that are heard, for each limiter
  };

  int64_t FrameAt(int64_t at_ns) const;
  void SumCell(int frames, bool last, MixSink& sink);
  void Emit(const Summed* following, MixSink& sink);
  void LetGo();
  void Limit(const Summed* following);
  void LimitChannel(size_t channel, const Summed* following);

  MixerConfig config_;
  int cell_frames_;
  bool split_;
  std::map<SourceId, SourceLine> lines_;
  std::map<SourceId, MixSourceStats> over_;  // of sources that are closed and mixed
  std::vector<Limiter> limiters_;            // one, or one for each side
  Summed waiting_;
  Summed summed_;
  std::vector<float> side_;
  std::vector<float> side_following_;
  std::vector<int16_t> pcm_;
  FeatureMeter meter_{0};
  int64_t summed_frames_ = 0;
  int64_t emitted_frames_ = 0;
  int64_t emitted_cells_ = 0;
  bool finished_ = false;
};

Mixer::Impl::Impl(const MixerConfig& config)
    : config_(config), cell_frames_(config.sample_rate_hz / kCellsPerSecond), split_(config.layout == Layout::kSplit) {
  const int limiters = split_ ? config.channels : 1;
  for (int i = 0; i < limiters; ++i) limiters_.emplace_back(config.sample_rate_hz, split_ ? 1 : config.channels);
}

int64_t Mixer::Impl::FrameAt(int64_t at_ns) const {
  const int64_t since_ns = at_ns <= config_.start_ns ? 0 : at_ns - config_.start_ns;
  return since_ns / kNsPerSecond * config_.sample_rate_hz +
         since_ns % kNsPerSecond * config_.sample_rate_hz / kNsPerSecond;
}

void Mixer::Impl::AddSource(SourceId id, SourceKind kind) {
  LineConfig line;
  line.start_ns = config_.start_ns;
  line.sample_rate_hz = config_.sample_rate_hz;
  line.channels = split_ ? 1 : config_.channels;
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
    if (!it->second.over()) {
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
  if (waiting_.frames > 0) Emit(nullptr, sink);
  for (auto& entry : lines_) entry.second.EndGap(summed_frames_, sink);
  finished_ = true;
}

void Mixer::Impl::SumCell(int frames, bool last, MixSink& sink) {
  const auto channels = static_cast<size_t>(config_.channels);
  summed_.frames = frames;
  summed_.samples.assign(static_cast<size_t>(frames) * channels, 0.0F);
  summed_.voices.assign(limiters_.size(), 0);
  const double end_s = static_cast<double>(summed_frames_ + frames) / config_.sample_rate_hz;
  for (auto& entry : lines_) {
    SourceLine& line = entry.second;
    line.PlaceUntil(end_s + kPlaceAheadS, last, sink);
    const size_t side = split_ && line.kind() != SourceKind::kLocal ? 1 : 0;
    const int stride = config_.channels;
    const bool heard = line.Mix(summed_frames_, frames, summed_.samples.data() + side, stride, sink);
    summed_.voices[side] += heard && line.audible() ? 1 : 0;
  }
  summed_frames_ += frames;
  if (waiting_.frames > 0) Emit(&summed_, sink);
  std::swap(waiting_, summed_);
}

void Mixer::Impl::LimitChannel(size_t channel, const Summed* following) {
  const auto channels = static_cast<size_t>(config_.channels);
  const auto take = [&](const Summed& from, std::vector<float>* to) {
    to->resize(static_cast<size_t>(from.frames));
    for (size_t i = 0; i < to->size(); ++i) (*to)[i] = from.samples[i * channels + channel];
  };
  take(waiting_, &side_);
  side_following_.clear();
  if (following != nullptr) take(*following, &side_following_);
  limiters_[channel].Process(side_.data(), waiting_.frames, side_following_.data(),
                             static_cast<int>(side_following_.size()), waiting_.voices[channel] > 1,
                             following != nullptr && following->voices[channel] > 1);
  for (size_t i = 0; i < side_.size(); ++i) waiting_.samples[i * channels + channel] = side_[i];
}

void Mixer::Impl::Limit(const Summed* following) {
  if (split_) {
    for (size_t channel = 0; channel < limiters_.size(); ++channel) LimitChannel(channel, following);
    return;
  }
  limiters_[0].Process(waiting_.samples.data(), waiting_.frames,
                       following == nullptr ? nullptr : following->samples.data(),
                       following == nullptr ? 0 : following->frames, waiting_.voices[0] > 1,
                       following != nullptr && following->voices[0] > 1);
}

void Mixer::Impl::Emit(const Summed* following, MixSink& sink) {
  Limit(following);
  pcm_.resize(waiting_.samples.size());
  for (size_t i = 0; i < pcm_.size(); ++i) {
    const float scaled = std::clamp(waiting_.samples[i] * 32768.0F, -32768.0F, 32767.0F);
    pcm_[i] = static_cast<int16_t>(std::lrintf(scaled));
  }
  const double at_s = static_cast<double>(emitted_frames_) / config_.sample_rate_hz;
  meter_.Add(pcm_.data(), waiting_.frames, config_.channels, at_s, 1.0 / config_.sample_rate_hz);
  for (auto& entry : lines_) entry.second.EmitCell(emitted_cells_, sink);
  if (waiting_.frames < cell_frames_) meter_.Excuse(emitted_cells_);
  sink.OnFeature(0, emitted_cells_, meter_.Take());
  sink.OnMixedFrames(emitted_frames_, pcm_.data(), waiting_.frames);
  ++emitted_cells_;
  emitted_frames_ += waiting_.frames;
  waiting_.frames = 0;
  LetGo();
}

float Mixer::Impl::TakeLowestGain() {
  float lowest = 1.0F;
  for (Limiter& limiter : limiters_) lowest = std::min(lowest, limiter.TakeLowestGain());
  return lowest;
}

Mixer::Mixer(const MixerConfig& config) : impl_(std::make_unique<Impl>(config)) {}
Mixer::~Mixer() = default;

void Mixer::AddSource(SourceId id, SourceKind kind) {
  impl_->AddSource(id, kind);
}

void Mixer::CloseSource(SourceId id) {
  if (SourceLine* line = impl_->Find(id)) line->Close();
}

void Mixer::SetMuted(SourceId id, bool muted, int64_t at_ns) {
  if (SourceLine* line = impl_->Find(id)) line->SetMuted(muted, at_ns);
}

void Mixer::Deliver(SourceId id, const SourceBlock& block) {
  if (SourceLine* line = impl_->Find(id)) line->Deliver(block);
}

void Mixer::MixUntil(int64_t until_ns, MixSink& sink) {
  impl_->MixUntil(until_ns, sink);
}
void Mixer::Finish(int64_t end_ns, MixSink& sink) {
  impl_->Finish(end_ns, sink);
}
int64_t Mixer::mixed_frames() const {
  return impl_->mixed_frames();
}
float Mixer::TakeLowestGain() {
  return impl_->TakeLowestGain();
}

bool Mixer::GetSourceStats(SourceId id, MixSourceStats* stats) const {
  return impl_->GetStats(id, stats);
}

}  // namespace vr
