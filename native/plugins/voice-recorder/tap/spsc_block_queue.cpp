#include "tap/spsc_block_queue.h"

#include <cstring>
#include <new>

namespace vr {
namespace {

constexpr size_t kMemoryBytes = kTapCapacityBytes + SpscBlockQueue::kOverhangBytes;
constexpr size_t kSmallestPageBytes = 4096;

size_t NextOffset(size_t offset, size_t record_bytes) {
  const size_t next = offset + record_bytes;
  return next >= kTapCapacityBytes ? 0 : next;
}

}  // namespace

bool SpscBlockQueue::Allocate() {
  memory_ = static_cast<uint8_t*>(::operator new(kMemoryBytes, std::align_val_t{kCacheLineBytes}, std::nothrow));
  if (memory_ == nullptr) return false;
  // volatile: a compiler may drop or merge plain stores into memory that nobody has read.
  volatile uint8_t* const touched = memory_;
  for (size_t at = 0; at < kMemoryBytes; at += kSmallestPageBytes) touched[at] = 0;
  touched[kMemoryBytes - 1] = 0;
  producer_.written_bytes.store(0, std::memory_order_relaxed);
  producer_.read_bytes_seen = 0;
  producer_.offset = 0;
  consumer_.read_bytes.store(0, std::memory_order_relaxed);
  consumer_.written_bytes_seen = 0;
  consumer_.offset = 0;
  return true;
}

void SpscBlockQueue::Free() {
  ::operator delete(memory_, std::align_val_t{kCacheLineBytes});
  memory_ = nullptr;
}

bool SpscBlockQueue::TryPush(const BlockHeader& header, const void* samples) noexcept {
  const size_t record_bytes = RecordBytes(header.size_bytes);
  const uint64_t written = producer_.written_bytes.load(std::memory_order_relaxed);
  if (written + record_bytes - producer_.read_bytes_seen > kTapCapacityBytes) {
    producer_.read_bytes_seen = consumer_.read_bytes.load(std::memory_order_acquire);
    if (written + record_bytes - producer_.read_bytes_seen > kTapCapacityBytes) return false;
  }
  uint8_t* const record = memory_ + producer_.offset;
  std::memcpy(record, &header, sizeof header);
  std::memcpy(record + kHeaderBytes, samples, header.size_bytes);
  producer_.offset = NextOffset(producer_.offset, record_bytes);
  producer_.written_bytes.store(written + record_bytes, std::memory_order_release);
  return true;
}

bool SpscBlockQueue::HasFront() noexcept {
  const uint64_t read = consumer_.read_bytes.load(std::memory_order_relaxed);
  if (consumer_.written_bytes_seen == read) {
    consumer_.written_bytes_seen = producer_.written_bytes.load(std::memory_order_acquire);
  }
  return consumer_.written_bytes_seen != read;
}

const uint8_t* SpscBlockQueue::Front(BlockHeader* header) noexcept {
  if (!HasFront()) return nullptr;
  const uint8_t* const record = memory_ + consumer_.offset;
  std::memcpy(header, record, sizeof *header);
  return record + kHeaderBytes;
}

void SpscBlockQueue::Pop() noexcept {
  BlockHeader header;
  if (Front(&header) == nullptr) return;
  const size_t record_bytes = RecordBytes(header.size_bytes);
  consumer_.offset = NextOffset(consumer_.offset, record_bytes);
  const uint64_t read = consumer_.read_bytes.load(std::memory_order_relaxed);
  consumer_.read_bytes.store(read + record_bytes, std::memory_order_release);
}

}  // namespace vr
