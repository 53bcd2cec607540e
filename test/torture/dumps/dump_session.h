// One recording with many dumps: random windows that overlap, reach into the future, or end what later ones may have.
// Everything follows from the seed.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "support/game.h"
#include "support/told_sound.h"

namespace vr_torture {

class DumpSession {
 public:
  DumpSession(uint64_t seed, const std::string& folder);

  // Asks for so many dumps, waits for all of them, and checks each.
  void Play(int dumps);

  const std::vector<std::string>& problems() const { return problems_; }
  struct Counts {
    uint64_t exact = 0;  // dumps that are exactly their window
    uint64_t empty = 0;  // that had nothing in it, and said so
    // Of the exact ones:
    uint64_t encoded = 0;      // PCM that was written as AAC
    uint64_t cleared = 0;      // end what later ones may have
    uint64_t cut = 0;          // begin where a cleared one ended
    uint64_t waited = 0;       // with a time after the call
    uint64_t queued = 0;       // asked for while others were still waiting
    uint64_t overlapping = 0;  // share sound with an earlier one
  };
  const Counts& counts() const { return counts_; }
  // The format and where it is kept.
  std::string Kind() const { return std::string(aac_ ? "AAC" : "WAV") + (on_disk_ ? " on disk" : " in memory"); }
  std::string Text() const;

 private:
  struct Expected {
    uint64_t id = 0;
    std::string path;
    int64_t from = 0;  // frames of the task
    int64_t to = 0;
    bool empty = false;
    bool fresh_aac = false;  // out of a PCM buffer
    bool clear = false;
    bool cut = false;
    bool waited = false;
    bool queued = false;
    bool overlapping = false;
  };

  void Ask(int number);
  void Check(const Expected& dump, const std::vector<GameEvent>& events);
  void CheckFile(const Expected& dump);
  void CheckFreshAac(const Expected& dump, const Capture& capture);
  int64_t FrameAt(int64_t at_ns) const;
  void Wrong(const std::string& what) { problems_.push_back(what); }
  double Between(double least, double most) { return std::uniform_real_distribution<double>(least, most)(random_); }
  bool Chance(double probability) { return Between(0, 1) < probability; }

  std::mt19937_64 random_;
  const bool aac_;
  const bool on_disk_;
  const int rate_hz_;
  const int cycle_s_;
  const std::string folder_;
  ToldSound sound_;
  Game game_;
  std::vector<Expected> expected_;
  int64_t clear_frame_ = 0;
  std::vector<std::string> problems_;
  Counts counts_;
};

}  // namespace vr_torture
