// What is wrong between the sides, their clocks and the recorder.
#include <algorithm>
#include <cmath>

#include "diagnosis/faults.h"
#include "diagnosis/moments.h"

namespace vr::bench {
namespace {

void LabelRoom(Scene* scene, const char* id, double start_s) {
  scene->labels.push_back(LabelOf(id, Whose::kAny, Place::kWhole, start_s, scene->seconds));
}

// A game that hands the same sound to both sources.
void Identical(Scene* scene, double quieter_db, Dice* dice) {
  scene->form = Form::kSplitWav;
  AddAt(&scene->local.signal, scene->remote.signal, 0, 1);
  scene->remote.signal = scene->local.signal;
  Scale(&scene->Of(dice->Chance(0.5) ? Whose::kLocal : Whose::kRemote).signal, Gain(-quieter_db));
  LabelRoom(scene, "channels/identical", 0);
}

// A stereo source whose channels cancel each other.
void Opposite(Scene* scene, double quieter_db, Dice* dice) {
  scene->form = Form::kTracksWav;
  scene->channels = 2;
  Side& side = scene->Of(dice->Chance(0.5) ? Whose::kLocal : Whose::kRemote);
  side.right = side.signal;
  Scale(&side.right, -Gain(-quieter_db));
  if (quieter_db > 0) AddNoise(&side.right, side.active_dbfs - 35, dice);
  LabelRoom(scene, "channels/opposite", 0);
}

void Swapped(Scene* scene, double share, Dice*) {
  scene->form = Form::kSplitWav;
  scene->swapped = Stretch{scene->seconds * (1 - share), scene->seconds};
  LabelRoom(scene, "channels/swapped", scene->seconds * (1 - share));
}

// The recorder does not get to work for so long that its queues are full, and blocks are refused.
void BlocksDropped(Scene* scene, double blocks, Dice* dice) {
  scene->stalls_at_s = dice->Between(3, 6);
  scene->refused_blocks = static_cast<size_t>(blocks);
  for (const Whose whose : kBothSides) {
    scene->labels.push_back(LabelOf("blocks-dropped", whose, Place::kWhole, 0, scene->seconds));
  }
}

void ClockDrift(Scene* scene, double ppm, Dice* dice) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    side.delivered_rate_hz *= 1 + dice->Sign() * ppm * 1e-6;
    // A fast clock needs more samples than the scene has.
    Signal more(kRateHz / 10);
    AddNoise(&more, -68, dice);
    side.signal.insert(side.signal.end(), more.begin(), more.end());
    scene->labels.push_back(LabelOf("clock-drift", whose, Place::kWhole, 0, scene->seconds));
  }
}

// So many samples come in a second, and the game calls them 48 kHz.
void DeclaredRate(Scene* scene, double delivered_hz, Dice* dice) {
  const Whose whose = dice->Chance(0.5) ? Whose::kLocal : Whose::kRemote;
  scene->Of(whose).delivered_rate_hz = delivered_hz;
  scene->labels.push_back(LabelOf("wrong-rate/declared", whose, Place::kWhole, 0, scene->seconds));
}

}  // namespace

std::vector<FaultKind> RoomFaults() {
  constexpr double kTolerance = 0.1;
  return {
      {"channels/identical", 0, 3, "dB apart", 14, kTolerance, Identical},
      {"channels/opposite", 0, 3, "dB apart", 14, kTolerance, Opposite},
      {"channels/swapped", 1, 0.4, "of the time", 20, kTolerance, Swapped},
      {"blocks-dropped", 100, 5, "blocks", 20, kTolerance, BlocksDropped},
      {"clock-drift", 1000, 400, "ppm", 30, kTolerance, ClockDrift},
      {"wrong-rate/declared", 32000, 44100, "Hz for 48000", 20, kTolerance, DeclaredRate},
  };
}

}  // namespace vr::bench
