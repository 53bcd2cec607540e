// A chunk of the cycle buffer's memory with its place in the stream, shared between the buffer and pins by a count of
// holders. Everything but the count belongs to the worker thread; a pin reads only bytes that were in when it was made.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace vr {

class Segment {
 public:
  // Null when the memory is not there. Does not touch the bytes. The caller is the first holder.
  static Segment* Make(size_t capacity_bytes);
  // What Make takes from the heap.
  static uint64_t CostBytes(size_t capacity_bytes);
  // Zeros over all of it, also what an earlier use left. Nobody reads it any more.
  void Overwrite();

  void Hold() { holders_.fetch_add(1, std::memory_order_relaxed); }
  // The last holder frees the segment, overwritten if it is to be. Any thread.
  void Release();
  // True while a pin holds the segment too. False also means that whatever the pins' threads read has been read.
  bool is_pinned() const { return holders_.load(std::memory_order_acquire) > 1; }

  uint8_t* bytes() { return reinterpret_cast<uint8_t*>(this + 1); }
  const uint8_t* bytes() const { return reinterpret_cast<const uint8_t*>(this + 1); }

  Segment* next = nullptr;  // of the list that the segment is in
  int64_t first_frame = 0;
  int64_t end_frame = 0;
  size_t used_bytes = 0;
  bool to_overwrite = false;  // what is in it must not outlive it

 private:
  explicit Segment(size_t capacity_bytes) : capacity_bytes_(capacity_bytes) {}
  ~Segment() = default;

  const size_t capacity_bytes_;
  std::atomic<int> holders_{1};
};

// First in, first out. Does not hold what is in it.
class SegmentList {
 public:
  bool empty() const { return front_ == nullptr; }
  size_t size() const { return size_; }
  Segment* front() const { return front_; }
  Segment* back() const { return back_; }
  void PushBack(Segment* segment);
  Segment* PopFront();

 private:
  Segment* front_ = nullptr;
  Segment* back_ = nullptr;
  size_t size_ = 0;
};

}  // namespace vr
