#include "analysis/diagnosis/detectors/narrow_band.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr {

using thresholds::kNarrowDropDb;
using thresholds::kNarrowSpeechDbfs;
using thresholds::kNarrowWideDropDb;

namespace {

constexpr int kNarrowWindowCells = 800;  // with speech
constexpr int kNarrowFewestCells = 250;
constexpr int kNarrowWideRateHz = 32000;  // from here on a rate promises more than 8 kHz

double BandDbfs(const Cell& cell, double from_hz, double to_hz) {
  const std::vector<float>& powers = *cell.powers;
  const auto end = std::min(powers.size(), static_cast<size_t>(to_hz / cell.bin_hz));
  float sum = 0;
  for (auto bin = static_cast<size_t>(from_hz / cell.bin_hz); bin < end; ++bin) sum += powers[bin];
  // Half of a sine's power; a Hann window spreads 1.5 bins wide.
  return 10 * std::log10(static_cast<double>(sum) / 3 + 1e-12);
}

}  // namespace

void NarrowBand::Levels::Add(double level_db) {
  const double step = std::clamp(std::floor(level_db + 120), 0.0, static_cast<double>(counts.size() - 1));
  ++counts[static_cast<size_t>(step)];
  ++all;
}

double NarrowBand::Levels::At(double share) const {
  const double wanted = share * all;
  int sum = 0;
  for (size_t step = 0; step < counts.size(); ++step) {
    sum += counts[step];
    if (sum >= wanted) return static_cast<double>(step) - 119.5;
  }
  return 0;
}

// What an encoder leaves out above 8 kHz it leaves out of any voice.
NarrowBand::NarrowBand(const LaneFacts& lane, int sample_rate_hz) : lane_(lane) {
  endings_.emplace_back();
  endings_.back().edge = {2000, 3300, 4600, 7500, kNarrowDropDb, true};
  if (lane.lossy || sample_rate_hz < kNarrowWideRateHz) return;
  endings_.emplace_back();
  endings_.back().edge = {5000, 7200, 9500, 14000, kNarrowWideDropDb, false};
}

void NarrowBand::Listen(const Cell& cell) {
  if (!IsAudible(cell) || IsNothing(cell)) return;
  const double loud_db = BandDbfs(cell, 300, 3000);
  if (window_start_s_ < 0) window_start_s_ = cell.start_s;
  window_end_s_ = cell.end_s;
  const double treble_db = BandDbfs(cell, endings_.front().edge.above_hz, endings_.front().edge.above_end_hz);
  const double level_db = std::max(loud_db, treble_db);
  const bool is_speech = level_db >= kNarrowSpeechDbfs;
  for (Ending& ending : endings_) {
    const Edge& edge = ending.edge;
    const double above_db = &ending == &endings_.front() ? treble_db : BandDbfs(cell, edge.above_hz, edge.above_end_hz);
    ending.always_above.Add(above_db);
    if (!is_speech) continue;
    ending.above.Add(above_db);
    ending.below.Add(BandDbfs(cell, edge.below_hz, edge.below_end_hz));
  }
  if (!is_speech) return;
  speech_.Add(level_db);
  if (powers_.size() != cell.powers->size()) powers_.assign(cell.powers->size(), 0);
  for (size_t i = 0; i < powers_.size(); ++i) powers_[i] += static_cast<double>((*cell.powers)[i]);
  bin_hz_ = cell.bin_hz;
  if (speech_.all >= kNarrowWindowCells) EndWindow();
}

// The highest frequency at which the spectrum is still near that of the band below the edge.
double NarrowBand::HzOf(const Edge& edge) const {
  const auto bin_of = [&](double hz) { return std::min(powers_.size() - 1, static_cast<size_t>(hz / bin_hz_)); };
  const size_t first = bin_of(edge.below_hz);
  const size_t last = bin_of(edge.below_end_hz - 300);
  double mean = 0;
  for (size_t bin = first; bin < last; ++bin) mean += powers_[bin];
  mean /= static_cast<double>(last - first);
  size_t end = bin_of(edge.above_hz);
  while (end > last && powers_[end] < mean / 60) --end;
  return static_cast<double>(end) * bin_hz_;
}

bool NarrowBand::EndsAt(const Ending& ending) const {
  const double loud_below = ending.below.At(0.97);
  const double loud_above = ending.above.At(0.97);
  const double speech_loud = speech_.At(0.9);
  // It is a voice: it moves, and reaches up to the edge.
  const bool is_voice = speech_loud - speech_.At(0.1) >= 8 && speech_loud - loud_below < 30;
  const bool ends = loud_above < loud_below - ending.edge.drop_db;
  // Above there is a steady noise only; a soft voice may have no more above 9.5 kHz.
  const bool is_flat =
      ending.edge.may_be_flat && loud_above - ending.always_above.At(0.1) < 3 && loud_above < loud_below - 10;
  return is_voice && (ends || is_flat);
}

void NarrowBand::EndWindow() {
  const bool is_enough = speech_.all >= kNarrowFewestCells;
  for (Ending& ending : endings_) {
    if (is_enough && EndsAt(ending)) {
      if (!ending.open) {
        ending.open = true;
        ending.start_s = window_start_s_;
        ending.hz = 0;
      }
      ending.hz = std::max(ending.hz, HzOf(ending.edge));
      ending.end_s = window_end_s_;
    } else if (is_enough) {
      EndStretch(&ending);
    }
    ending.below = ending.above = ending.always_above = Levels();
  }
  speech_ = Levels();
  powers_.clear();
  window_start_s_ = -1;
}

void NarrowBand::EndStretch(Ending* ending) {
  if (!ending->open) return;
  ending->open = false;
  Finding finding = SoundFinding("narrow-band", lane_, ending->start_s, ending->end_s, {"cutoff", ending->hz, "Hz"});
  finding.confidence = 0.85;
  found_.push_back(std::move(finding));
}

void NarrowBand::Finish(Report* report) {
  if (speech_.all > 0) EndWindow();
  for (Ending& ending : endings_) EndStretch(&ending);
  AddFound("narrow-band", lane_, "audio", &found_, report);
}

}  // namespace vr
