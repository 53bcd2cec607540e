// Makes a mix anew out of sources' own tracks (MixSink::OnTrackFrames), so that one of them can be left out of what was
// recorded. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/audio_types.h"
#include "mix/mix_bus.h"

namespace vr {

// Out of the tracks of all sources, from the task's first frame on, come the samples that the Mixer gave, as far as
// int16 tells them: where a source was resampled or delivered floats, its track is rounded, so that the mix may be 1
// off (a little more with many such sources at a time); where it went beyond full scale, its track is clipped. Begun
// later in the recording it is the same after about 100 ms, when the limiter does what it did.
class TrackMixer {
 public:
  // channels and layout of the mix. kinds: of each track's source, in the order in which Process takes them.
  TrackMixer(int sample_rate_hz, int channels, Layout layout, std::vector<SourceKind> kinds);

  // Takes the next frames of every track, any number, and appends the mixed frames that are ready: interleaved, whole
  // cells of 10 ms, one cell late. tracks: one for each of the kinds, interleaved, 1 channel with Layout::kSplit,
  // otherwise those of the mix; null: silence, as of a source that joins later.
  void Process(const std::vector<const int16_t*>& tracks, int frames, std::vector<int16_t>* mixed);
  // Appends what is held back, the last cell being as short as it is; nothing may follow.
  void Finish(std::vector<int16_t>* mixed);

 private:
  void SumCell(std::vector<int16_t>* mixed);

  MixBus bus_;
  std::vector<SourceKind> kinds_;
  int cell_frames_;
  int filled_frames_ = 0;  // of the cell that is gathered
  std::vector<std::vector<float>> cells_;
};

}  // namespace vr
