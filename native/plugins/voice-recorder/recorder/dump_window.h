// A dump between its call and the moment at which all of its audio is held. Worker thread only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cycle/cycle_buffer.h"
#include "writer/capture_writer.h"

namespace vr {

struct DumpTarget {
  uint64_t capture_id = 0;
  std::string path;
  ExistingTarget existing = ExistingTarget::kRefuse;
  std::string reason;
  CaptureOrigin origin = CaptureOrigin::kDump;
};

// How an encoder's stream lies against the frames that went in.
struct StreamShape {
  int delay_frames = 0;
  int pre_roll_frames = 0;  // AAC: one frame that a decoder needs to begin; PCM: 0
};

// Holds audio piece by piece while it comes in, so that a long wait cannot lose its beginning.
class DumpWindow {
 public:
  // The window is [from_frame, to_frame) of the mix.
  DumpWindow(DumpTarget target, int64_t from_frame, int64_t to_frame, const StreamShape& shape);

  // Takes hold of what the buffer has by now. True once the window is complete; after the end of a task, with
  // last_chance, the window ends where the audio does.
  bool Extend(CycleBuffer& buffer, bool last_chance, int64_t mixed_frames);

  const DumpTarget& target() const { return target_; }
  const std::vector<CyclePin>& pins() const { return pins_; }
  int64_t from_frame() const { return from_frame_; }
  int64_t to_frame() const { return to_frame_; }
  // Decoded frame of the file at which the window begins, and how many there are in the file.
  int64_t valid_start() const;
  int64_t file_frames() const;

 private:
  void Hold(CycleBuffer& buffer, int64_t end_stream_frame);

  DumpTarget target_;
  StreamShape shape_;
  int64_t from_frame_;
  int64_t to_frame_;
  int64_t held_to_;  // on the encoder's count
  std::vector<CyclePin> pins_;
};

}  // namespace vr
