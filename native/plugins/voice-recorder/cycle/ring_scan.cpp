#include "cycle/ring_scan.h"

#include <algorithm>

#include "cycle/block_assembler.h"
#include "cycle/log_walk.h"
#include "cycle/slot_reads.h"
#include "cycle/slot_stream.h"

namespace vr {
namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;
constexpr uint32_t kTailSlots = 512;  // no block of ours runs over more

struct Found {
  uint64_t sequence = 0;
  uint32_t segment = 0;
  uint32_t index = 0;
  bool begins = false;
  int64_t first_frame = 0;
  uint32_t frames = 0;
};

// Of PCM a slot holds whole frames, and tells how many: else it could stand for hours that are not there.
bool HoldsItsFrames(const SlotHeader& header, const RingStream& region) {
  if (region.kind != StreamKind::kPcm16) return true;
  const size_t tag_bytes = (header.flags & kSlotSealed) != 0 ? kSealTagBytes : 0;
  const auto frame_bytes = static_cast<uint64_t>(region.bytes_per_frame());
  return header.block_offset == 0 && header.frames * frame_bytes == header.payload_bytes - tag_bytes;
}

void ScanRegion(BlockFile& file, const RingShape& shape, size_t stream, uint32_t segment, std::vector<Found>* found,
                RingStreamImage* image) {
  const RingStream& region = shape.streams[stream];
  const auto most = std::min(region.slots, static_cast<uint32_t>(kChunkBytes / region.slot_bytes));
  std::vector<uint8_t> bytes(size_t{most} * region.slot_bytes);
  for (uint32_t first = 0; first < region.slots; first += most) {
    const uint32_t count = std::min(most, region.slots - first);
    const uint64_t offset = region.offset + uint64_t{first} * region.slot_bytes;
    const std::vector<SlotRead> read = ReadSlots(file, offset, region.slot_bytes, count, bytes.data());
    for (uint32_t i = 0; i < count; ++i) {
      if (read[i] == SlotRead::kFailed) ++image->unreadable_slots;
      if (read[i] != SlotRead::kRead) continue;
      SlotHeader header;
      const SlotPlace place{shape.epoch, static_cast<uint8_t>(stream), segment, first + i};
      const SlotState state = ReadSlot(bytes.data() + size_t{i} * region.slot_bytes, region.slot_bytes, place, &header);
      const bool accepted = state == SlotState::kValid && HoldsItsFrames(header, region);
      if (!accepted && state != SlotState::kEmpty) ++image->bad_slots;
      if (!accepted) continue;
      const bool begins = header.block_offset != kNoBlock;
      found->push_back({header.sequence, segment, first + i, begins, header.first_frame, header.frames});
    }
    if (read.back() == SlotRead::kAbsent) return;
  }
}

// After a disk had failed a stretch was written again, with later numbers: that counts, and what it replaces goes. In
// all other places the frames of slots rise with their numbers.
void DropReplaced(std::vector<Found>* found) {
  std::sort(found->begin(), found->end(), [](const Found& a, const Found& b) { return a.sequence < b.sequence; });
  std::vector<Found> kept;
  std::vector<size_t> beginnings;  // in `kept`, of the slots in which a block begins
  for (const Found& slot : *found) {
    while (slot.begins && !beginnings.empty() && kept[beginnings.back()].first_frame >= slot.first_frame) {
      kept.resize(beginnings.back());
      beginnings.pop_back();
    }
    if (slot.begins) beginnings.push_back(kept.size());
    kept.push_back(slot);
  }
  found->swap(kept);
}

void MakeRuns(const std::vector<Found>& found, RingStreamImage* image) {
  std::vector<SlotRun>& runs = image->runs;
  bool has_frame = false;
  for (const Found& slot : found) {
    const bool goes_on = !runs.empty() && runs.back().segment == slot.segment &&
                         runs.back().first_index + runs.back().count == slot.index &&
                         runs.back().first_sequence + runs.back().count == slot.sequence;
    if (goes_on) {
      ++runs.back().count;
    } else {
      image->run_frames.push_back(image->run_frames.empty() ? 0 : image->run_frames.back());
      runs.push_back({slot.segment, slot.index, 1, slot.sequence});
      has_frame = false;
    }
    if (slot.begins && !has_frame) {
      image->run_frames.back() = slot.first_frame;
      has_frame = true;
    }
  }
}

class LastBlock final : public EncodedBlockSink {
 public:
  void OnEncodedBlock(const EncodedBlock& block) override { end_frame = block.first_frame + block.frames; }
  int64_t end_frame = 0;
};

// The end of the last block that is whole, which may have begun some slots before the last.
void FindWholeEnd(const RingFiles& files, const RingShape& shape, size_t stream, const SealKey* key,
                  RingStreamImage* image) {
  const std::vector<SlotRun>& runs = image->runs;
  std::vector<SlotRun> tail;
  uint32_t slots = 0;
  for (auto run = runs.rbegin(); run != runs.rend() && slots < kTailSlots; ++run) {
    SlotRun part = *run;
    const uint32_t take = std::min(part.count, kTailSlots - slots);
    part.first_index += part.count - take;
    part.first_sequence += part.count - take;
    part.count = take;
    slots += take;
    tail.insert(tail.begin(), part);
  }
  SlotStream reader(files, shape, stream, tail, key);
  BlockAssembler assembler(shape.streams[stream].kind == StreamKind::kLog ? LogStepAt : AdtsStepAt);
  LastBlock last;
  std::vector<Slot> batch;
  while (reader.Next(&batch)) {
    for (const Slot& slot : batch) assembler.Feed(slot, last);
  }
  image->end_frame = last.end_frame;
  image->unreadable_slots += reader.unreadable_slots();
}

}  // namespace

