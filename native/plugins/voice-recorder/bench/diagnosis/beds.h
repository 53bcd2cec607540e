// What plays behind a voice in a game: music and noises, all of them made here.
#pragma once

#include "diagnosis/signal.h"

namespace vr::bench {

enum class Bed { kNone, kMusic, kBattle, kAmbience };

// None, or one of the others, at a level that belongs to it.
Bed AnyBed(Dice* dice);
// Adds so much of it as the signal is long.
void AddBed(Bed bed, Signal* signal, Dice* dice);

}  // namespace vr::bench
