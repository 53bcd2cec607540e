// Samples that are lost, and what SDKs put in their place.
#include <algorithm>
#include <cmath>

#include "diagnosis/faults.h"
#include "diagnosis/moments.h"

namespace vr::bench {
namespace {

constexpr double kPacketMs = 20;

// Two of each side in one capture.
template <typename Fill>
void DropOut(Scene* scene, double length_ms, Dice* dice, Fill fill) {
  const double length_s = length_ms / 1000;
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    for (const double start_s : LoudMoments(side, 2, length_s, dice)) {
      fill(&side.signal, FrameAt(start_s), FrameAt(length_s));
      scene->labels.push_back(LabelOf("dropout", whose, Place::kSharp, start_s, start_s + length_s));
    }
  }
}

void FillWithZeros(Signal* signal, size_t at, size_t frames) {
  std::fill_n(signal->begin() + static_cast<ptrdiff_t>(at), frames, 0.0F);
}

// A block from before, again and again.
void Repeat(Signal* signal, size_t at, size_t frames, size_t block) {
  for (size_t i = 0; i < frames; ++i) (*signal)[at + i] = (*signal)[at - block + i % block];
}

// The lag, of 2.5 to 12.5 ms, at which what is before this place is most like itself.
size_t PitchPeriod(const Signal& signal, size_t at) {
  constexpr size_t kWindow = 960;
  size_t best = 480;
  double best_likeness = -1;
  for (size_t lag = 120; lag <= 600; ++lag) {
    double cross = 0;
    double energy = 1e-9;
    for (size_t i = at - kWindow; i < at; ++i) {
      cross += static_cast<double>(signal[i]) * signal[i - lag];
      energy += static_cast<double>(signal[i - lag]) * signal[i - lag];
    }
    const double likeness = cross / std::sqrt(energy);
    if (likeness <= best_likeness) continue;
    best = lag;
    best_likeness = likeness;
  }
  return best;
}

void Zeros(Scene* scene, double length_ms, Dice* dice) {
  DropOut(scene, length_ms, dice, FillWithZeros);
}

// Down to the noise of a line that is open, and back, in a millisecond each.
void Cut(Scene* scene, double length_ms, Dice* dice) {
  DropOut(scene, length_ms, dice, [&](Signal* signal, size_t at, size_t frames) {
    constexpr double kRampFrames = 48;
    for (size_t i = 0; i < frames; ++i) {
      const double from_edge = static_cast<double>(std::min(i, frames - 1 - i));
      const double kept = std::max(0.0, 1 - from_edge / kRampFrames);
      (*signal)[at + i] = static_cast<float>(kept * (*signal)[at + i] + Gain(-70) * dice->Normal());
    }
  });
}

void RepeatPacket(Scene* scene, double length_ms, Dice* dice) {
  DropOut(scene, length_ms, dice,
          [](Signal* signal, size_t at, size_t frames) { Repeat(signal, at, frames, FrameAt(kPacketMs / 1000)); });
}

// As decoders conceal: the last period of the voice again and again, fading to nothing.
void Decay(Scene* scene, double length_ms, Dice* dice) {
  DropOut(scene, length_ms, dice, [](Signal* signal, size_t at, size_t frames) {
    Repeat(signal, at, frames, PitchPeriod(*signal, at));
    for (size_t i = 0; i < frames; ++i) {
      (*signal)[at + i] *= static_cast<float>(1 - static_cast<double>(i) / static_cast<double>(frames));
    }
  });
}

void StuckBuffer(Scene* scene, double length_s, Dice* dice) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    for (const double start_s : LoudMoments(side, 1, 0.06, dice)) {
      const size_t at = FrameAt(start_s);
      const size_t frames = std::min(FrameAt(length_s), side.signal.size() - at);
      Repeat(&side.signal, at, frames, FrameAt(dice->Chance(0.5) ? 0.02 : 0.04));
      const double end_s = start_s + static_cast<double>(frames) / kRateHz;
      scene->labels.push_back(LabelOf("stuck-buffer", whose, Place::kSharp, start_s, end_s));
    }
  }
}

void MissingAudio(Scene* scene, double length_s, Dice* dice) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    for (const double moment_s : LoudMoments(side, 1, 0.06, dice)) {
      const double start_s = std::round(moment_s * 100) / 100;  // whole blocks
      side.withheld.push_back({start_s, start_s + length_s});
      scene->labels.push_back(LabelOf("missing-audio", whose, Place::kSharp, start_s, start_s + length_s));
    }
  }
}

}  // namespace

std::vector<FaultKind> GapFaults() {
  constexpr double kSeconds = 16;
  constexpr double kTolerance = 0.02;
  return {
      {"dropout/zeros", 60, 20, "ms", kSeconds, kTolerance, Zeros},
      {"dropout/cut", 60, 20, "ms", kSeconds, kTolerance, Cut},
      {"dropout/repeat", 60, 20, "ms", kSeconds, kTolerance, RepeatPacket},
      {"dropout/decay", 60, 20, "ms", kSeconds, kTolerance, Decay},
      {"stuck-buffer", 1, 0.3, "s", kSeconds, 0.1, StuckBuffer},
      {"missing-audio", 1, 0.2, "s", kSeconds, 0.1, MissingAudio},
  };
}

}  // namespace vr::bench
