// Decoded audio of one lane, read at any place. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/status.h"

namespace vr {

class AudioReader {
 public:
  virtual ~AudioReader() = default;
  virtual int sample_rate_hz() const = 0;
  virtual int channels() const = 0;
  // Valid frames: frame 0 is the first of the capture.
  virtual int64_t frames() const = 0;
  // The samples went through AAC.
  virtual bool lossy() const = 0;
  // Interleaved frames from first_frame on, -1 to 1 (floats of a file may go beyond; never NaN or infinite). Reading on
  // from where the last call ended costs no seek. How many were given: fewer only at the end.
  virtual Result<size_t> Read(int64_t first_frame, size_t frames, float* into) = 0;

  // Its samples have 16 bits, and passes that need no floats may read them as they stand, which is faster.
  virtual bool pcm16() const { return false; }
  // As Read; kNotSupported unless pcm16().
  virtual Result<size_t> ReadPcm16(int64_t first_frame, size_t frames, int16_t* into) {
    static_cast<void>(first_frame), static_cast<void>(frames), static_cast<void>(into);
    return Status(ErrorCode::kNotSupported, "these samples are no 16-bit PCM");
  }
};

}  // namespace vr
