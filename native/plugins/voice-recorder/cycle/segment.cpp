#include "cycle/segment.h"

#include <limits>
#include <new>

#include "base/overwrite.h"

namespace vr {
namespace {

// What common heaps put in front of a block.
constexpr uint64_t kHeapHeaderBytes = 16;

}  // namespace

Segment* Segment::Make(size_t capacity_bytes) {
  if (capacity_bytes > std::numeric_limits<size_t>::max() - sizeof(Segment)) return nullptr;
  void* memory = ::operator new(sizeof(Segment) + capacity_bytes, std::nothrow);
  return memory == nullptr ? nullptr : new (memory) Segment(capacity_bytes);
}

uint64_t Segment::CostBytes(size_t capacity_bytes) {
  return capacity_bytes + sizeof(Segment) + kHeapHeaderBytes;
}

void Segment::Overwrite() {
  OverwriteMemory(bytes(), capacity_bytes_);
  to_overwrite = false;
}

void Segment::Release() {
  if (holders_.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  if (to_overwrite) Overwrite();
  this->~Segment();
  ::operator delete(this);
}

void SegmentList::PushBack(Segment* segment) {
  segment->next = nullptr;
  if (back_ == nullptr) {
    front_ = segment;
  } else {
    back_->next = segment;
  }
  back_ = segment;
  ++size_;
}

Segment* SegmentList::PopFront() {
  Segment* segment = front_;
  front_ = segment->next;
  if (front_ == nullptr) back_ = nullptr;
  segment->next = nullptr;
  --size_;
  return segment;
}

}  // namespace vr
