// Steps from one ADTS frame to the next through bytes that may have anything between them.
#pragma once

#include <cstdint>

#include "analysis/byte_window.h"
#include "writer/adts_walker.h"

namespace vr {

struct AdtsFrameAt {
  uint64_t offset = 0;
  size_t size_bytes = 0;  // header included
  uint64_t end() const { return offset + size_bytes; }
};

// Of all frames of a stream.
struct AdtsFormat {
  int sample_rate_hz = 0;
  int channels = 0;
};

enum class AdtsStepKind {
  kFrame,
  kEnd,   // nothing follows but tags
  kTorn,  // the last frame is cut off
};

class AdtsCursor {
 public:
  // The bytes [begin, end) of the source, which outlives this, from a place at which a frame is expected.
  AdtsCursor(ByteSource& source, const AdtsFormat& format, uint64_t begin, uint64_t end)
      : window_(source), format_(format), at_(begin), end_(end) {}

  Result<AdtsStepKind> Next(AdtsFrameAt* frame);
  // Valid until the next call of anything.
  Result<ByteView> Bytes(const AdtsFrameAt& frame) { return window_.At(frame.offset, frame.size_bytes); }

  // Goes on from a place at which a frame begins.
  void MoveTo(uint64_t offset) { at_ = offset; }
  // Where the next frame is expected: behind the last one.
  uint64_t at() const { return at_; }
  // Before the frame that was given last, or before the end, there was something else: so many bytes.
  uint64_t skipped_bytes() const { return skipped_bytes_; }

 private:
  Result<bool> HeaderAt(uint64_t offset, AdtsHeader* header);
  // A frame whose length is confirmed by what follows it.
  Result<bool> IsConfirmed(uint64_t offset, AdtsHeader* header);
  Result<uint64_t> FindConfirmed(uint64_t from, uint64_t to);
  Result<uint64_t> FindNext();
  Result<AdtsStepKind> End();

  ByteWindow window_;
  AdtsFormat format_;
  uint64_t at_;
  uint64_t end_;
  uint64_t skipped_bytes_ = 0;
};

}  // namespace vr
