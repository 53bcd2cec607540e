// Who of a mixer's sources has a meter, and the values of all meters every 100 ms. Worker thread only.
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "base/audio_types.h"
#include "mix/loudness_meter.h"
#include "mix/mixer.h"

namespace vr {

class LoudnessMeters {
 public:
  // voice_channels: of what sources add, mix_channels of the mix.
  LoudnessMeters(const MixerConfig& config, int voice_channels);

  // Whether sound of this source is measured: it has a meter, or one is free.
  bool IsMeasured(SourceId source) const;
  // The frames of a source, or of the mix (source 0), in the cell that is under way; a source of which none are added
  // is silent. A source takes a free meter with its first sound; what it said before is silence to the meter.
  void Add(SourceId source, const int16_t* samples, int frames);
  // The source is over: the rest of the block is silence, and after it the meter is free.
  void Release(SourceId source);
  // Ends the cell, which is so long, and with the last one of a block tells its values: those of the sources, then that
  // of the mix.
  void EndCell(int64_t cell, int frames, MixSink& sink);

 private:
  struct Meter {
    std::unique_ptr<LoudnessMeter> meter;
    bool fed = false;  // in the cell that is under way
    bool over = false;
  };

  void Tell(int64_t block, MixSink& sink);

  MixerConfig config_;
  int voice_channels_;
  std::unique_ptr<LoudnessMeter> mix_;  // null: out of memory
  std::map<SourceId, Meter> sources_;
};

}  // namespace vr
