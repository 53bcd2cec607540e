// Steps through ADTS AAC by the lengths in the headers of its frames. Pure: any thread, any bytes, no allocation.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/file_system.h"
#include "writer/capture_file.h"

namespace vr {

constexpr size_t kAdtsHeaderBytes = 7;

struct AdtsHeader {
  size_t frame_bytes = 0;  // header included; 7 to 8191
  int frames = 0;          // decoded frames that it stands for: 1024 to 4096
  int sample_rate_hz = 0;  // 0: an index that stands for no rate
  int channels = 0;        // 0: described elsewhere in the stream
};

// Of the kAdtsHeaderBytes that begin at `bytes`; false when they are no header of an ADTS frame.
bool ReadAdtsHeader(const uint8_t* bytes, AdtsHeader* header);

// Counts the whole ADTS frames of a stream that comes in pieces, which may end anywhere.
class AdtsWalker {
 public:
  AdtsWalker() = default;
  // A frame of another rate or channel count ends the walk as a broken header does.
  explicit AdtsWalker(const CaptureFormat& format);

  // The next bytes of the stream.
  void Take(ByteView bytes);

  // Bytes from the stream's start to the end of its last whole ADTS frame, and the decoded frames in them.
  uint64_t whole_bytes() const { return whole_bytes_; }
  int64_t frames() const { return frames_; }
  // Where a header was expected there was none: the walk has ended at whole_bytes().
  bool broken() const { return broken_; }

 private:
  void BeginFrame();

  int sample_rate_hz_ = 0;  // 0: any
  int channels_ = 0;
  uint8_t head_[kAdtsHeaderBytes] = {};
  size_t head_bytes_ = 0;
  AdtsHeader header_;
  size_t missing_bytes_ = 0;  // of the frame whose header is complete
  uint64_t whole_bytes_ = 0;
  int64_t frames_ = 0;
  bool broken_ = false;
};

}  // namespace vr
