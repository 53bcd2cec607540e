#include "diagnosis/scene.h"

#include <algorithm>
#include <cmath>

#include "diagnosis/beds.h"
#include "diagnosis/opus_trip.h"

namespace vr::bench {
namespace {

constexpr double kLoudestPeak = 0.6;
constexpr int kOpusBitRates[] = {16000, 20000, 24000, 32000, 48000, 64000};

Side EmptySide(double seconds, Dice* dice) {
  Side side;
  side.signal.resize(FrameAt(seconds));
  side.active_dbfs = dice->Between(-28, -20);
  return side;
}

double PauseSeconds(Dice* dice) {
  const double share = dice->Share();
  if (share < 0.1) return -dice->Between(0.1, 0.6);  // they interrupt each other
  return share < 0.92 ? dice->Between(0.25, 1.1) : dice->Between(1.5, 3.5);
}

void Talk(const Voices& voices, double seconds, Side* local, Side* remote, Dice* dice) {
  const size_t me = dice->Index(voices.size());
  const size_t others[] = {(me + 1 + dice->Index(voices.size() - 1)) % voices.size(),
                           (me + 1 + dice->Index(voices.size() - 1)) % voices.size()};
  bool is_local = dice->Chance(0.5);
  for (double at_s = dice->Between(0.2, 0.8); at_s < seconds - 0.5; is_local = !is_local) {
    const size_t speaker = is_local ? me : others[dice->Index(2)];
    const Signal line = voices.Line(speaker, dice->Index(voices.lines(speaker)));
    const double length_s = static_cast<double>(line.size()) / kRateHz;
    Side* side = is_local ? local : remote;
    AddAt(&side->signal, line, FrameAt(at_s), Gain(side->active_dbfs - kLineDbfs + dice->Between(-1.5, 1.5)));
    side->turns.push_back({at_s, std::min(at_s + length_s, seconds)});
    at_s = std::max(at_s + 0.5, at_s + length_s + PauseSeconds(dice));
  }
}

void Finish(Side* side, Dice* dice) {
  AddBed(AnyBed(dice), &side->signal, dice);
  AddNoise(&side->signal, dice->Between(-74, -64), dice);
  double peak = 0;
  for (const float sample : side->signal) peak = std::max(peak, std::abs(static_cast<double>(sample)));
  if (peak <= kLoudestPeak) return;
  Scale(&side->signal, kLoudestPeak / peak);
  side->active_dbfs += Db(kLoudestPeak / peak);
}

}  // namespace

const char* NameOf(Form form) {
  switch (form) {
    case Form::kTracksWav:
      return "tracks in WAV";
    case Form::kSplitWav:
      return "split in WAV";
    case Form::kMixWav:
      return "mix in WAV";
    case Form::kTracksAac:
      return "tracks in AAC";
    case Form::kSplitAac:
      return "split in AAC";
  }
  return "";
}

bool IsAac(Form form) {
  return form == Form::kTracksAac || form == Form::kSplitAac;
}

bool IsSplit(Form form) {
  return form == Form::kSplitWav || form == Form::kSplitAac;
}

Scene MakeScene(const Voices& voices, double seconds, Dice* dice) {
  Scene scene;
  scene.seconds = seconds;
  scene.local = EmptySide(seconds, dice);
  scene.remote = EmptySide(seconds, dice);
  Talk(voices, seconds, &scene.local, &scene.remote, dice);
  Finish(&scene.local, dice);
  Finish(&scene.remote, dice);
  scene.remote.signal = ThroughOpus(scene.remote.signal, kOpusBitRates[dice->Index(std::size(kOpusBitRates))]);
  return scene;
}

void ChooseFaultForm(Scene* scene, Dice* dice) {
  const double share = dice->Share();
  scene->form = share < 0.7 ? Form::kTracksWav : share < 0.9 ? Form::kSplitWav : Form::kTracksAac;
}

void ChooseCleanForm(Scene* scene, Dice* dice) {
  const double share = dice->Share();
  scene->form = share < 0.4   ? Form::kTracksWav
                : share < 0.6 ? Form::kSplitWav
                : share < 0.7 ? Form::kMixWav
                : share < 0.9 ? Form::kTracksAac
                              : Form::kSplitAac;
  const double rate_share = dice->Share();
  scene->rate_hz = rate_share < 0.6 ? 48000 : rate_share < 0.9 ? 32000 : 16000;
}

}  // namespace vr::bench
