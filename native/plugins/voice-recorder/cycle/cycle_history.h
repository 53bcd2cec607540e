// The contiguous stretch of audio that a cycle buffer keeps: segments in order, the last one open. Worker thread only.
#pragma once

#include <cstdint>

#include "cycle/cycle_buffer.h"
#include "cycle/segment.h"
#include "cycle/segment_pool.h"

namespace vr {

class CycleBuffer::Impl {
 public:
  // base_segments and max_segments of segment_bytes each.
  Impl(const CycleConfig& config, size_t segment_bytes, uint64_t base_segments, uint64_t max_segments);
  ~Impl();

  bool Allocate() { return pool_.Allocate(); }
  bool Append(const EncodedBlock& block);
  CyclePin Pin(int64_t first_frame, int64_t end_frame);
  void Forget();

  int64_t first_frame() const { return segments_.empty() ? end_frame_ : segments_.front()->first_frame; }
  int64_t end_frame() const { return end_frame_; }
  uint64_t used_bytes() const { return used_bytes_; }
  uint64_t allocated_bytes() const;
  int64_t lost_frames() const { return lost_frames_; }

 private:
  bool MayDropOldest() const;
  void DropOldest();
  void DropAll();
  Segment* TakeSegment(bool* shortened);
  Segment* OpenSegment(size_t needed_bytes, bool* shortened);
  bool AppendWhole(const EncodedBlock& block);
  bool AppendCut(const EncodedBlock& block);
  void Copy(const uint8_t* data, size_t size_bytes, int64_t frames, Segment* open);
  bool Lose(int64_t frames);

  const CycleConfig config_;
  SegmentPool pool_;
  SegmentList segments_;
  int64_t end_frame_ = 0;
  uint64_t used_bytes_ = 0;
  int64_t lost_frames_ = 0;
};

}  // namespace vr
