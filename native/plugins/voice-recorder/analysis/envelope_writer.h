// Makes an envelope file out of the cells of its finest level, in order, and keeps no more than that file. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/byte_buffer.h"
#include "analysis/envelope_layout.h"
#include "analysis/level_scan.h"
#include "base/status.h"

namespace vr {

class EnvelopeWriter {
 public:
  // The layout is placed. kOutOfMemory.
  Status Begin(const EnvelopeLayout& layout);
  // The next cell of level 0: one sum per channel, over so many frames. What does not fit the layout is left out.
  void Add(const LevelSum* sums, uint64_t frames);
  // Cells that never came are silence.
  ByteBuffer Finish();

 private:
  // A cell that is being made out of those of the level below.
  struct Pending {
    std::vector<LevelSum> sums;
    uint64_t frames = 0;
    uint32_t children = 0;
    uint64_t next_cell = 0;
  };

  void Store(size_t level, const LevelSum* sums, uint64_t frames);
  void StorePending(size_t level);

  EnvelopeLayout layout_;
  ByteBuffer file_;
  std::vector<Pending> pending_;  // by level; the sums of level 0 are not used
};

}  // namespace vr
