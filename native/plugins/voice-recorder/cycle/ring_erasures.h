// What of a ring is to be overwritten with zeros, and may not be yet: what is held for a capture stays until that is
// written, and what the disk did not take is tried again. Which slots it is gets decided only when it is done, so that
// what a segment has been given meanwhile stays. Worker thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "cycle/ring_batch.h"
#include "cycle/ring_plan.h"

namespace vr {

// One stream's region of one segment.
struct RingErasure {
  size_t stream = 0;
  uint32_t segment = 0;
  uint64_t number = 0;  // of the call of Add that it belongs to
  std::vector<SlotRun> runs;
};

class RingErasures {
 public:
  // Everything of a stream that has been given out to be written so far, and what earlier laps have left behind it.
  void Add(const RingPlan& plan, size_t stream);
  void OnUnpinned(uint64_t pin);

  // What may be done now and is not under way already. It is to be done before anything that is planned after this.
  std::vector<RingErasure> Take(const RingPlan& plan);
  // failed: to be taken again.
  void OnDone(const RingErasure& erasure, bool erased);

  bool empty() const { return waiting_.empty(); }

 private:
  struct Waiting {
    uint64_t number = 0;
    uint32_t old_slots = 0;       // from the region's beginning
    uint64_t first_sequence = 0;  // of the lap that they belong to
    std::set<uint64_t> pins;      // that were there before it was asked for
    bool under_way = false;
  };

  std::map<std::pair<size_t, uint32_t>, Waiting> waiting_;  // of a stream in a segment
  uint64_t last_number_ = 0;
};

}  // namespace vr
