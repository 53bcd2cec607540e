// What must be true after a life with a fault in it, and after the recoveries behind it.
#pragma once

#include <string>
#include <vector>

#include "faults/case.h"
#include "faults/life.h"
#include "support/told_sound.h"

namespace vr_torture {

class CaseCheck {
 public:
  CaseCheck(const Case& the_case, const Folders& folders, const Facts& life, ToldSound* sound);

  // After the life, and the recoveries if it died.
  void Check();
  // Of a recovery when the disk works: it leaves nothing.
  void CheckRecovery(const Facts& recovery, bool again);

  const std::vector<std::string>& problems() const { return problems_; }

 private:
  void Wrong(const std::string& what) { problems_.push_back(what); }
  bool FaultShows() const;
  bool dies() const { return case_.ending != Ending::kFinish; }
  const uint8_t* key() const { return setup_.sealed ? TheKey() : nullptr; }
  std::string Suffix() const { return setup_.aac ? ".aac" : ".wav"; }
  Comparison Look(const std::string& path);
  void CheckCalls();
  void CheckFinishedCycle();
  void CheckRecoveredCycle();
  void CheckRealTime();
  void CheckDumps(int64_t recovered_end);
  void CheckDump(const Facts::Dump& dump, int64_t recovered_end);
  void CheckSilence();

  const Case case_;
  const Setup& setup_;
  const Folders folders_;
  const Facts& life_;
  ToldSound* sound_;
  std::vector<std::string> problems_;
  std::vector<std::string> lacks_;  // what is allowed only if an event told of it
};

}  // namespace vr_torture
