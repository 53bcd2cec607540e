// Samples of PCM as floats, or as they stand when they have 16 bits.
#pragma once

#include <memory>
#include <vector>

#include "analysis/audio_file.h"
#include "analysis/pcm_layout.h"
#include "analysis/read_faults.h"

namespace vr {

class PcmReader final : public AudioReader {
 public:
  // range: within the layout. channel: -1: all.
  PcmReader(std::shared_ptr<ByteSource> bytes, const PcmLayout& layout, const FrameRange& range, int channel,
            std::shared_ptr<ReadFaults> faults);

  int sample_rate_hz() const override { return layout_.sample_rate_hz; }
  int channels() const override { return channel_ < 0 ? layout_.channels : 1; }
  int64_t frames() const override { return range_.frames; }
  bool lossy() const override { return false; }
  Result<size_t> Read(int64_t first_frame, size_t frames, float* into) override;
  bool pcm16() const override { return layout_.kind == PcmKind::kInt16; }
  Result<size_t> ReadPcm16(int64_t first_frame, size_t frames, int16_t* into) override;

 private:
  // The frames from first_frame on, as many as fit the piece, in the file's own form.
  Result<size_t> ReadPiece(int64_t first_frame, size_t frames, const uint8_t** bytes);
  // Calls take(bytes, frames, done) for piece after piece.
  template <typename Take>
  Result<size_t> ReadPieces(int64_t first_frame, size_t frames, const Take& take);

  std::shared_ptr<ByteSource> bytes_;
  const PcmLayout layout_;
  const FrameRange range_;
  const int channel_;
  std::shared_ptr<ReadFaults> faults_;
  std::vector<uint8_t> piece_;
};

}  // namespace vr
