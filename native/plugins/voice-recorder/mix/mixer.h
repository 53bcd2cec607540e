// Puts the blocks of all sources on one time line, fills what is missing with silence of exactly that length, sums
// and limits. One mixer serves one task; worker thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/audio_types.h"
#include "base/feature_word.h"
#include "mix/loudness.h"

namespace vr {

struct MixerConfig {
  int sample_rate_hz = 32000;  // of the output
  int channels = 1;
  Layout layout = Layout::kMix;
  Position position = Position::kMixedRecordingAndPlayback;
  int64_t start_ns = 0;  // the room's time of output frame 0
  // So many sources at a time are measured; see LoudnessMeter for what one holds. 0: the mix alone.
  int max_loudness_sources = 8;
};

struct SourceBlock {
  const void* samples = nullptr;  // interleaved, valid during the call
  int frames = 0;
  StreamFormat format;
  bool has_capture_time = false;
  int64_t time_ns = 0;   // capture time of the first frame; without one, the moment of arrival at the tap
  int64_t taken_ns = 0;  // the room's time at which the worker took it out of the tap
};

enum class MixMarkerKind { kGap, kSteered, kFormatChanged, kRealigned };

struct MixMarker {
  MixMarkerKind kind = MixMarkerKind::kGap;
  SourceId source = 0;
  int64_t first_frame = 0;  // on the output's count
  int64_t frames = 0;       // of a gap; 0 otherwise
  StreamFormat format;      // after kFormatChanged
};

// What the mixer gives, in order of time, all of it before MixUntil returns. For each cell: the features and tracks of
// the sources, the features of the mix, the mix, and then the loudness if it is a block's last cell.
class MixSink {
 public:
  virtual ~MixSink() = default;
  // The mix, interleaved, 10 ms at a time; the last piece of a task may be shorter.
  virtual void OnMixedFrames(int64_t first_frame, const int16_t* samples, int frames) = 0;
  // The cell of one source, taken from its own samples before resampling; source 0 is the mix.
  virtual void OnFeature(SourceId source, int64_t cell, FeatureWord word) = 0;
  virtual void OnMarker(const MixMarker& marker) = 0;
  // What one source adds to the mix in the frames that OnMixedFrames gives next: placed, resampled and muted, before
  // the limiter, clipped to int16; zeros where it is silent. Interleaved: 1 channel with Layout::kSplit, otherwise
  // those of the mix. For sources of which SetOwnTrack is on and which the position does not leave out, from the first
  // cell after they joined until they are closed and over.
  virtual void OnTrackFrames(SourceId /*source*/, int64_t /*first_frame*/, const int16_t* /*samples*/, int /*frames*/) {
  }
  // Momentary loudness in LUFS at the end of the cells 10 * block to 10 * block + 9, that is of the 400 ms of output
  // before it; kSilenceLufs when they are zero. What lies before the task, and before a source got its meter, counts as
  // silence, so that the three values after it are low.
  // Of a source it is that of the samples of its track, whether the track is on or not; source 0 is the mix as
  // OnMixedFrames gives it. A source has a meter from its first sound on, if one of max_loudness_sources is free, until
  // the block in which it is over. A last block of a task that has fewer cells is not told.
  virtual void OnLoudness(SourceId /*source*/, int64_t /*block*/, double /*lufs*/) {}
};

struct MixSourceStats {
  StreamFormat format;       // of the last block
  uint64_t blocks_late = 0;  // wholly or partly behind the mix when they came
  uint64_t gaps = 0;
  int64_t gap_frames = 0;  // of the output
  double drift_ppm = 0;
  double offset_ms = 0;
  bool steered = false;
};

class Mixer {
 public:
  explicit Mixer(const MixerConfig& config);
  ~Mixer();

  // Sources that the position leaves out may be added too: they keep their feature track and add nothing to the mix.
  void AddSource(SourceId id, SourceKind kind);
  // What was delivered is still mixed; afterwards silence that is not a gap.
  void CloseSource(SourceId id);
  // From the room's time at_ns on.
  void SetMuted(SourceId id, bool muted, int64_t at_ns);
  // Whether the sink gets the source's own sound beside the mix. On from the next cell that is summed, the mix being
  // one cell behind; off at once. Off at first.
  void SetOwnTrack(SourceId id, bool on);
  void Deliver(SourceId id, const SourceBlock& block);

  // Mixes every whole cell that ends at or before the room's time until_ns.
  void MixUntil(int64_t until_ns, MixSink& sink);
  // Mixes up to the room's time end_ns to the frame, flushing what resamplers hold; nothing may follow.
  void Finish(int64_t end_ns, MixSink& sink);

  int64_t mixed_frames() const;
  // False: no such source.
  bool GetSourceStats(SourceId id, MixSourceStats* stats) const;
  // The limiter's lowest gain since the last call, 1: it did nothing.
  float TakeLowestGain();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vr
