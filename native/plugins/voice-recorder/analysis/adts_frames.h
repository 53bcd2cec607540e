// The ADTS frames of a stream one after the other, from any of them on. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>

#include "analysis/adts_index.h"
#include "base/file_system.h"
#include "base/status.h"

namespace vr {

class AdtsFrames {
 public:
  virtual ~AdtsFrames() = default;
  // The next frame is this one, at most the number of frames.
  virtual Status Seek(uint64_t frame) = 0;
  // Valid until the next call; empty behind the last frame.
  virtual Result<ByteView> Next() = 0;
  // What Next gave last has no content and only stands for a frame that is missing: it is silence.
  virtual bool is_stand_in() const { return false; }
};

// Of a file.
class IndexedAdtsFrames final : public AdtsFrames {
 public:
  // index outlives this.
  IndexedAdtsFrames(std::shared_ptr<ByteSource> bytes, std::shared_ptr<const AdtsIndex> index);
  Status Seek(uint64_t frame) override;
  Result<ByteView> Next() override;
  // Of the frame that Next gave last.
  const AdtsFrameAt& place() const { return frame_; }

 private:
  std::shared_ptr<ByteSource> bytes_;
  std::shared_ptr<const AdtsIndex> index_;
  AdtsCursor cursor_;
  AdtsFrameAt frame_;
  uint64_t next_ = 0;
};

}  // namespace vr
