// Keeps the last N seconds of encoded blocks in memory, bounded in bytes and allocated when it is made. Blocks lie in
// segments; a pin keeps segments from being overwritten, so a dump can read them while recording goes on.
// Append, Pin and the getters: worker thread. A pin may be read and dropped on any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/encoded_block.h"
#include "base/file_system.h"
#include "base/status.h"

namespace vr {

struct CycleConfig {
  int64_t keep_frames = 0;  // never less than this is kept once it has been appended
  int sample_rate_hz = 32000;
  double bytes_per_second = 0;  // what the encoder is expected to give; more is taken at the cost of `kept`, counted
  int bytes_per_frame = 0;      // PCM: of one interleaved frame, blocks are cut anywhere; AAC: 0, whole blocks only
  uint64_t max_bytes = 0;       // to which pins may make it grow; at least once capacity_bytes, usually twice
};

// Held audio. Copies share the hold.
class CyclePin {
 public:
  int64_t first_frame() const;  // of the first byte; AAC: at a block's start, at or before what was asked for
  int64_t end_frame() const;
  uint64_t size_bytes() const;
  // The bytes in order; valid while a copy of the pin lives.
  const std::vector<ByteView>& views() const;
  // Destroys what it holds, and whatever else is in the same memory. Worker thread, when nobody reads it any more, and
  // the buffer has forgotten it or is gone.
  void Overwrite();

  struct Hold;
  std::shared_ptr<const Hold> hold;
};

class CycleBuffer {
 public:
  // kOutOfMemory when the memory is not there.
  static Result<std::unique_ptr<CycleBuffer>> Make(const CycleConfig& config);
  ~CycleBuffer();

  // What a buffer of this configuration allocates, bookkeeping included.
  static uint64_t CapacityBytes(const CycleConfig& config);

  // Blocks follow each other without a hole; one that does not begin at end_frame() begins a new history. A block of
  // AAC is one ADTS frame.
  // False: audio that should have been kept had to go early, because pins hold everything else and max_bytes is
  // reached, or because the encoder gives more than bytes_per_second. When pins hold every segment, the block itself
  // is lost: it is counted in lost_frames(), end_frame() still advances, and the history begins again after it.
  bool Append(const EncodedBlock& block);

  // Holds [first_frame, end_frame), clipped to what is there, widened to whole blocks. Empty when nothing of it is
  // there, or the memory to hold it (a few dozen bytes per segment) is not.
  CyclePin Pin(int64_t first_frame, int64_t end_frame);

  // Everything that it holds is gone: the memory is overwritten, what pins hold when the last of them is dropped. The
  // next block begins a new history.
  void Forget();

  int64_t first_frame() const;  // of the oldest block
  int64_t end_frame() const;    // after the newest
  uint64_t used_bytes() const;  // of the audio from first_frame() to end_frame()
  // CapacityBytes and what pins made it grow by; that is freed within 2 s of audio after they are dropped.
  uint64_t allocated_bytes() const;
  int64_t lost_frames() const;  // since it was made

 private:
  class Impl;
  explicit CycleBuffer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace vr
