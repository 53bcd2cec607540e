// The segments of a ring in the order in which they were begun: which one is written, which are pinned, which one may
// be taken next. Worker thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <vector>

namespace vr {

struct RingSegment {
  uint32_t id = 0;
  bool is_made = true;      // its file is there
  int64_t first_frame = 0;  // of the mix, where the segment begins
  int64_t end_frame = 0;
  int64_t reach_frame = 0;        // the furthest end it has had: what was given up since may be held for a capture
  std::vector<uint32_t> used;     // slots, of each stream
  std::vector<uint32_t> written;  // those of them that are on the disk
  std::vector<uint64_t> first_sequence;  // of the slot at index 0, of each stream
};

class RingSegments {
 public:
  // base: segments that are there from the beginning, with ids from 0; more are made up to max while pins hold some.
  // keep_frames 0: a segment is never taken again. slack_frames: by how much a stream may lie beside the mix.
  RingSegments(uint64_t base, uint64_t max, int64_t keep_frames, int64_t slack_frames);

  enum class Taken { kNone, kThere, kNew, kShortened };
  // Begins the next segment at this frame of the mix. kNone: all are pinned and there may be no more. kNew: its file is
  // to be made. kShortened: it held audio that should have been kept.
  Taken Begin(int64_t frame, size_t streams);
  // The one that is written; null before the first and after a Rewind.
  RingSegment* open() { return has_open_ ? &used_.back() : nullptr; }
  const RingSegment* open() const { return has_open_ ? &used_.back() : nullptr; }
  void OnMade(uint32_t id);
  void OnWritten(uint32_t id, size_t stream, uint32_t slots);
  // What is not on the disk is given up, and what lies at or after this frame; the next segment must be begun.
  void Rewind(int64_t frame);

  // What no pin holds is given up; the next segment must be begun.
  void GiveBack();

  void Pin(uint64_t pin, int64_t first_frame, int64_t end_frame) { pins_[pin] = {first_frame, end_frame}; }
  void Unpin(uint64_t pin) { pins_.erase(pin); }

  std::vector<uint32_t> Pinned() const;
  std::set<uint64_t> PinsOf(uint32_t id) const;
  // Takes out segments beyond the base that nobody needs: their files may go.
  std::vector<uint32_t> TakeSurplus();

  // Those that hold nothing, also when their file could not be made.
  std::vector<uint32_t> Empty() const;
  // In the order of their time.
  const std::deque<RingSegment>& used() const { return used_; }
  uint64_t count() const { return used_.size() + free_.size(); }
  bool Overlaps(const RingSegment& segment, int64_t first_frame, int64_t end_frame) const {
    return segment.first_frame - slack_frames_ < end_frame && segment.end_frame + slack_frames_ > first_frame;
  }

 private:
  struct Span {
    int64_t first_frame = 0;
    int64_t end_frame = 0;
  };

  bool IsWithin(const RingSegment& segment, const Span& span) const;
  bool IsPinned(const RingSegment& segment) const;
  bool IsOver(const RingSegment& segment, int64_t frame) const;
  void Open(uint32_t id, int64_t frame, size_t streams);
  uint32_t TakeNewId();
  void DropUnmade();

  const uint64_t base_;
  const uint64_t max_;
  const int64_t keep_frames_;
  const int64_t slack_frames_;
  std::deque<RingSegment> used_;
  std::deque<uint32_t> free_;
  std::deque<uint32_t> unmade_;  // ids whose files were to be made, and were not
  std::map<uint64_t, Span> pins_;
  uint32_t next_id_;
  bool has_open_ = false;
};

}  // namespace vr
