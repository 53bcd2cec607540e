// The life of a game with a recorder, on the virtual clock, with the C interface alone.
#pragma once

#include <string>
#include <vector>

#include "faults/case.h"
#include "support/counting_signal.h"
#include "voice_recorder.h"

namespace vr_torture {

constexpr int kRateHz = 16000;
constexpr int kCycleS = 5;

struct Folders {
  std::string rings;
  std::string captures;
  std::string files;
};
// 32 bytes, of every encrypted case.
const uint8_t* TheKey();
std::string FilePath(const Setup& setup, const Folders& folders);

class Life {
 public:
  Life(const Case& the_case, const Folders& folders, Facts* facts);

  // From its start to its end; returns when the process may die.
  void Live();
  // A later life that only recovers.
  void Recover();

 private:
  struct Voice {
    vr_source source = 0;
    CountingSignal signal{kFullTop};
  };

  void Make();
  bool Start();
  void Run(double seconds);
  void RunSilent(double seconds);
  void Read();
  void ReadTask(const vr_event& event);
  Facts::Dump* DumpOf(uint64_t id);
  void Begin(Phase phase);
  void End(Phase phase);
  bool FaultIn(Phase phase) const { return case_.phase == phase && case_.fault.at > 0; }
  bool DiesIn(Phase phase) const { return case_.ending == Ending::kDieAtOnce && case_.phase == phase; }
  void CheckNothingIsLeft();
  void Dump(int index, double last_s, double after_s);
  void ExpectRecovery();
  void RetryDumps();
  void Finish();
  void NoteAcknowledged();
  // A call of the game's thread: it may neither touch a file nor take long.
  template <typename Call>
  auto Game(Call call);

  const Case case_;
  const Setup& setup_;
  const Folders folders_;
  Facts* facts_;
  vr_recorder recorder_ = 0;
  std::vector<Voice> voices_;
};

}  // namespace vr_torture
