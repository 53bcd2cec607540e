#include "diagnosis/beds.h"

#include <algorithm>
#include <cmath>

namespace vr::bench {
namespace {

struct Levels {
  double low_dbfs;
  double high_dbfs;
};

// RMS of the whole bed.
constexpr Levels kMusicLevels = {-48, -34};
constexpr Levels kBattleLevels = {-48, -34};
constexpr Levels kAmbienceLevels = {-62, -54};

double NoteHz(int semitones) {
  return 110 * std::pow(2.0, semitones / 12.0);
}

// A plucked tone: harmonics that fade, the higher the faster.
void AddNote(Signal* signal, size_t frame, double hz, double seconds, double gain, double brightness) {
  const size_t frames = FrameAt(seconds);
  for (int harmonic = 1; harmonic <= 8 && hz * harmonic < 16000; ++harmonic) {
    const double step = 2 * kPi * hz * harmonic / kRateHz;
    const double fade = std::exp(-(1.5 + harmonic * 0.8) / (seconds * kRateHz));
    double level = gain * std::pow(brightness, harmonic - 1) / harmonic;
    // A rotation makes the sine: two multiplications a sample.
    double re = 1;
    double im = 0;
    const double c = std::cos(step);
    const double s = std::sin(step);
    for (size_t i = 0; i < frames && frame + i < signal->size(); ++i) {
      const double attack = std::min(1.0, static_cast<double>(i) / 240);
      const double release = std::min(1.0, static_cast<double>(frames - i) / 480);
      (*signal)[frame + i] += static_cast<float>(level * attack * release * im);
      const double turned = re * c - im * s;
      im = re * s + im * c;
      re = turned;
      level *= fade;
    }
  }
}

// Chords that change every two seconds or so, an arpeggio and a bass.
Signal Music(size_t frames, Dice* dice) {
  constexpr int kScale[] = {0, 2, 3, 5, 7, 8, 10};
  Signal signal(frames);
  const double beat_s = 60 / dice->Between(84, 150);
  const int key = static_cast<int>(dice->Index(12));
  const double brightness = dice->Between(0.5, 0.95);
  const auto degree_hz = [&](size_t degree) {
    return NoteHz(key + kScale[degree % 7] + 12 * static_cast<int>(degree / 7));
  };
  const double seconds = static_cast<double>(frames) / kRateHz;
  for (double bar_s = 0; bar_s < seconds; bar_s += 4 * beat_s) {
    const size_t root = dice->Index(7);
    for (const size_t third : {0, 2, 4})
      AddNote(&signal, FrameAt(bar_s), degree_hz(root + third + 7), 3.6 * beat_s, 0.5, 0.5);
    for (int beat = 0; beat < 4; ++beat) {
      AddNote(&signal, FrameAt(bar_s + beat * beat_s), degree_hz(root) / 2, beat_s * 0.9, 0.8, 0.6);
      for (const double half : {0.0, 0.5}) {
        if (dice->Chance(0.2)) continue;
        AddNote(&signal, FrameAt(bar_s + (beat + half) * beat_s), degree_hz(root + 14 + dice->Index(7)), beat_s * 0.6,
                0.6, brightness);
      }
    }
  }
  return signal;
}

void AddExplosion(Signal* signal, size_t frame, Dice* dice) {
  const double length_s = dice->Between(0.4, 1.6);
  const double rise_frames = dice->Between(100, 900);
  Biquad rumble = Biquad::LowPass(dice->Between(200, 1800));
  const size_t frames = FrameAt(length_s);
  for (size_t i = 0; i < frames && frame + i < signal->size(); ++i) {
    const double level = std::min(1.0, i / rise_frames) * std::exp(-5.0 * static_cast<double>(i) / frames);
    (*signal)[frame + i] += static_cast<float>(level) * 3 * rumble.Step(static_cast<float>(dice->Between(-1, 1)));
  }
}

void AddStep(Signal* signal, size_t frame, double gain, Dice* dice) {
  Biquad band = Biquad::BandPass(dice->Between(250, 900), 1.2);
  const size_t frames = FrameAt(dice->Between(0.05, 0.09));
  for (size_t i = 0; i < frames && frame + i < signal->size(); ++i) {
    const double level = gain * std::min(1.0, i / 200.0) * std::exp(-4.0 * static_cast<double>(i) / frames);
    (*signal)[frame + i] += static_cast<float>(level) * band.Step(static_cast<float>(dice->Between(-1, 1)));
  }
}

// Explosions now and then, footsteps, and bursts of shots.
Signal Battle(size_t frames, Dice* dice) {
  Signal signal(frames);
  const double seconds = static_cast<double>(frames) / kRateHz;
  for (double at_s = dice->Between(0, 3); at_s < seconds; at_s += dice->Between(1.5, 6)) {
    AddExplosion(&signal, FrameAt(at_s), dice);
  }
  for (double at_s = dice->Between(0, 2); at_s < seconds; at_s += dice->Between(0.3, 0.6)) {
    AddStep(&signal, FrameAt(at_s), 0.8, dice);
    if (dice->Chance(0.05)) at_s += dice->Between(1, 4);
  }
  for (double at_s = dice->Between(1, 4); at_s < seconds; at_s += dice->Between(3, 9)) {
    const size_t shots = 1 + dice->Index(5);
    for (size_t shot = 0; shot < shots; ++shot)
      AddStep(&signal, FrameAt(at_s + 0.11 * static_cast<double>(shot)), 2.5, dice);
  }
  return signal;
}

// Wind in gusts, or an engine whose speed changes.
Signal Ambience(size_t frames, Dice* dice) {
  Signal signal(frames);
  const bool engine = dice->Chance(0.4);
  Biquad air = Biquad::BandPass(dice->Between(200, 600), 0.7);
  const double slow_hz = dice->Between(0.1, 0.35);
  const double base_hz = dice->Between(70, 130);
  double phase = dice->Between(0, 6);
  for (size_t i = 0; i < frames; ++i) {
    const double time_s = static_cast<double>(i) / kRateHz;
    const double gust = 0.35 + 0.65 * std::pow(std::sin(2 * kPi * slow_hz * time_s), 2.0);
    double value = gust * air.Step(static_cast<float>(dice->Between(-1, 1)));
    if (engine) {
      phase += 2 * kPi * base_hz * (0.7 + 0.6 * gust) / kRateHz;
      value += 0.3 * gust * (std::sin(phase) + 0.6 * std::sin(2 * phase) + 0.4 * std::sin(3 * phase));
    }
    signal[i] = static_cast<float>(value);
  }
  return signal;
}

}  // namespace

Bed AnyBed(Dice* dice) {
  const double share = dice->Share();
  if (share < 0.4) return Bed::kNone;
  if (share < 0.6) return Bed::kMusic;
  return share < 0.8 ? Bed::kBattle : Bed::kAmbience;
}

void AddBed(Bed bed, Signal* signal, Dice* dice) {
  if (bed == Bed::kNone) return;
  const Signal sound = bed == Bed::kMusic    ? Music(signal->size(), dice)
                       : bed == Bed::kBattle ? Battle(signal->size(), dice)
                                             : Ambience(signal->size(), dice);
  const Levels levels = bed == Bed::kMusic ? kMusicLevels : bed == Bed::kBattle ? kBattleLevels : kAmbienceLevels;
  const double dbfs = dice->Between(levels.low_dbfs, levels.high_dbfs);
  AddAt(signal, sound, 0, Gain(dbfs - RmsDbfs(sound, 0, sound.size())));
}

}  // namespace vr::bench
