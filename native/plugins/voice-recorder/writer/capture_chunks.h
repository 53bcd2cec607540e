// Cuts audio that lies in many views into pieces of about 1 MiB, without copying. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "writer/capture_file.h"

namespace vr {

class CaptureChunks {
 public:
  // The views must outlive this.
  CaptureChunks(const std::vector<ByteView>& audio, const CaptureFormat& format);

  // The next piece, which ends at a whole frame unless the audio does not; false after the last.
  bool Next(std::vector<ByteView>* chunk);

  uint64_t total_bytes() const { return total_bytes_; }
  uint64_t taken_bytes() const { return taken_bytes_; }

 private:
  uint64_t ChunkBytes() const;

  const std::vector<ByteView>& audio_;
  const CaptureFormat format_;
  uint64_t total_bytes_ = 0;
  uint64_t taken_bytes_ = 0;
  size_t view_ = 0;
  size_t view_offset_ = 0;
};

}  // namespace vr
