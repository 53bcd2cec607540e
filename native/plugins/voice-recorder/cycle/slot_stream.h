// Reads the slots of one stream of a ring in order, about 1 MiB at a time. Every slot is checked; what fails is left
// out and counted, and so is what the disk does not give. Any thread, one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/sealing.h"
#include "cycle/ring_files.h"
#include "cycle/slot_format.h"

namespace vr {

struct Slot {
  SlotHeader header;  // payload_bytes counts plain bytes
  const uint8_t* payload = nullptr;
};

class SlotStream {
 public:
  // files and key (null for a plain ring) outlive this.
  SlotStream(const RingFiles& files, const RingShape& shape, size_t stream, std::vector<SlotRun> runs,
             const SealKey* key);

  // The next valid slots, whose payloads live until the next call; false after the last. May be empty.
  bool Next(std::vector<Slot>* slots);
  void Rewind();

  // Read, but not as they were written, or gone with their file.
  uint64_t bad_slots() const { return bad_slots_; }
  // The disk failed there; they may be read another time.
  uint64_t unreadable_slots() const { return unreadable_slots_; }

 private:
  void Read(const SlotRun& run, uint32_t first, uint32_t count, std::vector<Slot>* slots);
  Status OpenSegment(uint32_t segment);
  bool IsValid(const SlotRun& run, uint32_t number, uint8_t* bytes, SlotHeader* header) const;

  const RingFiles& files_;
  const RingShape shape_;
  const size_t stream_;
  const std::vector<SlotRun> runs_;
  const SealKey* key_;
  size_t run_ = 0;
  uint32_t done_ = 0;  // slots of the run
  std::unique_ptr<BlockFile> file_;
  uint32_t open_segment_ = kNoSegment;
  std::vector<uint8_t> bytes_;
  uint64_t bad_slots_ = 0;
  uint64_t unreadable_slots_ = 0;
};

}  // namespace vr
