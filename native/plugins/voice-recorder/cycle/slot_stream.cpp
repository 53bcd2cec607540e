#include "cycle/slot_stream.h"

#include <algorithm>
#include <utility>

namespace vr {
namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;

}  // namespace

SlotStream::SlotStream(const RingFiles& files, const RingShape& shape, size_t stream, std::vector<SlotRun> runs,
                       const SealKey* key)
    : files_(files), shape_(shape), stream_(stream), runs_(std::move(runs)), key_(key) {}

void SlotStream::Rewind() {
  run_ = 0;
  done_ = 0;
  bad_slots_ = 0;
}

bool SlotStream::Next(std::vector<Slot>* slots) {
  slots->clear();
  while (run_ < runs_.size() && done_ == runs_[run_].count) {
    ++run_;
    done_ = 0;
  }
  if (run_ == runs_.size()) return false;
  const SlotRun& run = runs_[run_];
  const auto most = static_cast<uint32_t>(kChunkBytes / shape_.streams[stream_].slot_bytes);
  const uint32_t count = std::min(most, run.count - done_);
  Read(run, done_, count, slots);
  done_ += count;
  return true;
}

bool SlotStream::OpenSegment(uint32_t segment) {
  if (segment == open_segment_ && file_ != nullptr) return true;
  Result<std::unique_ptr<BlockFile>> opened = files_.OpenSegment(segment);
  open_segment_ = segment;
  file_ = opened.ok() ? std::move(opened.value()) : nullptr;
  return file_ != nullptr;
}

void SlotStream::Read(const SlotRun& run, uint32_t first, uint32_t count, std::vector<Slot>* slots) {
  const RingStream& region = shape_.streams[stream_];
  size_t got = 0;
  if (OpenSegment(run.segment)) {
    bytes_.resize(size_t{count} * region.slot_bytes);
    const uint64_t offset = region.offset + uint64_t{run.first_index + first} * region.slot_bytes;
    const Result<size_t> read = file_->ReadAt(offset, bytes_.data(), bytes_.size());
    if (read.ok()) got = read.value() / region.slot_bytes;
  }
  bad_slots_ += count - got;
  for (size_t i = 0; i < got; ++i) {
    uint8_t* bytes = bytes_.data() + i * region.slot_bytes;
    const auto index = static_cast<uint32_t>(run.first_index + first + i);
    const SlotPlace place{shape_.epoch, static_cast<uint8_t>(stream_), run.segment, index};
    Slot slot;
    const bool valid = ReadSlot(bytes, region.slot_bytes, place, &slot.header) == SlotState::kValid &&
                       slot.header.sequence == run.first_sequence + first + i;
    const bool sealed = (slot.header.flags & kSlotSealed) != 0;
    if (!valid || (sealed && (key_ == nullptr || !UnsealSlot(bytes, *key_, &slot.header)))) {
      ++bad_slots_;
      continue;
    }
    slot.payload = bytes + kSlotHeaderBytes;
    slots->push_back(slot);
  }
}

}  // namespace vr
