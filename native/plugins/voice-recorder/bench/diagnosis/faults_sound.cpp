// Sounds that do not belong there: clicks, echo, howling, noise, hum.
#include <algorithm>
#include <cmath>

#include "diagnosis/faults.h"
#include "diagnosis/moments.h"

namespace vr::bench {
namespace {

// Loud ones in the midst of speech, soft ones where there is nothing to hide them.
std::vector<double> ClickMoments(const Side& side, double peak_dbfs, Dice* dice) {
  return peak_dbfs > -10 ? LoudMoments(side, 2, 0.005, dice) : QuietMoments(side, 2, 0.005, dice);
}

// One sample, and little of the next.
void Impulse(Scene* scene, double peak_dbfs, Dice* dice) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    for (const double time_s : ClickMoments(side, peak_dbfs, dice)) {
      const double peak = dice->Sign() * Gain(peak_dbfs);
      side.signal[FrameAt(time_s)] += static_cast<float>(peak);
      side.signal[FrameAt(time_s) + 1] -= static_cast<float>(peak * 0.4);
      scene->labels.push_back(LabelOf("click", whose, Place::kSharp, time_s, time_s + 0.001));
    }
  }
}

// The signal jumps and falls back slowly, as where two pieces do not fit.
void Step(Scene* scene, double peak_dbfs, Dice* dice) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    for (const double time_s : ClickMoments(side, peak_dbfs, dice)) {
      const double peak = dice->Sign() * Gain(peak_dbfs);
      const size_t at = FrameAt(time_s);
      for (size_t i = 0; i < 2400; ++i)
        side.signal[at + i] += static_cast<float>(peak * std::exp(-static_cast<double>(i) / 240));
      scene->labels.push_back(LabelOf("click", whose, Place::kSharp, time_s, time_s + 0.001));
    }
  }
}

// What the loudspeaker plays of the remote side comes back into the microphone, through a small room.
void Echo(Scene* scene, double loss_db, Dice* dice) {
  if (scene->remote.turns.empty()) return;
  Signal played = scene->remote.signal;
  Biquad::HighPass(dice->Between(150, 400)).Run(&played);
  Biquad::LowPass(dice->Between(4000, 9000)).Run(&played);
  const double delay_ms = dice->Between(20, 400);
  const size_t delay = FrameAt(delay_ms / 1000);
  Signal returned(scene->local.signal.size());
  AddAt(&returned, played, delay, 1);
  for (int reflection = 0; reflection < 8; ++reflection) {
    const double later_s = dice->Between(0.002, 0.05);
    AddAt(&returned, played, delay + FrameAt(later_s), dice->Sign() * 0.35 * std::exp(-later_s / 0.02));
  }
  const size_t all = scene->remote.signal.size();
  const double loss_now_db = RmsDbfs(scene->remote.signal, 0, all) - RmsDbfs(returned, 0, all);
  AddAt(&scene->local.signal, returned, 0, Gain(loss_now_db - loss_db));
  Label label = LabelOf("echo", Whose::kLocal, Place::kWhole, 0, scene->seconds);
  label.echo_delay_ms = delay_ms;
  scene->labels.push_back(label);
}

// A tone that grows out of nothing, by 60 dB in a second or two, up to a level at which it stays for a while.
void Howling(Scene* scene, double peak_dbfs, Dice* dice) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    const double rise_s = dice->Between(1, 2);
    const double stay_s = dice->Between(1, 2);
    const double hz = dice->Between(600, 3800);
    const double start_s = dice->Between(2, scene->seconds - rise_s - stay_s - 1);
    const size_t at = FrameAt(start_s);
    for (size_t i = 0; i < FrameAt(rise_s + stay_s); ++i) {
      const double time_s = static_cast<double>(i) / kRateHz;
      const double dbfs = peak_dbfs - 60 * std::max(0.0, 1 - time_s / rise_s);
      const double fade = std::min(1.0, (rise_s + stay_s - time_s) / 0.1);
      side.signal[at + i] += static_cast<float>(fade * Gain(dbfs) * std::sin(2 * kPi * hz * time_s));
    }
    scene->labels.push_back(
        LabelOf("howling", whose, Place::kLoose, start_s + rise_s * 0.5, start_s + rise_s + stay_s));
  }
}

// White, or as a fan or an air conditioner sounds.
void Noise(Scene* scene, double dbfs, Dice* dice) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    Signal noise(side.signal.size());
    AddNoise(&noise, -20, dice);
    if (dice->Chance(0.6)) Biquad::LowPass(dice->Between(400, 4000), 0.6).Run(&noise);
    AddAt(&side.signal, noise, 0, Gain(dbfs - RmsDbfs(noise, 0, noise.size())));
    scene->labels.push_back(LabelOf("noise", whose, Place::kWhole, 0, scene->seconds));
  }
}

void Hum(Scene* scene, double dbfs, double mains_hz, Dice* dice) {
  for (const Whose whose : kBothSides) {
    Side& side = scene->Of(whose);
    const double exact_hz = mains_hz + dice->Between(-0.1, 0.1);
    Signal hum(side.signal.size());
    for (int harmonic = 1; harmonic <= 8; ++harmonic) {
      const double level = (harmonic == 1 ? 1 : dice->Between(0.2, 1)) / harmonic;
      const double phase = dice->Between(0, 2 * kPi);
      const double step = 2 * kPi * exact_hz * harmonic / kRateHz;
      for (size_t i = 0; i < hum.size(); ++i)
        hum[i] += static_cast<float>(level * std::sin(phase + step * static_cast<double>(i)));
    }
    AddAt(&side.signal, hum, 0, Gain(dbfs - RmsDbfs(hum, 0, hum.size())));
    scene->labels.push_back(LabelOf("hum", whose, Place::kWhole, 0, scene->seconds));
  }
}

void Hum50(Scene* scene, double dbfs, Dice* dice) {
  Hum(scene, dbfs, 50, dice);
}

void Hum60(Scene* scene, double dbfs, Dice* dice) {
  Hum(scene, dbfs, 60, dice);
}

}  // namespace

std::vector<FaultKind> SoundFaults() {
  constexpr double kTolerance = 0.1;
  return {
      {"click/impulse", -6, -20, "dBFS", 16, 0.02, Impulse},  {"click/step", -6, -20, "dBFS", 16, 0.02, Step},
      {"echo", 20, 35, "dB", 18, kTolerance, Echo},           {"howling", -6, -24, "dBFS", 14, kTolerance, Howling},
      {"noise", -35, -45, "dBFS", 16, kTolerance, Noise},     {"hum/50 Hz", -35, -50, "dBFS", 16, kTolerance, Hum50},
      {"hum/60 Hz", -35, -50, "dBFS", 16, kTolerance, Hum60},
  };
}

}  // namespace vr::bench
