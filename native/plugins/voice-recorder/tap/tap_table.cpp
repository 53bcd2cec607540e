#include "tap/tap_table.h"

#include <atomic>
#include <cassert>

#include "tap/role_check.h"
#include "tap/spsc_block_queue.h"

namespace vr {
namespace {

constexpr int kSlotBits = 8;
static_assert(kMaxTaps == 1 << kSlotBits, "an id holds the number of its slot in its low bits");
constexpr uint64_t kFree = 0;
constexpr uint64_t kReserved = ~uint64_t{0};  // no id: ids stay below 2^53
constexpr uint64_t kLastGeneration = (uint64_t{1} << (53 - kSlotBits)) - 1;

// A slot goes round: free -> reserved -> open -> closed -> reserved -> free. `owner` holds the id from open to the
// end of closed, `open` only while the producer may push. The producer announces itself in `pushing` before it looks
// at `open`, and whoever frees the slot clears `open` before it looks at `pushing`; both are sequentially consistent,
// so at least one of the two sees the other.
struct Slot {
  alignas(kCacheLineBytes) std::atomic<uint64_t> owner{kFree};
  std::atomic<uint64_t> open{kFree};
  const Clock* clock = nullptr;
  uint64_t generation = 0;  // of the last id given; guarded by kReserved
  Role consumer;
  alignas(kCacheLineBytes) std::atomic<uint64_t> pushing{kFree};  // id of the push under way
  std::atomic<uint64_t> taken{0};
  std::atomic<uint64_t> dropped{0};
  SpscBlockQueue queue;
};

Slot g_slots[kMaxTaps];

Slot& SlotOf(SourceId id) {
  return g_slots[id & (kMaxTaps - 1)];
}

// The consumer's and the controller's look-up.
Slot* OwnedSlot(SourceId id) {
  Slot& slot = SlotOf(id);
  const bool owned = id != kFree && slot.owner.load(std::memory_order_acquire) == id;
  return owned ? &slot : nullptr;
}

bool IsValid(const void* samples, uint32_t frames, const StreamFormat& format) {
  return samples != nullptr && format.sample_rate_hz >= kMinSourceRateHz && format.sample_rate_hz <= kMaxSourceRateHz &&
         (format.channels == 1 || format.channels == 2) &&
         (format.sample_format == SampleFormat::kInt16 || format.sample_format == SampleFormat::kFloat32) &&
         frames >= 1 && frames <= static_cast<uint32_t>(format.sample_rate_hz) / 10;
}

BlockHeader HeaderOf(const Slot& slot, uint32_t frames, const StreamFormat& format, int64_t capture_time_ns) {
  BlockHeader header;
  header.frames = frames;
  header.format = format;
  header.size_bytes = static_cast<uint32_t>(frames * format.bytes_per_frame());
  header.has_capture_time = capture_time_ns != kNoCaptureTime;
  header.time_ns = header.has_capture_time ? capture_time_ns : slot.clock->NowNs();
  return header;
}

}  // namespace

SourceId OpenTap(const Clock& clock) {
  for (int index = 0; index < kMaxTaps; ++index) {
    Slot& slot = g_slots[index];
    uint64_t expected = kFree;
    if (!slot.owner.compare_exchange_strong(expected, kReserved, std::memory_order_acquire)) continue;
    if (slot.generation == kLastGeneration) continue;  // used up; it stays reserved for ever
    if (!slot.queue.Allocate()) {
      slot.owner.store(kFree, std::memory_order_release);
      return 0;
    }
    slot.clock = &clock;
    slot.taken.store(0, std::memory_order_relaxed);
    slot.dropped.store(0, std::memory_order_relaxed);
    const SourceId id = ++slot.generation << kSlotBits | static_cast<uint64_t>(index);
    slot.owner.store(id, std::memory_order_release);
    slot.open.store(id);
    return id;
  }
  return 0;
}

bool CloseTap(SourceId id) {
  if (id == kFree) return false;
  uint64_t expected = id;
  return SlotOf(id).open.compare_exchange_strong(expected, kFree);
}

PushResult PushToTap(SourceId id, const void* samples, uint32_t frames, const StreamFormat& format,
                     int64_t capture_time_ns) noexcept {
  if (!IsValid(samples, frames, format)) return PushResult::kInvalid;
  Slot& slot = SlotOf(id);
  // A stale id turns round here, without disturbing the producer that has the slot now.
  if (id == kFree || slot.open.load(std::memory_order_relaxed) != id) return PushResult::kClosed;
  uint64_t other = kFree;
  if (!slot.pushing.compare_exchange_strong(other, id)) {
    assert(other != id && "two threads push to one source");
    slot.dropped.fetch_add(1, std::memory_order_relaxed);
    return PushResult::kDropped;
  }
  PushResult result = PushResult::kClosed;
  if (slot.open.load() == id) {
    const BlockHeader header = HeaderOf(slot, frames, format, capture_time_ns);
    const bool taken = slot.queue.TryPush(header, samples);
    if (taken) {
      slot.taken.store(slot.taken.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    } else {
      slot.dropped.fetch_add(1, std::memory_order_relaxed);
    }
    result = taken ? PushResult::kTaken : PushResult::kDropped;
  }
  slot.pushing.store(kFree, std::memory_order_release);
  return result;
}

bool FrontOfTap(SourceId id, TapBlock* block) {
  Slot* const slot = OwnedSlot(id);
  if (slot == nullptr) return false;
  const RoleCheck role(slot->consumer);
  BlockHeader header;
  const uint8_t* const samples = slot->queue.Front(&header);
  if (samples == nullptr) return false;
  block->samples = samples;
  block->frames = static_cast<int>(header.frames);
  block->format = header.format;
  block->has_capture_time = header.has_capture_time;
  block->time_ns = header.time_ns;
  return true;
}

void PopTap(SourceId id) {
  Slot* const slot = OwnedSlot(id);
  if (slot == nullptr) return;
  const RoleCheck role(slot->consumer);
  slot->queue.Pop();
}

TapCounters CountersOfTap(SourceId id) {
  TapCounters counters;
  Slot* const slot = OwnedSlot(id);
  if (slot == nullptr) return counters;
  counters.taken = slot->taken.load(std::memory_order_relaxed);
  counters.dropped = slot->dropped.load(std::memory_order_relaxed);
  return counters;
}

bool ReleaseTap(SourceId id) {
  Slot* const slot = OwnedSlot(id);
  if (slot == nullptr || slot->open.load() != kFree || slot->pushing.load() != kFree) return false;
  BlockHeader unread;
  if (slot->queue.Front(&unread) != nullptr) return false;
  uint64_t expected = id;
  if (!slot->owner.compare_exchange_strong(expected, kReserved, std::memory_order_acq_rel)) return false;
  slot->queue.Free();
  slot->clock = nullptr;
  slot->owner.store(kFree, std::memory_order_release);
  return true;
}

}  // namespace vr
