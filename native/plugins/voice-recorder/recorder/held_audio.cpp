#include "recorder/held_audio.h"

#include <algorithm>
#include <utility>

#include "recorder/memory_blocks.h"
#include "writer/held_pieces.h"

namespace vr {
namespace {

constexpr size_t kSilenceBytes = size_t{1} << 18;

// The same bytes again and again.
class SilencePieces final : public AudioPieces {
 public:
  SilencePieces(std::vector<uint8_t> unit, int64_t units) : left_(units) {
    const size_t unit_bytes = std::max<size_t>(1, unit.size());
    const auto units_held = std::min<int64_t>(units, static_cast<int64_t>(kSilenceBytes / unit_bytes) + 1);
    for (int64_t i = 0; i < units_held; ++i) bytes_.insert(bytes_.end(), unit.begin(), unit.end());
    unit_bytes_ = unit.size();
    expected_bytes_ = static_cast<uint64_t>(units) * unit_bytes_;
  }

  uint64_t expected_bytes() const override { return expected_bytes_; }

  Result<std::vector<ByteView>> Next() override {
    std::vector<ByteView> views;
    if (left_ <= 0 || unit_bytes_ == 0) return views;
    const int64_t units = std::min<int64_t>(left_, static_cast<int64_t>(bytes_.size() / unit_bytes_));
    views.push_back({bytes_.data(), static_cast<size_t>(units) * unit_bytes_});
    left_ -= units;
    return views;
  }

 private:
  std::vector<uint8_t> bytes_;
  size_t unit_bytes_ = 0;
  int64_t left_;
  uint64_t expected_bytes_;
};

}  // namespace

struct HeldAudio::Part {
  std::unique_ptr<AudioPieces> pieces;  // null: it has been read
  const RingAudio* ring = nullptr;      // while it is there
  std::vector<RingHole> holes;
};

HeldAudio::~HeldAudio() = default;

HeldAudio::HeldAudio(const HeldStream& stream, int64_t first_frame, int64_t end_frame, const HeldRing& ring,
                     const EncoderConfig& encoder, const std::vector<uint8_t>& silent_block)
    : format_{encoder.codec, encoder.sample_rate_hz, stream.channels},
      frame_bytes_(encoder.codec == Codec::kPcm16 ? 2 * stream.channels : 0),
      silent_block_(silent_block) {
  EncoderConfig of_stream = encoder;
  of_stream.channels = stream.channels;
  bytes_per_frame_ = BitRate(of_stream) / 8.0 / encoder.sample_rate_hz;
  int64_t next_frame = first_frame;
  for (const HeldPiece& piece : stream.pieces) {
    HeldPiece part = piece;
    part.first_frame = std::max({piece.first_frame, next_frame, stream.begins_frame});
    part.end_frame = std::min({piece.end_frame, end_frame, stream.ends_frame});
    if (part.first_frame >= part.end_frame) continue;
    AddSilence(next_frame, part.first_frame);
    if (part.memory.hold != nullptr) {
      AddMemory(part);
    } else {
      AddSlots(part, stream, ring);
    }
    next_frame = part.end_frame;
  }
  AddSilence(next_frame, end_frame);
  for (const auto& part : parts_) expected_bytes_ += part->pieces->expected_bytes();
}

void HeldAudio::AddSilence(int64_t first_frame, int64_t end_frame) {
  if (first_frame >= end_frame) return;
  auto part = std::make_unique<Part>();
  const int64_t unit_frames = frame_bytes_ > 0 ? 1 : kAacBlockFrames;
  const int64_t units = (end_frame - first_frame + unit_frames - 1) / unit_frames;
  std::vector<uint8_t> unit =
      frame_bytes_ > 0 ? std::vector<uint8_t>(static_cast<size_t>(frame_bytes_)) : silent_block_;
  part->pieces = std::make_unique<SilencePieces>(std::move(unit), units);
  part->holes = {{first_frame, end_frame - first_frame, HoleCause::kNothingWritten}};
  parts_.push_back(std::move(part));
}

// A hold in memory has whole blocks, of which a part may be wanted.
void HeldAudio::AddMemory(const HeldPiece& piece) {
  auto part = std::make_unique<Part>();
  std::vector<ByteView> views;
  MemoryBlocks blocks(piece.memory, frame_bytes_);
  blocks.GiveUntil(piece.first_frame, [](const EncodedBlock&) { return true; });
  blocks.GiveUntil(piece.end_frame, [&views](const EncodedBlock& block) {
    const bool goes_on = !views.empty() && views.back().data + views.back().size_bytes == block.data;
    if (goes_on) {
      views.back().size_bytes += block.size_bytes;
    } else {
      views.push_back({block.data, block.size_bytes});
    }
    return true;
  });
  part->pieces = std::make_unique<HeldPieces>(std::move(views), format_);
  parts_.push_back(std::move(part));
}

void HeldAudio::AddSlots(const HeldPiece& piece, const HeldStream& stream, const HeldRing& ring) {
  auto part = std::make_unique<Part>();
  SlotStream slots(*ring.files, ring.shape, stream.ring_stream, piece.runs,
                   ring.key.has_value() ? &*ring.key : nullptr);
  auto audio = std::make_unique<RingAudio>(std::move(slots), ring.shape.streams[stream.ring_stream], piece.first_frame,
                                           piece.end_frame, silent_block_, bytes_per_frame_, ring.when_unreadable);
  part->ring = audio.get();
  part->pieces = std::move(audio);
  parts_.push_back(std::move(part));
}

Result<std::vector<ByteView>> HeldAudio::Next() {
  while (part_ < parts_.size()) {
    Result<std::vector<ByteView>> views = parts_[part_]->pieces->Next();
    if (!views.ok() || !views.value().empty()) return views;
    Part& read = *parts_[part_++];
    if (read.ring != nullptr) read.holes = read.ring->holes();
    read.ring = nullptr;
    read.pieces.reset();  // its buffers are of no more use
  }
  return std::vector<ByteView>();
}

std::vector<RingHole> HeldAudio::holes() const {
  std::vector<RingHole> holes;
  for (const auto& part : parts_) {
    const std::vector<RingHole>& of_part = part->ring != nullptr ? part->ring->holes() : part->holes;
    holes.insert(holes.end(), of_part.begin(), of_part.end());
  }
  return holes;
}

}  // namespace vr
