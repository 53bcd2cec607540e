// Finds out what a ring holds that a dead process left, from its slots alone. Nothing is trusted: every number of every
// file is checked, every loop is bounded by the files' lengths. Writing thread.
#pragma once

#include <cstdint>
#include <vector>

#include "base/status.h"
#include "cycle/ring_batch.h"
#include "cycle/ring_files.h"
#include "cycle/ring_shape.h"

namespace vr {

struct RingStreamImage {
  std::vector<SlotRun> runs;        // in the order of time; what was written again is there once
  std::vector<int64_t> run_frames;  // of each run, of the first block that begins in it; that of the run before: none
  int64_t first_frame = 0;          // of the oldest block
  int64_t end_frame = 0;            // of the newest one that is whole
  uint64_t bad_slots = 0;           // neither empty nor valid
  uint64_t unreadable_slots = 0;    // the disk failed there
};

struct RingImage {
  RingShape shape;
  std::vector<RingStreamImage> streams;

  uint64_t unreadable_slots() const;
  // The runs that hold the frames [first, end) of a stream, and some on either side.
  std::vector<SlotRun> Runs(size_t stream, int64_t first_frame, int64_t end_frame) const;
};

// The shape of a ring, from the first superblock of any of its files that is whole. kInvalidArgument: there is none;
// otherwise what the disk says.
Result<RingShape> FindShape(RingFiles& files);

// Fails as FindShape. key: null for a plain ring; without the key of a sealed one the
// runs are found, but not where AAC ends, so that end_frame is 0 there.
Result<RingImage> ScanRing(RingFiles& files, const SealKey* key);

}  // namespace vr
