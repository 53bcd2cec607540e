// A life with one fault in it: what is recorded, in which phase the disk fails and how, and how the process ends.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "faults/faulty_disk.h"

namespace vr_torture {

struct Setup {
  const char* name;
  bool aac;
  bool real_time;
  bool in_memory;  // no recovery folder
  bool two;        // users, and their tracks apart
  bool sealed;
};
const std::vector<Setup>& Setups();

enum class Phase { kStart, kWrite, kWrap, kDump, kFinish, kRecover };
constexpr int kPhases = 6;
const char* NameOf(Phase phase);
bool Happens(Phase phase, const Setup& setup);

enum class Ending {
  kFinish,     // what failed is retried, the task is stopped, the recorder destroyed
  kDie,        // the disk works again for a while, then the process dies
  kDieAtOnce,  // the process dies while the disk still fails
};
constexpr int kEndings = 3;

struct Case {
  size_t setup = 0;
  Phase phase = Phase::kStart;
  Ending ending = Ending::kFinish;
  Fault fault;

  std::string Text() const;
};

// What a process tells of its life; it lies in memory that processes share.
struct Facts {
  static constexpr int kMostDumps = 3;
  struct Dump {
    bool asked = false;
    bool captured = false;
    bool done = false;
    bool failed = false;
    bool retried = false;
    uint64_t id = 0;
    int64_t from_frame = 0;  // of the task
    int64_t to_frame = 0;
    char path[512] = "";
    char retry_path[512] = "";
  };

  int64_t start_ns = 0;        // of the task
  int64_t told_frames = 0;     // pushed since then
  int64_t durable_frames = 0;  // acknowledged
  uint64_t file_bytes = 0;     // the same in real time, of all files together
  Dump dumps[kMostDumps];
  bool started = false;
  bool refused = false;        // event 2
  bool restarted = false;      // a second start took the place of the first
  bool finished = false;       // event 5
  bool ended_early = false;    // event 4
  uint64_t final_capture = 0;  // of event 4
  bool retried_final = false;
  bool sidecar_lost = false;  // a capture was told without one
  uint64_t recovered = 0;     // by the last recovery
  uint64_t problems = 0;
  bool said = false;    // an event told that something was wrong
  char fired[32] = "";  // the call that failed
  uint64_t calls[kFaultKinds] = {};
  uint64_t forbidden_calls = 0;
  char forbidden_call[32] = "";
  double slowest_call_s = 0;
  char wrong[2048] = "";  // what the life itself found

  void Wrong(const std::string& what);
  void Say() { said = true; }
};

}  // namespace vr_torture
