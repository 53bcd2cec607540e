// A capture whose audio is held and that waits to be written: where each of its streams lies, and what is known of it.
// Made on the worker thread, read on the writing thread; a retry reads it again.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/audio_pieces.h"
#include "base/sealing.h"
#include "cycle/cycle_buffer.h"
#include "cycle/ring_audio.h"
#include "cycle/ring_files.h"
#include "cycle/ring_shape.h"
#include "encode/encoder.h"
#include "recorder/track_set.h"
#include "writer/capture_writer.h"

namespace vr {

class DurableRing;

struct DumpTarget {
  uint64_t capture_id = 0;
  std::string path;
  ExistingTarget existing = ExistingTarget::kRefuse;
  std::string reason;
  CaptureOrigin origin = CaptureOrigin::kDump;
};

// A stretch of one stream: in memory, or in the slots of a ring.
struct HeldPiece {
  int64_t first_frame = 0;  // on the stream's count
  int64_t end_frame = 0;
  CyclePin memory;
  std::vector<SlotRun> runs;
};

// Pieces in the order of time. Where there is none between first_frame and end_frame, there is silence.
struct HeldStream {
  size_t ring_stream = 0;
  int channels = 1;
  SourceKind kind = SourceKind::kLocal;  // of a track
  int64_t first_frame = 0;               // whole blocks; for AAC with what a decoder needs to begin
  int64_t end_frame = 0;
  // Of a track: the stream is its user's between these two, and is somebody else's around them.
  int64_t begins_frame = 0;
  int64_t ends_frame = std::numeric_limits<int64_t>::max();
  std::vector<HeldPiece> pieces;
};

// What pieces in slots are read from.
struct HeldRing {
  std::shared_ptr<RingFiles> files;
  RingShape shape;
  std::optional<SealKey> key;
  WhenUnreadable when_unreadable = WhenUnreadable::kFail;
};

// Of a capture that was cut short, among its problems.
constexpr const char* kCutShort = "the recording ended before the dump had heard all it was to";

struct HeldCapture {
  DumpTarget target;
  uint64_t task_id = 0;
  int64_t from_frame = 0;  // of the mix, as are info.valid_frames
  bool cut_short = false;  // the recording ended before it had heard all it was to
  bool is_live = false;    // read out of the ring of a process that lives, whose slots may be on their way
  CaptureInfo info;        // while it is written `missing` is filled in, and the features of what is mixed anew
  EncoderConfig encoder;   // of the streams
  std::vector<HeldStream> streams;  // the mix, then those of info.tracks
  // Before this frame of the mix somebody was left out afterwards: it is mixed anew out of the tracks, or, where they
  // are not PCM, silent. Below 0: nowhere.
  int64_t remix_before = -1;
  std::vector<TrackUser> users;   // of info.tracks
  int64_t valid_start = 0;        // of the streams as they are held
  std::string hole_why = "disk";  // of silence where a ring has nothing
  HeldRing ring;
  std::vector<uint8_t> stand_in_block;  // for AAC that is missing, where this build cannot encode silence; may be empty
  std::shared_ptr<DurableRing> pinned_in;  // worker thread: to be told once the capture is written or given up
  std::optional<SealKey> seal;

  uint64_t memory_bytes() const;
  // Destroys what is held in memory, for a capture that nobody will ask for any more. Worker thread.
  void Overwrite();
};

// Makes the description that of what is written at the target: its suffix decides.
void PrepareFormat(HeldCapture* held);

// Writes it: audio, tracks, features, sidecar. The target's suffix decides on the format: what is held as PCM can be
// written as AAC.
Result<WrittenCapture> WriteHeld(FileSystem& files, HeldCapture& held, const WriteProgress& progress);

}  // namespace vr
