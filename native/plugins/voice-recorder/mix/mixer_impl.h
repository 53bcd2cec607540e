// The sources of a mixer, from their lines to the bus, cell by cell. Worker thread only.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "mix/feature_meter.h"
#include "mix/loudness_meters.h"
#include "mix/mix_bus.h"
#include "mix/mixer.h"
#include "mix/own_sound.h"
#include "mix/source_line.h"

namespace vr {

class Mixer::Impl {
 public:
  explicit Impl(const MixerConfig& config);

  void AddSource(SourceId id, SourceKind kind);
  SourceLine* Find(SourceId id);
  void SetOwnTrack(SourceId id, bool on);
  bool GetStats(SourceId id, MixSourceStats* stats) const;
  void MixUntil(int64_t until_ns, MixSink& sink);
  void Finish(int64_t end_ns, MixSink& sink);
  int64_t mixed_frames() const { return emitted_frames_; }
  float TakeLowestGain() { return bus_.TakeLowestGain(); }

 private:
  struct Source {
    Source(SourceId id, SourceKind kind, const LineConfig& config) : line(id, kind, config) {}

    SourceLine line;
    OwnSound own;
  };

  int64_t FrameAt(int64_t at_ns) const;
  void SumCell(int frames, bool last, MixSink& sink);
  void Emit(const std::vector<int16_t>& mixed, MixSink& sink);
  void EmitOwn(SourceId id, const OwnSound& own, int frames, MixSink& sink);
  void LetGo();

  MixerConfig config_;
  int cell_frames_;
  MixBus bus_;
  LoudnessMeters meters_;
  std::map<SourceId, Source> sources_;
  std::map<SourceId, MixSourceStats> over_;  // of sources that are closed and mixed
  std::vector<float> sum_part_;              // one source's part of the cell that is summed
  FeatureMeter features_{0};                 // of the mix
  int64_t summed_frames_ = 0;
  int64_t emitted_frames_ = 0;
  int64_t emitted_cells_ = 0;
  bool finished_ = false;
};

}  // namespace vr
