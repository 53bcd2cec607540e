#include "cycle/cycle_pin.h"

namespace vr {

CyclePin::Hold::~Hold() {
  for (Segment* segment : segments) segment->Release();
}

int64_t CyclePin::first_frame() const {
  return hold == nullptr ? 0 : hold->first_frame;
}
int64_t CyclePin::end_frame() const {
  return hold == nullptr ? 0 : hold->end_frame;
}
uint64_t CyclePin::size_bytes() const {
  return hold == nullptr ? 0 : hold->size_bytes;
}

const std::vector<ByteView>& CyclePin::views() const {
  static const std::vector<ByteView> kNone;
  return hold == nullptr ? kNone : hold->views;
}

}  // namespace vr
