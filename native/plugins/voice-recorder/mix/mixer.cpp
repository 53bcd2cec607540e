#include "mix/mixer.h"

#include "mix/mixer_impl.h"

namespace vr {

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

void Mixer::SetOwnTrack(SourceId id, bool on) {
  impl_->SetOwnTrack(id, on);
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
