// A dump between its call and the moment at which all of its audio is held. Worker thread only.
#pragma once

#include <cstdint>
#include <vector>

#include "recorder/held_capture.h"

namespace vr {

// How an encoder's stream lies against the frames that went in.
struct StreamDelay {
  int delay_frames = 0;
  int block_frames = 1;  // AAC: 1024, of which one before the audio is needed by a decoder to begin
  int pre_roll_frames() const { return block_frames > 1 ? block_frames : 0; }
};

// Where the audio of a task's streams is.
class StreamStore {
 public:
  virtual ~StreamStore() = default;
  virtual size_t stream_count() const = 0;
  // It is the mix's, or somebody's now.
  virtual bool IsUsed(size_t stream) const = 0;
  // Up to where a used stream can be held now; what is behind that is to come where it takes less to hold it.
  virtual int64_t HoldableEnd(size_t stream) const = 0;
  // Adds what there is of the frames [first, end) of a stream.
  virtual void Hold(size_t stream, int64_t first_frame, int64_t end_frame, std::vector<HeldPiece>* pieces) = 0;
};

// Holds audio piece by piece while it comes in, so that a long wait cannot lose its beginning.
class DumpWindow {
 public:
  // The window is [from_frame, to_frame) of the mix.
  DumpWindow(DumpTarget target, int64_t from_frame, int64_t to_frame, const StreamDelay& delay);

  // Takes hold of what there is by now. True once the window is complete; last_chance: it ends where the audio does,
  // after so many mixed frames.
  bool Extend(StreamStore& store, bool last_chance, int64_t mixed_frames);

  const DumpTarget& target() const { return target_; }
  int64_t from_frame() const { return from_frame_; }
  // The task ended before the window did.
  bool cut_short() const { return cut_short_; }
  int64_t to_frame() const { return to_frame_; }
  // The frames of every stream that the capture takes: whole blocks, with what a decoder needs to begin.
  int64_t first_stream_frame() const;
  int64_t end_stream_frame() const;
  std::vector<HeldPiece> pieces(size_t stream) const {
    return stream < held_.size() ? held_[stream].pieces : std::vector<HeldPiece>();
  }
  // Decoded frame of the file at which the window begins.
  int64_t valid_start() const { return from_frame_ + delay_.delay_frames - first_stream_frame(); }

 private:
  struct Held {
    std::vector<HeldPiece> pieces;
    int64_t end_frame = -1;  // below 0: nothing yet
  };

  DumpTarget target_;
  StreamDelay delay_;
  int64_t from_frame_;
  int64_t to_frame_;
  bool cut_short_ = false;
  std::vector<Held> held_;
};

}  // namespace vr
