// A queue of blocks of any length between one producer and one consumer.
//
// Roles: TryPush belongs to the producer, Front and Pop to the consumer, Allocate and Free to whoever knows that
// neither is inside. The one allocation is made in Allocate, which also touches every page, so that the first push
// meets no page fault. When full, the newest block is refused; nothing that is queued is ever overwritten.
//
// Index invariant: written_bytes_ and read_bytes_ only grow, and 0 <= written - read <= kTapCapacityBytes. A record
// begins below kTapCapacityBytes and lies in one piece: the last one of a lap runs over into kOverhangBytes, and the
// next one begins at 0. As a lap is never shorter than kTapCapacityBytes, a record that fits by count never meets one
// that is still queued.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "tap/tap_table.h"

namespace vr {

constexpr size_t kCacheLineBytes = 64;

// What stands before the samples of each block in the queue.
struct BlockHeader {
  int64_t time_ns = 0;
  uint32_t frames = 0;
  uint32_t size_bytes = 0;  // of the samples
  StreamFormat format;
  bool has_capture_time = false;
};

class SpscBlockQueue {
 public:
  static constexpr size_t kAlignBytes = 32;  // of records and so of samples; keeps vector copies on whole lanes
  static constexpr size_t kHeaderBytes = 32;
  static constexpr size_t kMaxPayloadBytes = size_t{kMaxSourceRateHz} / 10 * 2 * sizeof(float);
  static constexpr size_t kOverhangBytes = kHeaderBytes + kMaxPayloadBytes;
  static constexpr size_t RecordBytes(size_t payload_bytes) {
    return (kHeaderBytes + payload_bytes + kAlignBytes - 1) / kAlignBytes * kAlignBytes;
  }

  // False when the memory is not there. The queue is empty afterwards.
  bool Allocate();
  void Free();

  // Producer. Wait-free. header.size_bytes is at most kMaxPayloadBytes. False: full.
  bool TryPush(const BlockHeader& header, const void* samples) noexcept;

  // Consumer. The oldest block, or null; it stays valid until Pop.
  const uint8_t* Front(BlockHeader* header) noexcept;
  // Consumer. Removes what Front returned last; harmless on an empty queue.
  void Pop() noexcept;

 private:
  static_assert(sizeof(BlockHeader) <= kHeaderBytes, "a header must fit before the samples");
  static_assert(kOverhangBytes % kAlignBytes == 0, "the overhang must hold the longest record");

  bool HasFront() noexcept;

  uint8_t* memory_ = nullptr;

  struct alignas(kCacheLineBytes) Producer {
    std::atomic<uint64_t> written_bytes{0};
    uint64_t read_bytes_seen = 0;
    size_t offset = 0;
  } producer_;

  struct alignas(kCacheLineBytes) Consumer {
    std::atomic<uint64_t> read_bytes{0};
    uint64_t written_bytes_seen = 0;
    size_t offset = 0;
  } consumer_;
};

}  // namespace vr
