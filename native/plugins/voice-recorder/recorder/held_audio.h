// Reads one stream of a held capture from its first frame to its last, silence where nothing is held. Writing thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/audio_pieces.h"
#include "cycle/ring_audio.h"
#include "recorder/held_capture.h"

namespace vr {

class HeldAudio final : public AudioPieces {
 public:
  // Of the frames [first, end) of the stream. silent_block: an ADTS frame of silence; for PCM empty.
  HeldAudio(const HeldStream& stream, int64_t first_frame, int64_t end_frame, const HeldRing& ring,
            const EncoderConfig& encoder, const std::vector<uint8_t>& silent_block);
  ~HeldAudio() override;

  uint64_t expected_bytes() const override { return expected_bytes_; }
  Result<std::vector<ByteView>> Next() override;

  // In the order of time; complete once Next has given its last piece.
  std::vector<RingHole> holes() const;

 private:
  struct Part;
  void AddSilence(int64_t first_frame, int64_t end_frame);
  void AddMemory(const HeldPiece& piece);
  void AddSlots(const HeldPiece& piece, const HeldStream& stream, const HeldRing& ring);

  const CaptureFormat format_;
  const int frame_bytes_;  // 0: AAC
  const std::vector<uint8_t> silent_block_;
  double bytes_per_frame_;
  uint64_t expected_bytes_ = 0;
  std::vector<std::unique_ptr<Part>> parts_;
  size_t part_ = 0;
};

}  // namespace vr
