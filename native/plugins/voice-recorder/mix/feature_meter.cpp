#include "mix/feature_meter.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/audio_types.h"

namespace vr {
namespace {

constexpr double kCellS = 1.0 / kCellsPerSecond;
constexpr double kRoundingFrames = 2.5;  // a clock's drift and rounding may miss so many frames of a cell
constexpr int64_t kMaxCellsAhead = 1000;
constexpr int kFullScaleSample = 32767;

}  // namespace

FeatureMeter::Cell* FeatureMeter::At(int64_t cell) {
  const int64_t index = cell - next_cell_;
  if (index < 0 || index >= kMaxCellsAhead) return nullptr;
  if (index >= static_cast<int64_t>(cells_.size())) cells_.resize(static_cast<size_t>(index) + 1);
  return &cells_[static_cast<size_t>(index)];
}

void FeatureMeter::Measure(const int16_t* samples, int frames, int channels, Cell* cell) {
  const int count = frames * channels;
  int64_t power = 0;
  int full = 0;
  for (int i = 0; i < count; ++i) {
    const int value = samples[i];
    power += static_cast<int64_t>(value) * value;
    full += std::abs(value) >= kFullScaleSample ? 1 : 0;
  }
  for (int i = 0; i < frames; ++i) {
    const bool zero = samples[i * channels] == 0 && (channels == 1 || samples[i * channels + 1] == 0);
    cell->zero_run = zero ? cell->zero_run + 1 : 0;
    cell->feature.zero_run = std::max(cell->feature.zero_run, static_cast<uint16_t>(std::min(cell->zero_run, 511)));
  }
  const bool first = cell->samples == 0;
  const auto [low, high] = std::minmax_element(samples, samples + count);
  cell->feature.min = first ? *low : std::min(cell->feature.min, *low);
  cell->feature.max = first ? *high : std::max(cell->feature.max, *high);
  cell->feature.full_scale_count = static_cast<uint16_t>(cell->feature.full_scale_count + full);
  cell->power += static_cast<double>(power);
  cell->samples += count;
}

void FeatureMeter::Add(const int16_t* samples, int frames, int channels, double room_s, double frame_s) {
  for (int done = 0; done < frames;) {
    const double at_s = room_s + done * frame_s;
    // A frame belongs to the cell in which its middle lies, so that rounding does not push it over a border.
    const auto cell_index = static_cast<int64_t>(std::floor((at_s + 0.5 * frame_s) / kCellS));
    const double left_s = static_cast<double>(cell_index + 1) * kCellS - (at_s + 0.5 * frame_s);
    const int count = std::clamp(static_cast<int>(std::ceil(left_s / frame_s - 1e-6)), 1, frames - done);
    if (Cell* cell = At(cell_index); cell != nullptr) {
      Measure(samples + done * channels, count, channels, cell);
      cell->heard_s += count * frame_s;
      cell->frame_s = std::max(cell->frame_s, frame_s);
    }
    done += count;
  }
}

void FeatureMeter::Excuse(int64_t cell) {
  if (Cell* excused = At(cell); excused != nullptr) excused->excused = true;
}

FeatureWord FeatureMeter::Take() {
  ++next_cell_;
  if (cells_.empty()) return GapFeature();
  Cell cell = cells_.front();
  cells_.pop_front();
  if (cell.samples > 0) {
    const double rms = std::sqrt(cell.power / static_cast<double>(cell.samples)) / 32768.0;
    cell.feature.rms_dbfs = rms > 0 ? 20.0 * std::log10(rms) : kSilenceDbfs;
  }
  cell.feature.gap = !cell.excused && cell.heard_s < kCellS - kRoundingFrames * cell.frame_s;
  return PackFeature(cell.feature);
}

}  // namespace vr
