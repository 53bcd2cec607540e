// A game on the virtual clock with one or two voices that count, driven in steps of 10 ms through the C interface.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "support/counting_signal.h"
#include "voice_recorder.h"

namespace vr_torture {

struct GameEvent {
  int kind = 0;
  int code = 0;
  uint64_t capture_id = 0;
  std::string path;
  std::string text;
};

class Game {
 public:
  struct Config {
    int rate_hz = 16000;
    std::string captures;
    std::string rings;  // "": none
    bool two = false;
    int durability = VR_DURABILITY_DEFAULT;
    uint64_t min_free_bytes = 0;
    uint64_t max_ring_bytes = 0;
  };
  explicit Game(const Config& config);
  ~Game();
  Game(const Game&) = delete;
  Game& operator=(const Game&) = delete;

  // The signal counts from here. cycle_s 0: in real time.
  vr_status Start(const std::string& path, int cycle_s);
  void Run(double seconds);
  // 10 ms, with a call of the game's somewhere in them.
  void RunCell(int64_t call_after_ns, const std::function<void()>& call);
  // Nobody says anything.
  void RunSilent(double seconds);
  struct DumpOptions {
    double last_s = 0;
    double after_s = 0;
    bool clear = false;
    bool overwrite = false;
  };
  // 0: refused.
  uint64_t Dump(const std::string& path, const DumpOptions& options);
  // As a process that dies leaves it: nothing is finished.
  void Abandon() { recorder_ = 0; }

  // Everything that was told since the last call.
  std::vector<GameEvent> TakeEvents();
  vr_stats Stats() const;

  vr_recorder recorder() const { return recorder_; }
  int64_t start_ns() const { return start_ns_; }
  // Frames that were pushed since the start.
  int64_t told_frames() const { return told_frames_; }

 private:
  struct Voice {
    vr_source source = 0;
    CountingSignal signal{kFullTop};
  };

  void Push(int64_t begin_ns);

  const Config config_;
  std::vector<int16_t> block_;
  vr_recorder recorder_ = 0;
  std::vector<Voice> voices_;
  int64_t start_ns_ = 0;
  int64_t told_frames_ = 0;
};

// The first event of this kind, of this capture unless 0; null without one.
const GameEvent* Find(const std::vector<GameEvent>& events, int kind, uint64_t capture_id = 0);
const GameEvent* FindTask(const std::vector<GameEvent>& events, int code);

}  // namespace vr_torture
