// One audio stream of a ring as an audio file: the frames of a stretch, silence where there are none.
#pragma once

#include <memory>

#include "analysis/audio_file.h"
#include "analysis/read_faults.h"
#include "analysis/ring_contents.h"
#include "base/audio_pieces.h"

namespace vr {

// Reads a stream from any frame of the stretch on; AAC from a border of its blocks.
class RingStreamSource {
 public:
  // stretch: on the stream's own count; of AAC whole blocks.
  RingStreamSource(std::shared_ptr<const RingContents> ring, size_t stream, const FrameRange& stretch);

  // From this frame of the stretch on.
  std::unique_ptr<AudioPieces> Open(int64_t frame) const;
  const RingStream& stream() const { return ring_->shape().streams[stream_]; }
  int sample_rate_hz() const { return ring_->shape().sample_rate_hz; }
  int64_t frames() const { return stretch_.frames; }
  // Stands for a block that is not there: of PCM a frame.
  const std::vector<uint8_t>& silent_block() const { return silent_block_; }

 private:
  std::vector<uint8_t> MakeSilentBlock() const;

  std::shared_ptr<const RingContents> ring_;
  const size_t stream_;
  const FrameRange stretch_;
  const std::vector<uint8_t> silent_block_;
};

class RingStreamFile final : public AudioFile {
 public:
  // facts: name and file_bytes are filled in.
  RingStreamFile(AudioFacts facts, std::shared_ptr<const RingContents> ring, size_t stream, const FrameRange& stretch);

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
