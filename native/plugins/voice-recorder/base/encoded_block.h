// The unit that encoders give and buffers and files take: bytes that stand for a span of frames.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vr {

// PCM16: any number of frames. AAC: one ADTS frame, 1024 frames long on the stream's own count, which runs ahead of
// the input by the encoder's delay.
struct EncodedBlock {
  int64_t first_frame = 0;
  int32_t frames = 0;
  const uint8_t* data = nullptr;
  size_t size_bytes = 0;
};

class EncodedBlockSink {
 public:
  virtual ~EncodedBlockSink() = default;
  virtual void OnEncodedBlock(const EncodedBlock& block) = 0;
};

}  // namespace vr
