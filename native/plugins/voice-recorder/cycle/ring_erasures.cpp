#include "cycle/ring_erasures.h"

#include <algorithm>

namespace vr {

void RingErasures::Add(const RingPlan& plan, size_t stream) {
  ++last_number_;
  for (const SlotRun& region : plan.Regions(stream)) {
    Waiting waiting;
    waiting.number = last_number_;
    waiting.old_slots = region.count;
    waiting.first_sequence = region.first_sequence;
    waiting.pins = plan.PinsOf(region.segment);
    waiting_[{stream, region.segment}] = std::move(waiting);
  }
}

void RingErasures::OnUnpinned(uint64_t pin) {
  for (auto& entry : waiting_) entry.second.pins.erase(pin);
}

// What was old when it was asked for, if the segment has not been begun anew since, and what lies behind that which it
// has been given until now.
std::vector<RingErasure> RingErasures::Take(const RingPlan& plan) {
  std::vector<RingErasure> due;
  for (auto& entry : waiting_) {
    Waiting& waiting = entry.second;
    if (waiting.under_way || !waiting.pins.empty()) continue;
    const size_t stream = entry.first.first;
    const uint32_t segment = entry.first.second;
    const SlotRun now = plan.Region(stream, segment);
    const uint32_t slots = plan.shape().streams[stream].slots;
    const uint32_t old_slots = now.first_sequence == waiting.first_sequence ? waiting.old_slots : 0;
    const uint32_t behind = std::max(old_slots, now.count);
    RingErasure erasure{stream, segment, waiting.number, {}};
    if (old_slots > 0) erasure.runs.push_back({segment, 0, old_slots, 0});
    if (behind < slots) erasure.runs.push_back({segment, behind, slots - behind, 0});
    waiting.under_way = true;
    due.push_back(std::move(erasure));
  }
  return due;
}

void RingErasures::OnDone(const RingErasure& erasure, bool erased) {
  const auto it = waiting_.find({erasure.stream, erasure.segment});
  if (it == waiting_.end() || it->second.number != erasure.number) return;
  if (erased) {
    waiting_.erase(it);
  } else {
    it->second.under_way = false;
  }
}

}  // namespace vr