std::vector<SlotRun> RingImage::Runs(size_t stream, int64_t first_frame, int64_t end_frame) const {
  const RingStreamImage& image = streams[stream];
  std::vector<SlotRun> wanted;
  for (size_t i = 0; i < image.runs.size(); ++i) {
    const bool ends_before = i + 1 < image.runs.size() && image.run_frames[i + 1] <= first_frame &&
                             image.run_frames[i] < image.run_frames[i + 1];
    if (!ends_before && image.run_frames[i] < end_frame) wanted.push_back(image.runs[i]);
  }
  return wanted;
}

uint64_t RingImage::unreadable_slots() const {
  uint64_t slots = 0;
  for (const RingStreamImage& stream : streams) slots += stream.unreadable_slots;
  return slots;
}

Result<RingShape> FindShape(RingFiles& files) {
  const auto try_block = [&files](const uint8_t* bytes, size_t size, uint32_t expected) -> Result<RingShape> {
    uint32_t segment = 0;
    Result<RingShape> shape = ReadSuperblock(bytes, size, &segment);
    if (shape.ok() && (shape.value().epoch != files.epoch() || segment != expected)) {
      return Status(ErrorCode::kInvalidArgument, "no superblock of a ring: it belongs to another file");
    }
    return shape;
  };
  Status trouble;
  const auto note = [&trouble](const Status& status) {
    if (!status.ok() && status.code() != ErrorCode::kNotFound) trouble = status;
    return status.ok();
  };
  const Result<std::vector<uint8_t>> blocks = files.ReadRingBlocks();
  Result<RingShape> shape = Status(ErrorCode::kInvalidArgument, "no superblock of a ring");
  for (size_t at = 0; note(blocks.status()) && at + kSuperblockBytes <= blocks.value().size() && !shape.ok();
       at += kSuperblockBytes) {
    shape = try_block(blocks.value().data() + at, kSuperblockBytes, kNoSegment);
  }
  if (shape.ok()) return shape;
  const Result<std::vector<uint32_t>> segments = files.ListSegments();
  if (!segments.ok()) return segments.status();
  std::vector<uint8_t> block(kSuperblockBytes);
  for (const uint32_t segment : segments.value()) {
    Result<std::unique_ptr<BlockFile>> file = files.OpenSegment(segment);
    if (!note(file.status())) continue;
    const Result<uint64_t> size = file.value()->SizeBytes();
    if (!note(size.status()) || size.value() < kSuperblockBytes) continue;
    for (const uint64_t at : {uint64_t{0}, size.value() - kSuperblockBytes}) {
      const Result<size_t> got = file.value()->ReadAt(at, block.data(), block.size());
      if (note(got.status())) shape = try_block(block.data(), got.value(), segment);
      if (shape.ok()) return shape;
    }
  }
  return trouble.ok() ? shape : Result<RingShape>(trouble);
}

Result<RingImage> ScanRing(RingFiles& files, const SealKey* key) {
  Result<RingShape> shape = FindShape(files);
  if (!shape.ok()) return shape.status();
  RingImage image;
  image.shape = shape.value();
  image.streams.resize(image.shape.streams.size());
  std::vector<std::vector<Found>> found(image.streams.size());
  const Result<std::vector<uint32_t>> segments = files.ListSegments();
  if (!segments.ok()) return segments.status();
  for (const uint32_t segment : segments.value()) {
    Result<std::unique_ptr<BlockFile>> file = files.OpenSegment(segment);
    for (size_t i = 0; i < found.size(); ++i) {
      if (file.ok()) {
        ScanRegion(*file.value(), image.shape, i, segment, &found[i], &image.streams[i]);
      } else if (file.status().code() != ErrorCode::kNotFound) {
        image.streams[i].unreadable_slots += image.shape.streams[i].slots;
      }
    }
  }
  for (size_t i = 0; i < found.size(); ++i) {
    DropReplaced(&found[i]);
    RingStreamImage& stream = image.streams[i];
    MakeRuns(found[i], &stream);
    const auto first = std::find_if(found[i].begin(), found[i].end(), [](const Found& slot) { return slot.begins; });
    if (first == found[i].end()) continue;
    stream.first_frame = first->first_frame;
    if (image.shape.streams[i].kind == StreamKind::kPcm16) {
      stream.end_frame = found[i].back().first_frame + found[i].back().frames;
    } else if (!image.shape.sealed || key != nullptr) {
      FindWholeEnd(files, image.shape, i, key, &stream);
    }
  }
  return image;
}

}  // namespace vr
