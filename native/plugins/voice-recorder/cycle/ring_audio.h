// A stretch of one audio stream of a ring, exactly as long as it was asked for: what is not there is silence, and told.
// Where the disk fails, reading fails, unless silence is to stand for that too. Writing thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/audio_pieces.h"
#include "base/encoded_block.h"
#include "cycle/block_assembler.h"
#include "cycle/slot_stream.h"

namespace vr {

enum class HoleCause {
  kNothingWritten,
  kDamaged,     // slots there failed their check
  kUnreadable,  // the disk failed there
};

enum class WhenUnreadable { kFail, kSilence };

// Frames, on the stream's count, of which there was no sound.
struct RingHole {
  int64_t first_frame = 0;
  int64_t frames = 0;
  HoleCause cause = HoleCause::kNothingWritten;
};

class RingAudio final : public AudioPieces, private EncodedBlockSink {
 public:
  // The frames [first, end); for AAC both are at the borders of blocks, and silent_block is a whole ADTS frame of
  // silence. bytes_per_second: about, of the stream.
  RingAudio(SlotStream slots, const RingStream& stream, int64_t first_frame, int64_t end_frame,
            std::vector<uint8_t> silent_block, double bytes_per_frame, WhenUnreadable when_unreadable);

  uint64_t expected_bytes() const override;
  // kUnreadable: the disk does not give what is there.
  Result<std::vector<ByteView>> Next() override;
  // The disk failed somewhere in what has been read.
  bool unreadable() const { return slots_.unreadable_slots() > 0; }

  // Complete once Next has given its last piece.
  const std::vector<RingHole>& holes() const { return holes_; }

 private:
  void OnEncodedBlock(const EncodedBlock& block) override;
  void TakeSlot(const Slot& slot);
  void Put(int64_t first_frame, int64_t frames, const uint8_t* data, size_t size_bytes);
  HoleCause TakeCause();
  void MissUntil(int64_t frame);
  bool GiveSilence(std::vector<ByteView>* views);

  SlotStream slots_;
  const int bytes_per_frame_;  // 0: blocks
  const int64_t end_frame_;
  const std::vector<uint8_t> silent_block_;
  const double expected_bytes_per_frame_;
  BlockAssembler assembler_;
  int64_t next_frame_;  // of what is given next, silence that waits included
  int64_t first_frame_;
  std::vector<Slot> batch_;
  struct Piece {
    int64_t silent_frames = 0;  // before the bytes
    size_t first_byte = 0;      // of bytes_
    size_t size_bytes = 0;
  };
  std::vector<Piece> pieces_;
  size_t given_ = 0;  // pieces
  std::vector<uint8_t> bytes_;
  std::vector<uint8_t> silence_;
  std::vector<RingHole> holes_;
  const WhenUnreadable when_unreadable_;
  uint64_t bad_before_ = 0;
  uint64_t unreadable_before_ = 0;
  bool over_ = false;
};

}  // namespace vr
