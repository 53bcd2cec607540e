#include "diagnosis/faults.h"

#include <cstdio>

namespace vr::bench {

const std::vector<FaultKind>& FaultKinds() {
  static const std::vector<FaultKind> kinds = [] {
    std::vector<FaultKind> all;
    for (const auto& family : {LevelFaults(), GapFaults(), SoundFaults(), SpeechFaults(), RoomFaults()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return kinds;
}

double ValueOf(const FaultKind& kind, Strength strength) {
  return strength == Strength::kClear ? kind.clear : kind.barely;
}

std::string Title(const FaultKind& kind, Strength strength) {
  char text[120];
  std::snprintf(text, sizeof text, "%s %g %s (%s)", kind.name, ValueOf(kind, strength), kind.unit,
                strength == Strength::kClear ? "clear" : "barely");
  return text;
}

}  // namespace vr::bench
