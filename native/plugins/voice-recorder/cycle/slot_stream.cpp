#include "cycle/slot_stream.h"

#include <algorithm>
#include <utility>

#include "cycle/slot_reads.h"

namespace vr {
namespace {

constexpr size_t kSlotChunkBytes = size_t{1} << 20;

}  // namespace

SlotStream::SlotStream(const RingFiles& files, const RingShape& shape, size_t stream, std::vector<SlotRun> runs,
                       const SealKey* key)
    : files_(files), shape_(shape), stream_(stream), runs_(std::move(runs)), key_(key) {}

void SlotStream::Rewind() {
  run_ = 0;
  done_ = 0;
  bad_slots_ = unreadable_slots_ = 0;
}

bool SlotStream::Next(std::vector<Slot>* slots) {
  slots->clear();
  while (run_ < runs_.size() && done_ == runs_[run_].count) {
    ++run_;
    done_ = 0;
  }
  if (run_ == runs_.size()) return false;
  const SlotRun& run = runs_[run_];
  const auto most = static_cast<uint32_t>(kSlotChunkBytes / shape_.streams[stream_].slot_bytes);
  const uint32_t count = std::min(most, run.count - done_);
  Read(run, done_, count, slots);
  done_ += count;
  return true;
}

Status SlotStream::OpenSegment(uint32_t segment) {
  if (segment == open_segment_ && file_ != nullptr) return Status::Ok();
  Result<std::unique_ptr<BlockFile>> opened = files_.OpenSegment(segment);
  open_segment_ = segment;
  file_ = opened.ok() ? std::move(opened.value()) : nullptr;
  return opened.status();
}

void SlotStream::Read(const SlotRun& run, uint32_t first, uint32_t count, std::vector<Slot>* slots) {
  const size_t slot_bytes = shape_.streams[stream_].slot_bytes;
  const Status opened = OpenSegment(run.segment);
  if (!opened.ok()) {
    (opened.code() == ErrorCode::kNotFound ? bad_slots_ : unreadable_slots_) += count;
    return;
  }
  bytes_.resize(size_t{count} * slot_bytes);
  const uint64_t offset = shape_.streams[stream_].offset + uint64_t{run.first_index + first} * slot_bytes;
  const std::vector<SlotRead> read = ReadSlots(*file_, offset, slot_bytes, count, bytes_.data());
  for (uint32_t i = 0; i < count; ++i) {
    Slot slot;
    if (read[i] == SlotRead::kFailed) {
      ++unreadable_slots_;
    } else if (read[i] == SlotRead::kRead && IsValid(run, first + i, &bytes_[i * slot_bytes], &slot.header)) {
      slot.payload = &bytes_[i * slot_bytes] + kSlotHeaderBytes;
      slots->push_back(slot);
    } else {
      ++bad_slots_;
    }
  }
}

bool SlotStream::IsValid(const SlotRun& run, uint32_t number, uint8_t* bytes, SlotHeader* header) const {
  const SlotPlace place{shape_.epoch, static_cast<uint8_t>(stream_), run.segment, run.first_index + number};
  const bool written = ReadSlot(bytes, shape_.streams[stream_].slot_bytes, place, header) == SlotState::kValid &&
                       header->sequence == run.first_sequence + number;
  if (!written || (header->flags & kSlotSealed) == 0) return written;
  return key_ != nullptr && UnsealSlot(bytes, *key_, header);
}

}  // namespace vr
