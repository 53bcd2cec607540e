// A talk of two sides, how it is handed to a recorder, and how that records it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "diagnosis/signal.h"
#include "diagnosis/truth.h"
#include "diagnosis/voices.h"

namespace vr::bench {

struct Side {
  Signal signal;
  Signal right;  // of a second channel; empty: there is none
  std::vector<Stretch> turns;
  double active_dbfs = -25;  // of its speech

  // How it is delivered.
  double delivered_rate_hz = kRateHz;  // samples in a second of the recorder's clock
  uint32_t declared_rate_hz = kRateHz;
  std::vector<Stretch> withheld;  // nothing is delivered
};

enum class Form { kTracksWav, kSplitWav, kMixWav, kTracksAac, kSplitAac };
const char* NameOf(Form form);
bool IsAac(Form form);
bool IsSplit(Form form);

struct Scene {
  double seconds = 0;
  Side local;
  Side remote;
  Form form = Form::kTracksWav;
  uint32_t rate_hz = kRateHz;  // of the file
  uint32_t channels = 1;
  // From when on the recorder does not get to work, until it has refused so many blocks of each side.
  std::optional<double> stalls_at_s;
  size_t refused_blocks = 0;
  std::optional<Stretch> swapped;  // left and right are exchanged in the file
  std::vector<Label> labels;

  Side& Of(Whose whose) { return whose == Whose::kLocal ? local : remote; }
};

// Sides that speak in turn, each with a noise and perhaps a bed behind it; the remote one has been through Opus.
Scene MakeScene(const Voices& voices, double seconds, Dice* dice);

// How captures with faults are recorded, and those without.
void ChooseFaultForm(Scene* scene, Dice* dice);
void ChooseCleanForm(Scene* scene, Dice* dice);

}  // namespace vr::bench
