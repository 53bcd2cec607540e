// The way a block goes in, as a parameter: the same checks run against the tap itself and against the C interface.
#pragma once

#include <array>
#include <cstdint>

namespace vr {

enum class PushOutcome { kTaken, kDropped, kClosed, kInvalid };

struct PushDoor {
  // A source whose clock stands still, or one on the machine's own clock. 0: it could not be opened.
  uint64_t (*open)(bool has_real_clock);
  void (*close)(uint64_t source);
  // One block of int16 at 48 kHz. The function under test, and as little else as possible.
  PushOutcome (*push)(uint64_t source, const void* samples, uint32_t frames, uint32_t channels, bool has_capture_time);
};

// Defined once in each program.
const PushDoor& DoorUnderTest();

struct PushTally {
  uint64_t taken = 0;
  uint64_t dropped = 0;
  uint64_t closed = 0;
  uint64_t invalid = 0;
  uint64_t total() const { return taken + dropped + closed + invalid; }
};

constexpr int kDoorSources = 5;
using OpenSources = std::array<uint64_t, kDoorSources>;
OpenSources OpenDoorSources(bool has_real_clock);
bool AllOpen(const OpenSources& sources);

constexpr uint64_t kPushesPerSource = 16000;  // more one-frame blocks than a queue holds
constexpr uint64_t kBadPushes = 3 * 1000;
// Blocks of 10 ms, then of one frame until long after the queue is full, into each source; then as many as
// kBadPushes invalid ones and as many into a closed source. Allocates nothing and makes no system call of its own.
PushTally PushEveryWay(const OpenSources& sources, uint64_t closed_source, bool has_capture_time);

}  // namespace vr
