// Puts the readers of a held capture together: of its mix and of its tracks, as they are to be written. Writing thread.
#pragma once

#include <memory>
#include <vector>

#include "base/audio_pieces.h"
#include "cycle/ring_audio.h"
#include "recorder/held_capture.h"

namespace vr {

class HeldAudio;
class RemixedAudio;

class HeldReaders {
 public:
  // held outlives this. codec: of what is written.
  HeldReaders(HeldCapture& held, Codec codec) : held_(held), codec_(codec) {}
  Status Open();

  CaptureAudio audio();
  // Of the mix, then of each track.
  size_t count() const { return readers_.size(); }
  AudioPieces& reader(size_t stream) { return *readers_[stream]; }

  // What only reading tells: to be called when the audio is written and the sidecar is not.
  void Complete();

 private:
  Status OpenStream(const HeldStream& stream);
  void TellTracks(int64_t stream_to_valid);
  void TellTrackless();
  void MeasureAnew(int64_t stream_to_valid);
  std::unique_ptr<AudioPieces> Before(const HeldStream& mix, int64_t floor, const std::vector<uint8_t>& silent_block);

  HeldCapture& held_;
  const Codec codec_;
  std::vector<std::unique_ptr<AudioPieces>> readers_;
  const HeldAudio* mix_ = nullptr;
  std::vector<const HeldAudio*> tracks_;
  const RemixedAudio* remixed_ = nullptr;
  int64_t mix_first_ = 0;
  RingHole forgotten_;
};

// One stream of it from this frame of the stream on, as it is held. stream: with the pieces from there on; is_mix: the
// first of held.streams. A mix that is made anew is made from its beginning, and what comes before `frame` left out.
// held and stream are not kept. kNotSupported: AAC, where this build cannot encode silence and none was given.
Result<std::unique_ptr<AudioPieces>> OpenHeldStream(const HeldCapture& held, const HeldStream& stream, bool is_mix,
                                                    int64_t frame);

// The configuration of an encoder for one of its streams.
EncoderConfig EncoderOf(const HeldCapture& held, const HeldStream& stream, Codec codec);

}  // namespace vr
