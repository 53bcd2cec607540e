#include "cycle/segment_pool.h"

#include <initializer_list>
#include <new>

namespace vr {

SegmentPool::~SegmentPool() {
  for (SegmentList* list : {&free_, &pinned_}) {
    while (!list->empty()) list->PopFront()->Release();
  }
}

// The whole is asked for once before its parts are: a size that the machine cannot give is refused at once, and not
// after most of the memory has been taken from everybody else.
bool SegmentPool::Allocate() {
  void* whole = ::operator new(base_count_ * segment_bytes_, std::nothrow);
  if (whole == nullptr) return false;
  ::operator delete(whole);
  while (count_ < base_count_) {
    if (!Grow()) return false;
  }
  return true;
}

bool SegmentPool::Grow() {
  Segment* segment = Segment::Make(segment_bytes_);
  if (segment == nullptr) return false;
  ++count_;
  free_.PushBack(segment);
  return true;
}

Segment* SegmentPool::Take() {
  const bool may_grow = count_ - pinned_.size() < base_count_ && count_ < max_count_;
  if (free_.empty() && (!may_grow || !Grow())) return nullptr;
  Segment* segment = free_.PopFront();
  segment->used_bytes = 0;
  return segment;
}

void SegmentPool::GiveBack(Segment* segment) {
  if (segment->is_pinned()) {
    pinned_.PushBack(segment);
  } else {
    if (segment->to_overwrite) segment->Overwrite();
    free_.PushBack(segment);
  }
}

void SegmentPool::Overwrite() {
  for (Segment* segment = pinned_.front(); segment != nullptr; segment = segment->next) segment->to_overwrite = true;
  Reclaim();
  for (Segment* segment = free_.front(); segment != nullptr; segment = segment->next) segment->Overwrite();
}

void SegmentPool::Reclaim() {
  for (size_t left = pinned_.size(); left > 0; --left) {
    Segment* segment = pinned_.PopFront();
    if (!segment->is_pinned() && count_ - pinned_.size() > base_count_) {
      --count_;
      segment->Release();
    } else {
      GiveBack(segment);
    }
  }
}

}  // namespace vr
