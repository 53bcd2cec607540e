// Gives the blocks of a stream that memory holds, some frames at a time. Worker thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "base/encoded_block.h"
#include "cycle/cycle_buffer.h"

namespace vr {

class MemoryBlocks {
 public:
  // frame_bytes: of PCM; 0: ADTS frames.
  MemoryBlocks(CyclePin memory, int frame_bytes);

  bool is_over() const { return view_ == memory_.views().size(); }
  // Of what is given next.
  int64_t next_frame() const { return frame_; }
  // Gives what begins before this frame; false: take did not take it.
  bool GiveUntil(int64_t frame, const std::function<bool(const EncodedBlock&)>& take);

 private:
  EncodedBlock Next(int64_t until) const;

  const CyclePin memory_;
  const int frame_bytes_;
  size_t view_ = 0;
  size_t at_ = 0;  // bytes of the view
  int64_t frame_ = 0;
};

}  // namespace vr
