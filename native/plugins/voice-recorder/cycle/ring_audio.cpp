#include "cycle/ring_audio.h"

#include <algorithm>
#include <utility>

namespace vr {
namespace {

constexpr size_t kSilenceBytes = size_t{1} << 18;

}  // namespace

RingAudio::RingAudio(SlotStream slots, const RingStream& stream, int64_t first_frame, int64_t end_frame,
                     std::vector<uint8_t> silent_block, double bytes_per_frame, WhenUnreadable when_unreadable)
    : slots_(std::move(slots)),
      bytes_per_frame_(stream.bytes_per_frame()),
      end_frame_(std::max(first_frame, end_frame)),
      silent_block_(std::move(silent_block)),
      expected_bytes_per_frame_(bytes_per_frame),
      assembler_(AdtsStepAt),
      next_frame_(first_frame),
      first_frame_(first_frame),
      when_unreadable_(when_unreadable) {}

uint64_t RingAudio::expected_bytes() const {
  return static_cast<uint64_t>(static_cast<double>(end_frame_ - first_frame_) * expected_bytes_per_frame_);
}

// What has gone wrong since the last hole.
HoleCause RingAudio::TakeCause() {
  const bool damaged = slots_.bad_slots() > bad_before_;
  const bool unreadable = slots_.unreadable_slots() > unreadable_before_;
  bad_before_ = slots_.bad_slots();
  unreadable_before_ = slots_.unreadable_slots();
  if (unreadable) return HoleCause::kUnreadable;
  return damaged ? HoleCause::kDamaged : HoleCause::kNothingWritten;
}

void RingAudio::MissUntil(int64_t frame) {
  frame = std::min(frame, end_frame_);
  if (frame <= next_frame_) return;
  holes_.push_back({next_frame_, frame - next_frame_, TakeCause()});
  pieces_.push_back({frame - next_frame_, bytes_.size(), 0});
  next_frame_ = frame;
}

// Frames that were given already are skipped: after a disk had failed, a stretch may stand there twice.
void RingAudio::Put(int64_t first_frame, int64_t frames, const uint8_t* data, size_t size_bytes) {
  if (first_frame + frames <= next_frame_ || next_frame_ >= end_frame_) return;
  MissUntil(first_frame);
  if (next_frame_ >= end_frame_) return;
  int64_t skip = next_frame_ - first_frame;
  int64_t take = std::min(first_frame + frames, end_frame_) - next_frame_;
  if (bytes_per_frame_ == 0) {
    skip = 0;
    take = frames;
  }
  const size_t from = bytes_per_frame_ == 0 ? 0 : static_cast<size_t>(skip * bytes_per_frame_);
  const size_t size = bytes_per_frame_ == 0 ? size_bytes : static_cast<size_t>(take * bytes_per_frame_);
  const bool goes_on = !pieces_.empty() && pieces_.back().first_byte + pieces_.back().size_bytes == bytes_.size();
  if (!goes_on) pieces_.push_back({0, bytes_.size(), 0});
  pieces_.back().size_bytes += size;
  bytes_.insert(bytes_.end(), data + from, data + from + size);
  next_frame_ += take;
}

// Only what an encoder of ours makes, where it puts it: the file is to have as many frames as was told.
void RingAudio::OnEncodedBlock(const EncodedBlock& block) {
  if (block.frames != kAacBlockFrames || block.first_frame % kAacBlockFrames != 0) return;
  Put(block.first_frame, block.frames, block.data, block.size_bytes);
}

void RingAudio::TakeSlot(const Slot& slot) {
  if (bytes_per_frame_ == 0) return assembler_.Feed(slot, *this);
  if (slot.header.block_offset != 0) return;
  Put(slot.header.first_frame, slot.header.payload_bytes / bytes_per_frame_, slot.payload, slot.header.payload_bytes);
}

// A part of the silence before the next piece; true when some of it is left.
bool RingAudio::GiveSilence(std::vector<ByteView>* views) {
  Piece& piece = pieces_[given_];
  const bool is_pcm = bytes_per_frame_ > 0;
  const size_t unit_bytes = is_pcm ? static_cast<size_t>(bytes_per_frame_) : silent_block_.size();
  const int64_t unit_frames = is_pcm ? 1 : kAacBlockFrames;
  if (silence_.empty() && unit_bytes > 0) {
    const size_t units = std::max<size_t>(1, kSilenceBytes / unit_bytes);
    for (size_t i = 0; i < units && !is_pcm; ++i) {
      silence_.insert(silence_.end(), silent_block_.begin(), silent_block_.end());
    }
    if (is_pcm) silence_.assign(units * unit_bytes, 0);
  }
  const int64_t wanted = (piece.silent_frames + unit_frames - 1) / unit_frames;
  const int64_t have = unit_bytes == 0 ? wanted : static_cast<int64_t>(silence_.size() / unit_bytes);
  const int64_t units = std::min(wanted, have);
  if (unit_bytes > 0) views->push_back({silence_.data(), static_cast<size_t>(units) * unit_bytes});
  piece.silent_frames -= units * unit_frames;
  return piece.silent_frames > 0;
}

Result<std::vector<ByteView>> RingAudio::Next() {
  while (given_ == pieces_.size() && !over_) {
    pieces_.clear();
    bytes_.clear();
    given_ = 0;
    if (next_frame_ < end_frame_ && slots_.Next(&batch_)) {
      if (unreadable() && when_unreadable_ == WhenUnreadable::kFail) {
        return Status(ErrorCode::kUnreadable, "the disk does not give what the ring holds");
      }
      for (const Slot& slot : batch_) TakeSlot(slot);
    } else {
      MissUntil(end_frame_);
      over_ = true;
    }
  }
  std::vector<ByteView> views;
  size_t size_bytes = 0;
  while (given_ < pieces_.size() && size_bytes < 4 * kSilenceBytes) {
    const Piece& piece = pieces_[given_];
    if (piece.silent_frames > 0 && GiveSilence(&views)) {
      size_bytes += views.empty() ? 0 : views.back().size_bytes;
      continue;
    }
    if (piece.size_bytes > 0) views.push_back({bytes_.data() + piece.first_byte, piece.size_bytes});
    size_bytes += views.empty() ? 0 : views.back().size_bytes;
    ++given_;
  }
  if (views.empty() && given_ == pieces_.size() && !over_) return Next();
  return views;
}

}  // namespace vr
