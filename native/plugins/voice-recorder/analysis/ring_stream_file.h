// One audio stream of a capture of a ring as an audio file: silence where there is nothing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/audio_file.h"
#include "analysis/read_faults.h"
#include "base/audio_pieces.h"
#include "recorder/held_capture.h"
#include "recorder/held_readers.h"
#include "recorder/left_ring.h"

namespace vr {

// Whether ADTS has a number for this rate, without which no frame can tell it.
bool IsAacRate(int sample_rate_hz);
// An ADTS frame without content, for a build that cannot encode silence: no decoder takes it, and what is not decoded
// is silence.
std::vector<uint8_t> EmptyAacBlock(int sample_rate_hz, int channels);

// A capture of a ring as it was when it was opened. Of each of held.streams: where it had no sound, and of AAC what
// stands for a block that is missing.
struct RingContent {
  std::shared_ptr<const LeftRing> ring;
  HeldCapture held;
  std::vector<std::vector<RingHole>> holes;
  std::vector<std::vector<uint8_t>> silent_blocks;
};

// Reads a stream from any frame on; AAC from a border of its blocks. What a recorder or a recovery has taken away since
// the ring was opened is silence, and told to the faults.
class RingStreamSource {
 public:
  // stream: of held.streams.
  RingStreamSource(std::shared_ptr<const RingContent> content, size_t stream, std::shared_ptr<ReadFaults> faults);

  // From this frame of the stretch on.
  OpenedStream Open(int64_t frame) const;
  // To be called whenever a piece of it has been read.
  void NoteLost(const OpenedStream& opened) const;
  int sample_rate_hz() const { return held().encoder.sample_rate_hz; }
  int channels() const { return stream().channels; }
  int64_t frames() const { return stream().end_frame - stream().first_frame; }
  size_t frame_bytes() const;  // of PCM; 0: AAC
  // Stands for a block of AAC that is none of the stream's.
  const std::vector<uint8_t>& silent_block() const { return content_->silent_blocks[stream_]; }
  // "the mix", "the track of NAME"
  std::string name() const;

 private:
  const HeldCapture& held() const { return content_->held; }
  const HeldStream& stream() const { return held().streams[stream_]; }

  std::shared_ptr<const RingContent> content_;
  const size_t stream_;
  std::shared_ptr<ReadFaults> faults_;
};

class RingStreamFile final : public AudioFile {
 public:
  // facts: name, bytes and what is the same of all streams are filled in. stream: of held.streams.
  RingStreamFile(AudioFacts facts, std::shared_ptr<const RingContent> content, size_t stream);

  const AudioFacts& facts() const override { return facts_; }
  Result<std::unique_ptr<AudioReader>> OpenReader(const FrameRange& range, int channel) override;
  Result<std::unique_ptr<AdtsFrames>> OpenAdtsFrames() override;
  void TellFaults(Problems* problems) const override;

 private:
  AudioFacts facts_;
  std::shared_ptr<ReadFaults> faults_ = std::make_shared<ReadFaults>();
  RingStreamSource source_;
};

}  // namespace vr
