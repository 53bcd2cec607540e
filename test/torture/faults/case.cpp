#include "faults/case.h"

#include <cstdio>
#include <cstring>

namespace vr_torture {

const std::vector<Setup>& Setups() {
  static const std::vector<Setup> setups = {
      {"wav ring", false, false, false, false, false},
      {"aac ring", true, false, false, false, false},
      {"wav ring, tracks, encrypted", false, false, false, true, true},
      {"aac ring, tracks", true, false, false, true, false},
      {"wav real time", false, true, false, false, false},
      {"aac real time, tracks, encrypted", true, true, false, true, true},
      {"wav in memory", false, false, true, false, false},
      {"aac real time without log", true, true, true, false, false},
  };
  return setups;
}

const char* NameOf(Phase phase) {
  constexpr const char* kNames[] = {"start", "write", "wrap", "dump", "finish", "recover"};
  return kNames[static_cast<int>(phase)];
}

bool Happens(Phase phase, const Setup& setup) {
  if (phase == Phase::kWrap) return !setup.real_time && !setup.in_memory;
  if (phase == Phase::kDump) return !setup.real_time;
  if (phase == Phase::kWrite) return !(setup.in_memory && !setup.real_time);
  return phase != Phase::kRecover || !setup.in_memory;
}

std::string Case::Text() const {
  constexpr const char* kEnds[] = {"", ", then the process dies", ", and the process dies at once"};
  return std::string(Setups()[setup].name) + ", " + NameOf(phase) + ": " + NameOf(fault.kind) + " at call " +
         std::to_string(fault.at) + (fault.for_good ? " and all behind it" : "") + kEnds[static_cast<int>(ending)];
}

void Facts::Wrong(const std::string& what) {
  const size_t used = std::strlen(wrong);
  std::snprintf(wrong + used, sizeof wrong - used, "%s%s", used == 0 ? "" : "; ", what.c_str());
}

}  // namespace vr_torture
