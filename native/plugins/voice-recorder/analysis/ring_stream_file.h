// One audio stream of a capture of a ring as an audio file: silence where there is nothing.
#pragma once

#include <memory>

#include "analysis/audio_file.h"
#include "analysis/read_faults.h"
#include "base/audio_pieces.h"
#include "recorder/held_capture.h"
#include "recorder/left_ring.h"

namespace vr {

// Whether ADTS has a number for this rate, without which no frame can tell it.
bool IsAacRate(int sample_rate_hz);
// An ADTS frame without content, for a build that cannot encode silence: no decoder takes it, and what is not decoded
// is silence.
std::vector<uint8_t> EmptyAacBlock(int sample_rate_hz, int channels);

// Reads a stream from any frame on; AAC from a border of its blocks.
class RingStreamSource {
 public:
  RingStreamSource(std::shared_ptr<const LeftRing> ring, std::shared_ptr<const HeldCapture> held, size_t stream);

  // From this frame of the stretch on. kNotSupported: as OpenHeldStream.
  Result<std::unique_ptr<AudioPieces>> Open(int64_t frame) const;
  int sample_rate_hz() const { return held_->encoder.sample_rate_hz; }
  int channels() const { return stream().channels; }
  int64_t frames() const { return stream().end_frame - stream().first_frame; }
  size_t frame_bytes() const;  // of PCM; 0: AAC
  // Stands for a block of AAC that is none of the stream's.
  std::vector<uint8_t> silent_block() const;

 private:
  const HeldStream& stream() const { return held_->streams[stream_]; }

  std::shared_ptr<const LeftRing> ring_;
  std::shared_ptr<const HeldCapture> held_;
  const size_t stream_;
};

class RingStreamFile final : public AudioFile {
 public:
  // facts: name, bytes and what is the same of all streams are filled in. stream: of held.streams.
  RingStreamFile(AudioFacts facts, std::shared_ptr<const LeftRing> ring, std::shared_ptr<const HeldCapture> held,
                 size_t stream);

  const AudioFacts& facts() const override { return facts_; }
  Result<std::unique_ptr<AudioReader>> OpenReader(const FrameRange& range, int channel) override;
  Result<std::unique_ptr<AdtsFrames>> OpenAdtsFrames() override;
  void TellFaults(Problems* problems) const override;

 private:
  AudioFacts facts_;
  RingStreamSource source_;
  std::shared_ptr<ReadFaults> faults_ = std::make_shared<ReadFaults>();
};

}  // namespace vr
