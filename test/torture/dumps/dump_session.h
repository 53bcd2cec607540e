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
  int exact() const { return exact_; }      // dumps that are exactly their window
  int empty() const { return empty_; }      // that had nothing in it, and said so
  int encoded() const { return encoded_; }  // of the exact ones, PCM that was written as AAC
  std::string Text() const;

 private:
  struct Expected {
    uint64_t id = 0;
    std::string path;
    int64_t from = 0;  // frames of the task
    int64_t to = 0;
    bool empty = false;
    bool fresh_aac = false;  // out of a PCM buffer
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
  int exact_ = 0;
  int empty_ = 0;
  int encoded_ = 0;
};

}  // namespace vr_torture
