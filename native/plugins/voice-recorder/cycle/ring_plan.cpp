#include "cycle/ring_plan.h"

#include <algorithm>
#include <utility>

namespace vr {
namespace {

constexpr size_t kMix = 0;
// Slots of a stream lie this much before or after the mix of the same time at most: a slot's age and some steps.
constexpr int kSlackSeconds = 1;

}  // namespace

RingPlan::RingPlan(const RingShape& shape, const SealKey* key, uint64_t max_segments, SegmentListener& listener)
    : shape_(shape),
      key_(key),
      listener_(listener),
      segments_(SegmentsToKeep(shape), max_segments, shape.keep_frames, int64_t{kSlackSeconds} * shape.sample_rate_hz) {
  for (size_t i = 0; i < shape_.streams.size(); ++i) {
    const auto stream = static_cast<uint8_t>(i);
    streams_.push_back(
        {SlotPacker(stream, shape_.payload_bytes(i), shape_.streams[i].bytes_per_frame(), shape_.block_ns(i))});
  }
}

// Of the open segment, behind such a block, open slot and all; below 0: it does not fit.
int64_t RingPlan::SlotsLeft(size_t stream, size_t size_bytes) const {
  const size_t payload = shape_.payload_bytes(stream);
  // One more for the open slot when the block does not go on there, and one for what stays open.
  const size_t slots = (streams_[stream].open_bytes + size_bytes) / payload + 2;
  return int64_t{shape_.streams[stream].slots} - segments_.open()->used[stream] - static_cast<int64_t>(slots);
}

int64_t RingPlan::LogSlotsLeft(size_t record_bytes) const {
  return segments_.open() == nullptr ? -1 : SlotsLeft(shape_.log_stream(), record_bytes);
}

// The end of what the mix has given so far.
int64_t RingPlan::MixEnd() const {
  return std::max(streams_[kMix].packer.end_frame(), streams_[kMix].placed_frame);
}

int64_t RingPlan::frames_left() const {
  const RingSegment* open = segments_.open();
  if (open == nullptr) return shape_.segment_frames;
  return std::clamp<int64_t>(open->first_frame + shape_.segment_frames - MixEnd(), 0, shape_.segment_frames);
}

bool RingPlan::IsSegmentOver(size_t stream, const EncodedBlock& block) const {
  const RingSegment* open = segments_.open();
  if (open == nullptr) return true;
  const bool is_log = stream == shape_.log_stream();
  if (is_log && shape_.audio_streams() > 0) return false;
  if (SlotsLeft(stream, block.size_bytes) < 0) return true;
  return stream == kMix && !is_log && block.first_frame >= open->first_frame + shape_.segment_frames;
}

bool RingPlan::BeginSegment(int64_t frame) {
  const RingSegments::Taken taken = segments_.Begin(frame, shape_.streams.size());
  if (taken == RingSegments::Taken::kNone) return false;
  shortened_ = shortened_ || taken == RingSegments::Taken::kShortened;
  RingSegment* open = segments_.open();
  if (taken == RingSegments::Taken::kNew) pending_.created.push_back(open->id);
  for (size_t i = 0; i < streams_.size(); ++i) open->first_sequence[i] = streams_[i].next_sequence;
  for (const uint32_t id : segments_.TakeSurplus()) pending_.removed.push_back(id);
  beginning_ = true;
  listener_.OnSegmentBegins();
  beginning_ = false;
  return true;
}

bool RingPlan::MakeRoom(size_t stream, const EncodedBlock& block) {
  if (!IsSegmentOver(stream, block)) return true;
  if (beginning_) return false;
  const bool has_audio = shape_.audio_streams() > 0;
  const int64_t frame = has_audio && stream == kMix ? block.first_frame : MixEnd();
  if (!BeginSegment(has_audio ? frame : 0)) return false;
  return (has_audio && stream == shape_.log_stream()) || SlotsLeft(stream, block.size_bytes) >= 0;
}

bool RingPlan::Append(size_t stream, const EncodedBlock& block, int64_t now_ns) {
  if (!MakeRoom(stream, block) || SlotsLeft(stream, block.size_bytes) < 0) return false;
  Stream& to = streams_[stream];
  const bool goes_on = to.packer.end_frame() == block.first_frame;
  if (!goes_on) to.placed_frame = std::max(to.placed_frame, block.first_frame);
  to.packer.Append(block, now_ns, *this);
  to.open_bytes = (goes_on ? to.open_bytes : 0) + block.size_bytes;
  to.open_bytes %= shape_.payload_bytes(stream);
  if (stream == kMix) segments_.open()->end_frame = block.first_frame + block.frames;
  return true;
}

void RingPlan::CloseOld(int64_t now_ns) {
  if (segments_.open() == nullptr) return;
  for (Stream& stream : streams_) stream.packer.CloseOld(now_ns, *this);
}

void RingPlan::Close(int64_t now_ns) {
  if (segments_.open() == nullptr) return;
  for (Stream& stream : streams_) stream.packer.Close(now_ns, *this);
}

void RingPlan::OnClosedSlot(const ClosedSlot& slot) {
  const size_t index = slot.header.stream;
  Stream& stream = streams_[index];
  RingSegment* open = segments_.open();
  stream.open_bytes = 0;
  SlotHeader header = slot.header;
  header.epoch = shape_.epoch;
  header.sequence = stream.next_sequence++;
  header.segment = open->id;
  header.index = open->used[index]++;
  stream.placed_frame = slot.complete_frame;
  Place(header, slot.payload);
}

// Slots that lie side by side become one write.
void RingPlan::Place(const SlotHeader& header, const uint8_t* payload) {
  const RingStream& stream = shape_.streams[header.stream];
  const uint64_t offset = stream.offset + uint64_t{header.index} * stream.slot_bytes;
  const auto goes_on = [&](const RingWrite& write) {
    return write.segment == header.segment && write.offset + write.bytes.size() == offset;
  };
  auto write = std::find_if(pending_.writes.begin(), pending_.writes.end(), goes_on);
  if (write == pending_.writes.end()) {
    pending_.writes.push_back({header.segment, offset, {}});
    write = std::prev(pending_.writes.end());
  }
  const size_t before = write->bytes.size();
  write->bytes.resize(before + stream.slot_bytes);
  WriteSlot(header, payload, key_, stream.slot_bytes, write->bytes.data() + before);
  const RingFill fill{header.segment, header.stream, header.index + 1};
  const auto same = [&](const RingFill& each) { return each.segment == fill.segment && each.stream == fill.stream; };
  const auto known = std::find_if(pending_.fills.begin(), pending_.fills.end(), same);
  if (known == pending_.fills.end()) {
    pending_.fills.push_back(fill);
  } else {
    *known = fill;
  }
}

RingBatch RingPlan::TakeBatch() {
  RingBatch batch = std::exchange(pending_, {});
  batch.generation = generation_;
  for (const Stream& stream : streams_) batch.placed_frames.push_back(stream.placed_frame);
  return batch;
}

void RingPlan::OnWritten(const RingBatch& batch) {
  if (batch.generation != generation_) return;
  for (size_t i = 0; i < streams_.size(); ++i) streams_[i].written_frame = batch.placed_frames[i];
  for (const uint32_t id : batch.created) segments_.OnMade(id);
  for (const RingFill& fill : batch.fills) segments_.OnWritten(fill.segment, fill.stream, fill.slots);
}

void RingPlan::Rewind() {
  ++generation_;
  std::vector<uint32_t> removed = std::move(pending_.removed);
  pending_ = RingBatch();
  pending_.removed = std::move(removed);
  for (Stream& stream : streams_) {
    stream.packer.Drop();
    stream.open_bytes = 0;
    stream.placed_frame = stream.written_frame;
  }
  segments_.Rewind(streams_[kMix].written_frame);
}

void RingPlan::Distrust(const std::vector<int64_t>& frames) {
  for (size_t i = 0; i < streams_.size(); ++i) {
    streams_[i].written_frame = std::min(streams_[i].written_frame, frames[i]);
  }
}

void RingPlan::Unpin(uint64_t pin) {
  segments_.Unpin(pin);
  for (const uint32_t id : segments_.TakeSurplus()) pending_.removed.push_back(id);
}

std::vector<SlotRun> RingPlan::Runs(size_t stream, int64_t first_frame, int64_t end_frame) const {
  std::vector<SlotRun> runs;
  for (const RingSegment& segment : segments_.used()) {
    if (segment.written[stream] == 0 || !segments_.Overlaps(segment, first_frame, end_frame)) continue;
    runs.push_back({segment.id, 0, segment.written[stream], segment.first_sequence[stream]});
  }
  return runs;
}

int64_t RingPlan::WholeUntil(int64_t first_frame, int64_t end_frame,
                             const std::function<bool(uint32_t)>& has_file) const {
  for (const RingSegment& segment : segments_.used()) {
    const bool is_written =
        std::any_of(segment.written.begin(), segment.written.end(), [](uint32_t n) { return n > 0; });
    if (!is_written || !segments_.Overlaps(segment, first_frame, end_frame) || has_file(segment.id)) continue;
    return std::max(first_frame, segment.first_frame - int64_t{kSlackSeconds} * shape_.sample_rate_hz);
  }
  return end_frame;
}

std::vector<SlotRun> RingPlan::AllRuns(size_t stream) const {
  std::vector<SlotRun> runs;
  for (const RingSegment& segment : segments_.used()) {
    if (segment.written[stream] == 0) continue;
    runs.push_back({segment.id, 0, segment.written[stream], segment.first_sequence[stream]});
  }
  return runs;
}

std::vector<SlotRun> RingPlan::Regions(size_t stream) const {
  std::vector<SlotRun> regions;
  for (const RingSegment& segment : segments_.used()) {
    regions.push_back({segment.id, 0, segment.used[stream], segment.first_sequence[stream]});
  }
  for (const uint32_t id : segments_.Empty()) regions.push_back({id, 0, 0, 0});
  return regions;
}

SlotRun RingPlan::Region(size_t stream, uint32_t segment) const {
  for (const SlotRun& region : Regions(stream)) {
    if (region.segment == segment) return region;
  }
  return {segment, 0, 0, 0};
}

bool RingPlan::TakeShortened() {
  return std::exchange(shortened_, false);
}

}  // namespace vr
