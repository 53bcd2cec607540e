// Speech that is not as it was spoken: too fast, too slow, without treble, robotic.
#include <algorithm>
#include <cmath>

#include "diagnosis/faults.h"
#include "diagnosis/moments.h"
#include "diagnosis/opus_trip.h"

namespace vr::bench {
namespace {

void NarrowBand(Scene* scene, double hz, Dice*) {
  for (const Whose whose : kBothSides) {
    Signal& signal = scene->Of(whose).signal;
    // Twice: what a telephone or a codec leaves out is gone.
    LowPass(&signal, hz);
    LowPass(&signal, hz);
    scene->labels.push_back(LabelOf("narrow-band", whose, Place::kWhole, 0, scene->seconds));
  }
}

// Samples of another rate, played as if they were of this one.
void ChangeSpeed(Scene* scene, double speed, const char* id) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    const Signal turned = Resampled(side.signal, 1 / speed);
    Signal signal;
    while (signal.size() < side.signal.size()) signal.insert(signal.end(), turned.begin(), turned.end());
    signal.resize(side.signal.size());
    side.signal = signal;
    scene->labels.push_back(LabelOf(id, whose, Place::kWhole, 0, scene->seconds));
  }
}

void TooFast(Scene* scene, double times, Dice*) {
  ChangeSpeed(scene, times, "wrong-rate/fast");
}

void TooSlow(Scene* scene, double times, Dice*) {
  ChangeSpeed(scene, 1 / times, "wrong-rate/slow");
}

// Every sample of 16 kHz three times, or on straight lines between them: the spectrum is mirrored above 8 kHz.
void Images(Scene* scene, double method, Dice*) {
  constexpr size_t kTimes = 3;
  const bool hold = method < 2;
  for (const Whose whose : kBothSides) {
    Signal& signal = scene->Of(whose).signal;
    LowPass(&signal, 7500);
    for (size_t at = 0; at + 2 * kTimes <= signal.size(); at += kTimes) {
      const float from = signal[at];
      const float to = signal[at + kTimes];
      for (size_t i = 1; i < kTimes; ++i) {
        signal[at + i] = hold ? from : from + (to - from) * static_cast<float>(i) / static_cast<float>(kTimes);
      }
    }
    scene->labels.push_back(LabelOf("wrong-rate/cut", whose, Place::kWhole, 0, scene->seconds));
  }
}

struct Spell {
  double start_s;
  double end_s;
};

// A turn long enough for a spell of trouble.
bool SpellIn(const Side& side, double length_s, Dice* dice, Spell* spell) {
  std::vector<Stretch> turns;
  for (const Stretch& turn : side.turns) {
    if (turn.end_s - turn.start_s >= 1.6) turns.push_back(turn);
  }
  if (turns.empty()) return false;
  const Stretch& turn = turns[dice->Index(turns.size())];
  *spell = {turn.start_s + 0.1, std::min(turn.end_s - 0.1, turn.start_s + 0.1 + length_s)};
  return true;
}

// Packets of the remote side are lost one by one, and its decoder conceals them.
void Concealed(Scene* scene, double percent, Dice* dice) {
  Spell spell{};
  Side& side = scene->remote;
  if (!SpellIn(side, 4, dice, &spell)) return;
  side.signal = ThroughOpus(side.signal, 32000, [&](size_t packet) {
    const double time_s = static_cast<double>(packet) * kOpusPacketSeconds;
    return time_s >= spell.start_s && time_s < spell.end_s && dice->Chance(percent / 100);
  });
  scene->labels.push_back(LabelOf("robotic", Whose::kRemote, Place::kLoose, spell.start_s, spell.end_s));
}

// Blocks of 10 ms are played again in place of the next ones: a buzz at a fixed pitch.
void Buzz(Scene* scene, double percent, Dice* dice) {
  constexpr size_t kBlock = kRateHz / 100;
  const auto every = static_cast<size_t>(std::lround(100 / percent));
  for (const Whose whose : kBothSides) {
    Spell spell{};
    Side& side = scene->Of(whose);
    if (!SpellIn(side, 4, dice, &spell)) continue;
    size_t number = 0;
    for (size_t at = FrameAt(spell.start_s); at + kBlock <= FrameAt(spell.end_s); at += kBlock) {
      if (++number % every != 0) continue;
      std::copy_n(side.signal.begin() + static_cast<ptrdiff_t>(at - kBlock), kBlock,
                  side.signal.begin() + static_cast<ptrdiff_t>(at));
    }
    scene->labels.push_back(LabelOf("robotic", whose, Place::kLoose, spell.start_s, spell.end_s));
  }
}

}  // namespace

std::vector<FaultKind> SpeechFaults() {
  constexpr double kTolerance = 0.1;
  return {
      {"narrow-band", 3400, 8000, "Hz", 16, kTolerance, NarrowBand},
      {"wrong-rate/fast", 2, 1.5, "x", 18, kTolerance, TooFast},
      {"wrong-rate/slow", 2, 1.5, "x", 18, kTolerance, TooSlow},
      {"wrong-rate/cut", 1, 2, "(1 held, 2 on lines)", 16, kTolerance, Images},
      {"robotic/concealed", 30, 15, "% of packets", 16, kTolerance, Concealed},
      {"robotic/buzz", 50, 25, "% of blocks", 16, kTolerance, Buzz},
  };
}

}  // namespace vr::bench
