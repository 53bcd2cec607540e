// Where audio threads hand over their blocks. A tap is a single-producer, single-consumer queue of one source; the
// table turns the numbers that scripts hold into taps, so that a stale number is refused and never followed.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/audio_types.h"
#include "base/clock.h"

namespace vr {

constexpr int64_t kNoCaptureTime = INT64_MIN;
constexpr size_t kTapCapacityBytes = 768 * 1024;  // 2 s of 48 kHz stereo float, 4 s of int16
constexpr int kMaxTaps = 256;

enum class PushResult { kTaken, kDropped, kClosed, kInvalid };

// One block as the consumer sees it, valid until PopTap.
struct TapBlock {
  const void* samples = nullptr;
  int frames = 0;
  StreamFormat format;
  bool has_capture_time = false;
  int64_t time_ns = 0;  // capture time of the first frame; without one, the moment of the push
};

// Opens a tap; [control]. Memory is allocated and touched here. 0 when the table is full or memory is not there.
// clock must outlive the tap; it is read only for blocks without a capture time.
SourceId OpenTap(const Clock& clock);

// Ends the tap for its producer; [control]. What is queued can still be taken. Safe while the producer pushes.
// False for a stale id.
bool CloseTap(SourceId id);

// [audio] Wait-free: no lock, allocation or system call, bounded steps. The samples are copied; they need no alignment.
//   kTaken    the block is queued
//   kDropped  the queue is full, or another thread is pushing to the same tap: this block is refused and counted
//   kClosed   the tap is closed, or id is stale or was never given
//   kInvalid  samples is null, or frames (1 .. rate / 10), rate (8000 .. 48000), channels (1, 2) or format is out of
//             range; looked at first, and not counted
PushResult PushToTap(SourceId id, const void* samples, uint32_t frames, const StreamFormat& format,
                     int64_t capture_time_ns) noexcept;

// ---- Consumer: one thread per tap -------------------------------------------------------------------------------

// The oldest block, or false.
bool FrontOfTap(SourceId id, TapBlock* block);
void PopTap(SourceId id);
struct TapCounters {
  uint64_t taken = 0;
  uint64_t dropped = 0;
};
TapCounters CountersOfTap(SourceId id);
// Frees the tap; the consumer calls it after CloseTap once the queue is empty and no push is under way; false: not yet.
bool ReleaseTap(SourceId id);

}  // namespace vr
