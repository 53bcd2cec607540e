// Decides where in a ring everything goes: puts blocks into slots and slots into segments, takes the next segment that
// nobody needs, and knows which slots hold a stretch of time. Only a plan: what is to be written leaves as batches, and
// how that went comes back. Worker thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "base/encoded_block.h"
#include "base/sealing.h"
#include "cycle/ring_batch.h"
#include "cycle/ring_segments.h"
#include "cycle/ring_shape.h"
#include "cycle/slot_packer.h"

namespace vr {

// Told when a segment begins, before anything lies in it: the time to write into the log what must be known there.
class SegmentListener {
 public:
  virtual ~SegmentListener() = default;
  virtual void OnSegmentBegins() = 0;
};

class RingPlan final : private SlotSink {
 public:
  // key: null for a plain ring. Both are kept by the caller for as long as the plan lives.
  RingPlan(const RingShape& shape, const SealKey* key, uint64_t max_segments, SegmentListener& listener);

  // Begins the next segment when the block does not fit into the open one, so that what OnSegmentBegins writes into the
  // same stream comes before it. The log begins none where there is audio, but the first: a block of it for which there
  // is no room is not taken.
  bool MakeRoom(size_t stream, const EncodedBlock& block);
  // False, as of MakeRoom: every segment is pinned and no more may be had; nothing of the block was taken, and
  // next_frame() tells from where on the stream goes on when there is one again. Within OnSegmentBegins also when the
  // segment is full.
  bool Append(size_t stream, const EncodedBlock& block, int64_t now_ns);
  void CloseOld(int64_t now_ns);
  // Closes every open slot, full or not.
  void Close(int64_t now_ns);

  // What has been decided since the last call.
  RingBatch TakeBatch();
  void OnWritten(const RingBatch& batch);
  // A batch could not be written: everything after the last one that was is given up, and the next block begins a
  // segment of its own.
  void Rewind();
  // Only so much of each stream counts as written; before a Rewind.
  void Distrust(const std::vector<int64_t>& frames);

  // Nothing that lies in closed slots is to be kept but what pins hold, and the next block begins a segment.
  void GiveBack() { segments_.GiveBack(); }

  // Keeps the frames [first, end) of the mix, which may lie ahead, from being overwritten.
  void Pin(uint64_t pin, int64_t first_frame, int64_t end_frame) { segments_.Pin(pin, first_frame, end_frame); }
  void Unpin(uint64_t pin);
  std::vector<uint32_t> PinnedSegments() const { return segments_.Pinned(); }

  // The slots that hold the frames [first, end) of a stream, and some on either side.
  std::vector<SlotRun> Runs(size_t stream, int64_t first_frame, int64_t end_frame) const;
  // All slots of the stream that are written.
  std::vector<SlotRun> AllRuns(size_t stream) const;
  // The end of those of the frames [first, end) whose segments all have their files: where the first of the others
  // begins.
  int64_t WholeUntil(int64_t first_frame, int64_t end_frame, const std::function<bool(uint32_t)>& has_file) const;
  // How far a stream's region is filled, of each segment that the ring has or would make next, and of one of them: with
  // what has been given out to be written. Whether it is still the same lap, first_sequence tells; 0: an empty one.
  std::vector<SlotRun> Regions(size_t stream) const;
  SlotRun Region(size_t stream, uint32_t segment) const;
  // The pins that hold something of a segment.
  std::set<uint64_t> PinsOf(uint32_t segment) const { return segments_.PinsOf(segment); }

  // Of a stream: what follows on what was taken; what is on the disk.
  int64_t next_frame(size_t stream) const { return streams_[stream].placed_frame; }
  int64_t written_frame(size_t stream) const { return streams_[stream].written_frame; }
  // True once after audio that should have been kept had to go: segments that failures cut short fill a ring early.
  bool TakeShortened();
  // What would be left of the log's region of the open segment behind a record of so many bytes; below 0: no room.
  int64_t LogSlotsLeft(size_t record_bytes) const;
  // Of the mix, until the next segment begins.
  int64_t frames_left() const;
  // Of the mix, where the oldest segment begins; 0: there is none.
  int64_t oldest_frame() const { return segments_.used().empty() ? 0 : segments_.used().front().first_frame; }
  uint64_t segment_count() const { return segments_.count(); }
  const RingShape& shape() const { return shape_; }

 private:
  struct Stream {
    SlotPacker packer;
    uint64_t next_sequence = 1;
    int64_t placed_frame = 0;   // complete in closed slots
    int64_t written_frame = 0;  // the same on the disk
    size_t open_bytes = 0;      // in the open slot, at most
  };

  void OnClosedSlot(const ClosedSlot& slot) override;
  int64_t SlotsLeft(size_t stream, size_t size_bytes) const;
  int64_t MixEnd() const;
  bool IsSegmentOver(size_t stream, const EncodedBlock& block) const;
  bool BeginSegment(int64_t frame);
  void Place(const SlotHeader& header, const uint8_t* payload);

  const RingShape shape_;
  const SealKey* key_;
  SegmentListener& listener_;
  RingSegments segments_;
  std::vector<Stream> streams_;
  RingBatch pending_;
  uint64_t generation_ = 1;
  bool beginning_ = false;  // within OnSegmentBegins
  bool shortened_ = false;
};

}  // namespace vr
