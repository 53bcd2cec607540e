// Every kind of fault that is injected, in two strengths: doc/diagnosis-benchmark.md has the same table.
#pragma once

#include <string>
#include <vector>

#include "diagnosis/scene.h"

namespace vr::bench {

enum class Strength { kClear, kBarely };

// Puts the fault into the scene and labels it there. Nothing is labelled where the scene has no room for it.
using Injection = void (*)(Scene* scene, double strength, Dice* dice);

struct FaultKind {
  const char* name;  // "dropout/zeros"
  double clear;
  double barely;
  const char* unit;
  double seconds;      // of a capture with it
  double tolerance_s;  // of its place
  Injection inject;
};

const std::vector<FaultKind>& FaultKinds();

double ValueOf(const FaultKind& kind, Strength strength);
// "dropout/zeros 60 ms (clear)".
std::string Title(const FaultKind& kind, Strength strength);

// The families, each in a file of its own.
std::vector<FaultKind> GapFaults();
std::vector<FaultKind> LevelFaults();
std::vector<FaultKind> SoundFaults();
std::vector<FaultKind> SpeechFaults();
std::vector<FaultKind> RoomFaults();

}  // namespace vr::bench
