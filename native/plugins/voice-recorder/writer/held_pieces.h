// Encoded audio that lies in memory, in pieces of about 1 MiB, without copying. Writing thread.
#pragma once

#include <cstdint>
#include <vector>

#include "base/audio_pieces.h"
#include "writer/capture_file.h"

namespace vr {

class HeldPieces final : public AudioPieces {
 public:
  // What the views show must outlive this.
  HeldPieces(std::vector<ByteView> audio, const CaptureFormat& format);

  uint64_t expected_bytes() const override { return total_bytes_; }
  // A piece ends at a whole frame unless the audio does not. Never fails.
  Result<std::vector<ByteView>> Next() override;

 private:
  struct Cursor {
    size_t view = 0;
    size_t offset_bytes = 0;
  };
  std::vector<ByteView> ViewsFrom(Cursor* cursor, uint64_t size_bytes) const;
  uint64_t PieceBytes() const;

  const std::vector<ByteView> audio_;
  const CaptureFormat format_;
  uint64_t total_bytes_ = 0;
  uint64_t taken_bytes_ = 0;
  Cursor cursor_;
};

}  // namespace vr
