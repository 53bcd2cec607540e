// What a full disk can do to a recorder, one scene each. Everything in a scene follows from its seed.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "disk/small_disk.h"
#include "support/game.h"
#include "support/told_sound.h"

namespace vr_torture {

class DiskScene {
 public:
  // folder: on a disk with room, and the scene's own.
  DiskScene(uint64_t seed, const std::string& folder);

  static size_t count();
  static const char* NameOf(size_t scene);
  void Play(size_t scene);

  const std::vector<std::string>& problems() const { return problems_; }
  // Why small disks cannot be had; "" when they can.
  const std::string& skipped() const { return skipped_; }

 private:
  using Scene = void (DiskScene::*)();
  struct Named {
    const char* name;
    Scene scene;
  };
  static const std::vector<Named>& All();

  void BeforeStart();
  void UnderARing();
  void WhileARingGrows();
  void InMidDump();
  void AtTheEnd();
  void InRealTime();
  void InRecovery();

  int Whole(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  std::string Suffix() const { return aac_ ? ".aac" : ".wav"; }
  std::string Roomy(const std::string& name);  // a folder with room
  Game::Config On(const std::string& rings, const std::string& captures) const;
  bool Mounted(const SmallDisk& disk);
  void Wrong(const std::string& what) { problems_.push_back(what); }
  void Expect(bool holds, const std::string& what) {
    if (!holds) Wrong(what);
  }
  // The capture is [from, to) of the task, and lacks nothing.
  void ExpectExact(const std::string& path, int64_t from, int64_t to, const Game& game);
  void ExpectExact(const std::string& path, int64_t from, int64_t to, int64_t start_ns, int64_t told);
  void ExpectNoPart(const std::string& folder);

  std::mt19937_64 random_;
  const std::string folder_;
  const bool aac_;
  const int rate_hz_;
  std::vector<std::string> problems_;
  std::string skipped_;
};

}  // namespace vr_torture
