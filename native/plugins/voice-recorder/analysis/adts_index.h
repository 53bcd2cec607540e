// Where the frames of an ADTS stream lie, from one walk through all of it: about every so many frames a place, so that
// memory is bounded whatever the stream's length.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/adts_cursor.h"
#include "analysis/problems.h"
#include "analysis/progress.h"

namespace vr {

class AdtsIndex {
 public:
  // Walks from the first frame at `begin.offset` to the end of the source. What was skipped goes to `problems`.
  static Result<AdtsIndex> Make(ByteSource& source, uint64_t begin, const AdtsFormat& format, const Progress& progress,
                                Problems* problems);

  const AdtsFormat& format() const { return format_; }
  uint64_t begin() const { return begin_; }
  // The byte at which the last whole frame ends.
  uint64_t end() const { return end_; }
  uint64_t frames() const { return frames_; }  // ADTS frames
  bool torn() const { return torn_; }          // the last frame is cut off

  // The nearest frame at or before `frame`, which is at most frames(), of which the place is known.
  struct Place {
    uint64_t frame = 0;
    uint64_t offset = 0;
  };
  Place Before(uint64_t frame) const;

  AdtsIndex() = default;  // for Result only

 private:
  void Take(const AdtsFrameAt& frame);

  AdtsFormat format_;
  uint64_t begin_ = 0;
  uint64_t end_ = 0;
  uint64_t frames_ = 0;
  bool torn_ = false;
  uint64_t step_ = 16;
  std::vector<uint64_t> offsets_;  // of frame 0, step_, 2 step_, ...
};

}  // namespace vr
