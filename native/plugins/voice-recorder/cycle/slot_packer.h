// Puts the blocks of one stream into slots: a slot is closed when it is full or what is in it kSlotAgeNs old. PCM is
// cut between any two frames; AAC frames and log records run on into the next slot. Worker thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/encoded_block.h"
#include "cycle/slot_format.h"

namespace vr {

struct ClosedSlot {
  SlotHeader header;  // without epoch, sequence, segment and index
  const uint8_t* payload = nullptr;
  int64_t complete_frame = 0;  // end of the last block that lies wholly in this slot and those before it
};

class SlotSink {
 public:
  virtual ~SlotSink() = default;
  virtual void OnClosedSlot(const ClosedSlot& slot) = 0;
};

class SlotPacker {
 public:
  // bytes_per_frame: 0 for streams of whole blocks. block_ns: how old a block is when it comes.
  SlotPacker(uint8_t stream, size_t payload_bytes, int bytes_per_frame, int64_t block_ns);

  // A block that does not begin at end_frame() begins a new history.
  void Append(const EncodedBlock& block, int64_t now_ns, SlotSink& sink);
  void CloseOld(int64_t now_ns, SlotSink& sink);
  void Close(int64_t now_ns, SlotSink& sink);
  // Gives up what is in the open slot. The next block begins a new history.
  void Drop();

  int64_t end_frame() const { return end_frame_; }

 private:
  void AppendCut(const EncodedBlock& block, int64_t now_ns, SlotSink& sink);
  void AppendWhole(const EncodedBlock& block, int64_t now_ns, SlotSink& sink);
  void Begin(int64_t frame, int64_t now_ns);
  void Put(const uint8_t* data, size_t size_bytes);
  size_t room() const { return payload_.size() - used_; }

  const uint8_t stream_;
  const int bytes_per_frame_;
  const int64_t block_ns_;
  std::vector<uint8_t> payload_;
  size_t used_ = 0;
  SlotHeader header_;
  int64_t opened_ns_ = 0;
  int64_t end_frame_ = -1;  // below 0: no block yet
  int64_t complete_frame_ = 0;
  bool restart_ = true;
};

}  // namespace vr
