#include "analysis/diagnosis/detectors/narrow_band.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr {

using thresholds::kNarrowDropDb;
using thresholds::kNarrowSpeechDbfs;

namespace {

constexpr double kNarrowBelowHz = 2000;
constexpr double kNarrowBelowEndHz = 3300;
constexpr double kNarrowAboveHz = 4600;
constexpr double kNarrowAboveEndHz = 7500;
constexpr int kNarrowWindowCells = 800;  // with speech
constexpr int kNarrowFewestCells = 250;

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

void NarrowBand::Listen(const Cell& cell) {
  if (!IsAudible(cell) || IsNothing(cell)) return;
  const double above_db = BandDbfs(cell, kNarrowAboveHz, kNarrowAboveEndHz);
  const double level_db = std::max(above_db, BandDbfs(cell, 300, 3000));
  always_above_.Add(above_db);
  if (window_start_s_ < 0) window_start_s_ = cell.start_s;
  window_end_s_ = cell.end_s;
  if (level_db < kNarrowSpeechDbfs) return;
  speech_.Add(level_db);
  above_.Add(above_db);
  below_.Add(BandDbfs(cell, kNarrowBelowHz, kNarrowBelowEndHz));
  if (powers_.size() != cell.powers->size()) powers_.assign(cell.powers->size(), 0);
  for (size_t i = 0; i < powers_.size(); ++i) powers_[i] += static_cast<double>((*cell.powers)[i]);
  bin_hz_ = cell.bin_hz;
  if (speech_.all >= kNarrowWindowCells) EndWindow();
}

// The highest frequency at which the spectrum is still near that of the band below the edge.
double NarrowBand::EdgeHz() const {
  const auto bin_of = [&](double hz) { return std::min(powers_.size() - 1, static_cast<size_t>(hz / bin_hz_)); };
  double mean = 0;
  for (size_t bin = bin_of(kNarrowBelowHz); bin < bin_of(3000); ++bin) mean += powers_[bin];
  mean /= static_cast<double>(bin_of(3000) - bin_of(kNarrowBelowHz));
  size_t edge = bin_of(kNarrowAboveHz);
  while (edge > bin_of(3000) && powers_[edge] < mean / 60) --edge;
  return static_cast<double>(edge) * bin_hz_;
}

void NarrowBand::EndWindow() {
  const double loud_below = below_.At(0.97);
  const double loud_above = above_.At(0.97);
  const double speech_loud = speech_.At(0.9);
  // It is a voice: it moves, and reaches up to the edge.
  const bool is_voice =
      speech_.all >= kNarrowFewestCells && speech_loud - speech_.At(0.1) >= 8 && speech_loud - loud_below < 30;
  const bool ends = loud_above < loud_below - kNarrowDropDb;
  // Above there is a steady noise only.
  const bool is_flat = loud_above - always_above_.At(0.1) < 3 && loud_above < loud_below - 10;
  if (is_voice && (ends || is_flat)) {
    if (!open_) {
      open_ = true;
      start_s_ = window_start_s_;
      edge_hz_ = 0;
    }
    edge_hz_ = std::max(edge_hz_, EdgeHz());
    end_s_ = window_end_s_;
  } else if (speech_.all >= kNarrowFewestCells) {
    EndStretch();
  }
  speech_ = below_ = above_ = always_above_ = Levels();
  powers_.clear();
  window_start_s_ = -1;
}

void NarrowBand::EndStretch() {
  if (!open_) return;
  open_ = false;
  Finding finding = SoundFinding("narrow-band", lane_, start_s_, end_s_, {"cutoff", edge_hz_, "Hz"});
  finding.confidence = 0.85;
  found_.push_back(std::move(finding));
}

void NarrowBand::Finish(Report* report) {
  if (speech_.all > 0) EndWindow();
  EndStretch();
  AddFound("narrow-band", lane_, "audio", &found_, report);
}

}  // namespace vr
