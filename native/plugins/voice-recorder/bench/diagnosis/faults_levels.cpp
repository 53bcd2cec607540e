// Levels that are wrong: none, low, jumping, too high, off centre.
#include <algorithm>
#include <cmath>

#include "diagnosis/faults.h"
#include "diagnosis/moments.h"

namespace vr::bench {
namespace {

Whose AnySide(Dice* dice) {
  return dice->Chance(0.5) ? Whose::kLocal : Whose::kRemote;
}

void LabelAll(Scene* scene, const char* id, Whose whose) {
  scene->labels.push_back(LabelOf(id, whose, Place::kWhole, 0, scene->seconds));
}

// A microphone that gives nothing, or its own noise alone.
void Silence(Scene* scene, double noise_dbfs, Dice* dice) {
  const Whose whose = AnySide(dice);
  Signal& signal = scene->Of(whose).signal;
  std::fill(signal.begin(), signal.end(), 0.0F);
  if (noise_dbfs > -100) AddNoise(&signal, noise_dbfs, dice);
  LabelAll(scene, "silence", whose);
}

// One side has sound behind it, but no voice: a wind that comes and goes.
void OneWay(Scene* scene, double sound_dbfs, Dice* dice) {
  const Whose whose = AnySide(dice);
  Side& side = scene->Of(whose);
  Biquad air = Biquad::BandPass(dice->Between(200, 500), 0.7);
  const double slow_hz = dice->Between(0.1, 0.3);
  for (size_t i = 0; i < side.signal.size(); ++i) {
    const double gust = 0.4 + 0.6 * std::abs(std::sin(2 * kPi * slow_hz * static_cast<double>(i) / kRateHz));
    side.signal[i] = static_cast<float>(gust) * air.Step(static_cast<float>(dice->Between(-1, 1)));
  }
  Scale(&side.signal, Gain(sound_dbfs - RmsDbfs(side.signal, 0, side.signal.size())));
  side.turns.clear();
  LabelAll(scene, "one-way", whose);
}

void LowLevel(Scene* scene, double active_dbfs, Dice*) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    if (side.turns.empty()) continue;
    Scale(&side.signal, Gain(active_dbfs - side.active_dbfs));
    LabelAll(scene, "low-level", whose);
  }
}

// Up or down, from a moment in the midst of speech on.
void LevelJump(Scene* scene, double db, Dice* dice) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    const std::vector<double> moments = LoudMoments(side, 4, 0.1, dice);
    const auto middle = std::find_if(moments.begin(), moments.end(), [&](double time_s) {
      return time_s > scene->seconds * 0.25 && time_s < scene->seconds * 0.75;
    });
    if (middle == moments.end()) continue;
    const bool down = dice->Chance(0.5);
    const size_t at = FrameAt(*middle);
    const auto gain = static_cast<float>(Gain(-db));
    for (size_t i = down ? at : 0; i < (down ? side.signal.size() : at); ++i) side.signal[i] *= gain;
    scene->labels.push_back(LabelOf("level-jump", whose, Place::kSharp, *middle, *middle));
  }
}

struct Cell {
  size_t begin;
  double peak;  // that three samples reach
};

std::vector<Cell> SpeechCells(const Side& side) {
  constexpr size_t kCellFrames = kRateHz / 100;
  std::vector<Cell> cells;
  for (const Stretch& turn : side.turns) {
    for (size_t at = FrameAt(turn.start_s); at + kCellFrames <= FrameAt(turn.end_s); at += kCellFrames) {
      if (RmsDbfs(side.signal, at, at + kCellFrames) < side.active_dbfs - 15) continue;
      std::vector<double> sizes;
      for (size_t i = at; i < at + kCellFrames; ++i) sizes.push_back(std::abs(static_cast<double>(side.signal[i])));
      std::nth_element(sizes.begin(), sizes.begin() + 2, sizes.end(), std::greater<>());
      cells.push_back({at, sizes[2]});
    }
  }
  return cells;
}

// So loud that this share of the cells with speech goes beyond full scale; `ceiling` is where full scale is then.
void Clip(Scene* scene, Whose whose, double percent, double ceiling) {
  Side& side = scene->Of(whose);
  std::vector<Cell> cells = SpeechCells(side);
  const auto count = static_cast<size_t>(std::lround(static_cast<double>(cells.size()) * percent / 100));
  if (cells.size() < 100 || count == 0) return;
  std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.peak > b.peak; });
  cells.resize(count);
  // Just so much below that the third largest sample of the last of them is flat, too.
  const auto limit = static_cast<float>(cells.back().peak * 0.98);
  for (float& sample : side.signal) sample = std::clamp(sample, -limit, limit) / limit;
  Scale(&side.signal, ceiling);
  const auto [first, last] =
      std::minmax_element(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.begin < b.begin; });
  const double start_s = static_cast<double>(first->begin) / kRateHz;
  const double end_s = static_cast<double>(last->begin) / kRateHz + 0.01;
  scene->labels.push_back(LabelOf("clipping", whose, Place::kLoose, start_s, end_s));
}

void ClipAtFullScale(Scene* scene, double percent, Dice*) {
  for (const Whose whose : kBothSides) Clip(scene, whose, percent, 1);
}

void ClipAndAttenuate(Scene* scene, double percent, Dice* dice) {
  for (const Whose whose : kBothSides) Clip(scene, whose, percent, Gain(-dice->Between(2, 10)));
}

void DcOffset(Scene* scene, double percent, Dice* dice) {
  for (const Whose whose : kBothSides) {
    const auto offset = static_cast<float>(dice->Sign() * percent / 100);
    for (float& sample : scene->Of(whose).signal) sample += offset;
    LabelAll(scene, "dc-offset", whose);
  }
}

}  // namespace

std::vector<FaultKind> LevelFaults() {
  constexpr double kTolerance = 0.1;
  return {
      {"silence", -120, -75, "dBFS", 20, kTolerance, Silence},
      {"one-way", -70, -50, "dBFS", 24, kTolerance, OneWay},
      {"low-level", -50, -42, "dBFS", 16, kTolerance, LowLevel},
      {"level-jump", 20, 10, "dB", 18, kTolerance, LevelJump},
      {"clipping/full-scale", 5, 0.5, "%", 16, kTolerance, ClipAtFullScale},
      {"clipping/attenuated", 5, 0.5, "%", 16, kTolerance, ClipAndAttenuate},
      {"dc-offset", 5, 1, "%", 14, kTolerance, DcOffset},
  };
}

}  // namespace vr::bench
