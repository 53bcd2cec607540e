// Puts the readers of a held capture together: of its mix and of its tracks, as they are to be written. Writing thread.
#pragma once

#include <memory>
#include <string>
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
  // Where one of held.streams has no sound, up to where it has been read; of a mix that is made anew, behind that.
  std::vector<RingHole> holes(size_t stream) const;

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

// A stream that is being read, and the streams of held.streams that it is made of, which live as long as `pieces`.
struct OpenedStream {
  struct Part {
    size_t stream = 0;
    const HeldAudio* audio = nullptr;

    // Where it has no sound, as far as it has been read.
    std::vector<RingHole> holes() const;
  };
  std::unique_ptr<AudioPieces> pieces;
  std::vector<Part> parts;
};

// One of held.streams from this frame of the stream on, as it is held. pieces: of the stream, from there on. A mix that
// is made anew is made from its beginning, and what comes before `frame` left out. silent_block: an ADTS frame that
// stands where AAC is missing; for PCM empty. held outlives what is given; the others are not kept.
OpenedStream OpenHeldStream(const HeldCapture& held, size_t stream, std::vector<HeldPiece> pieces, int64_t frame,
                            const std::vector<uint8_t>& silent_block);

// Of a track's user, for a text.
std::string TrackName(const CaptureInfo& info, size_t track);

// The configuration of an encoder for one of its streams.
EncoderConfig EncoderOf(const HeldCapture& held, const HeldStream& stream, Codec codec);

}  // namespace vr
