#include "analysis/diagnosis/lane_listener.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "analysis/map_lists.h"
#include "base/feature_word.h"

namespace vr {
namespace {

constexpr int kCells = 100;  // per second
constexpr int64_t kCellsAtOnce = 32;

size_t WindowFrames(int rate_hz) {
  size_t frames = 64;
  while (static_cast<double>(frames) < 0.02 * rate_hz) frames *= 2;
  return frames;
}

}  // namespace

int64_t CellGrid::BeginOf(int64_t cell) const {
  return cell / kCells * sample_rate_hz + cell % kCells * sample_rate_hz / kCells - offset_frames;
}

int64_t CellGrid::cells() const {
  if (frames <= 0) return 0;
  int64_t cell = (frames + offset_frames - 1) / sample_rate_hz * kCells;
  while (BeginOf(cell) < frames) ++cell;
  return cell;
}

LaneListener::LaneListener(const LaneFacts& facts, const CellGrid& grid, std::unique_ptr<AudioReader> audio,
                           std::unique_ptr<FeatureReader> features)
    : facts_(facts),
      grid_(grid),
      audio_(std::move(audio)),
      features_(std::move(features)),
      window_(WindowFrames(grid.sample_rate_hz)),
      spectrum_(WindowFrames(grid.sample_rate_hz)),
      slow_(grid.sample_rate_hz) {}

Status LaneListener::ReadAudio(int64_t first_cell) {
  const int64_t begin = std::max<int64_t>(0, grid_.BeginOf(first_cell));
  const int64_t end = std::min(grid_.frames, grid_.BeginOf(first_cell + kCellsAtOnce));
  const auto channels = static_cast<size_t>(audio_->channels());
  const auto wanted = static_cast<size_t>(std::max<int64_t>(0, end - begin));
  block_.resize(wanted * channels);
  const Result<size_t> read = audio_->Read(begin, wanted, block_.data());
  if (!read.ok()) return read.status();
  block_first_frame_ = begin;
  block_end_frame_ = begin + static_cast<int64_t>(read.value());
  return Status::Ok();
}

Status LaneListener::ReadFeatures(int64_t first_cell) {
  words_.resize(kCellsAtOnce);
  const Result<size_t> read = features_->Read(static_cast<uint64_t>(first_cell), words_.size(), words_.data());
  if (!read.ok()) return read.status();
  words_.resize(read.value());
  words_first_cell_ = first_cell;
  return Status::Ok();
}

Status LaneListener::Next(Cell* cell) {
  *cell = Cell{};
  cell->index = cell_;
  cell->first_frame = grid_.BeginOf(cell_);
  const int64_t end_frame = std::min(grid_.frames, grid_.BeginOf(cell_ + 1));
  cell->start_s = static_cast<double>(std::max<int64_t>(0, cell->first_frame)) / grid_.sample_rate_hz;
  cell->end_s = static_cast<double>(std::max<int64_t>(0, end_frame)) / grid_.sample_rate_hz;
  cell->channels = facts_.channels;
  const double middle_s = (cell->start_s + cell->end_s) / 2;
  cell->muted = IsWithin(facts_.muted, middle_s);
  if (audio_ != nullptr) {
    if (cell_ % kCellsAtOnce == 0) {
      if (Status read = ReadAudio(cell_); !read.ok()) return read;
    }
    TakeSamples(cell);
  }
  if (features_ != nullptr && cell_ % kCellsAtOnce == 0) {
    if (Status read = ReadFeatures(cell_); !read.ok()) return read;
  }
  TakeLevels(cell);
  if (features_ == nullptr) cell->gap = IsWithin(facts_.gaps, middle_s);
  cell->gone = !cell->has_levels && cell->samples == nullptr;
  ++cell_;
  return Status::Ok();
}

void LaneListener::TakeSamples(Cell* cell) {
  const int64_t begin = std::max<int64_t>(cell->first_frame, block_first_frame_);
  const int64_t end = std::min(grid_.BeginOf(cell_ + 1), block_end_frame_);
  if (begin >= end) return;
  const auto channels = static_cast<size_t>(cell->channels);
  cell->frames = static_cast<size_t>(end - begin);
  cell->samples = block_.data() + static_cast<size_t>(begin - block_first_frame_) * channels;
  if (channels == 1) {
    cell->mono = cell->samples;
  } else {
    mono_.resize(cell->frames);
    const float share = 1.0f / static_cast<float>(channels);
    for (size_t frame = 0; frame < cell->frames; ++frame) {
      float sum = 0;
      for (size_t channel = 0; channel < channels; ++channel) sum += cell->samples[frame * channels + channel];
      mono_[frame] = sum * share;
    }
    cell->mono = mono_.data();
  }
  if (!facts_.is_heard) return;
  TakeSpectrum(cell);
  const std::vector<float>& slow = slow_.Of(cell->mono, cell->frames);
  cell->slow = slow.data();
  cell->slow_frames = slow.size();
  cell->slow_rate_hz = slow_.rate_hz();
}

void LaneListener::TakeSpectrum(Cell* cell) {
  const size_t taken = std::min(cell->frames, window_.size());
  std::memmove(window_.data(), window_.data() + taken, (window_.size() - taken) * sizeof(float));
  std::memcpy(window_.data() + window_.size() - taken, cell->mono + cell->frames - taken, taken * sizeof(float));
  const bool is_silent = std::all_of(window_.begin(), window_.end(), [](float value) { return value == 0; });
  cell->bin_hz = static_cast<double>(grid_.sample_rate_hz) / static_cast<double>(window_.size());
  cell->powers = &no_powers_;
  if (is_silent) return;
  spectrum_.Of(window_.data(), &powers_);
  cell->powers = &powers_;
}

void LaneListener::TakeLevels(Cell* cell) {
  const auto word = static_cast<size_t>(cell_ - words_first_cell_);
  if (features_ != nullptr && word < words_.size()) {
    const Feature feature = UnpackFeature(words_[word]);
    cell->has_levels = true;
    cell->min = static_cast<float>(feature.min) / 32768.0f;
    cell->max = static_cast<float>(feature.max) / 32768.0f;
    cell->rms_dbfs = static_cast<float>(feature.rms_dbfs);
    cell->full_scale_samples = feature.full_scale_count;
    cell->zero_run_frames = feature.zero_run;
    cell->gap = feature.gap;
    return;
  }
  if (cell->samples == nullptr) return;
  cell->has_levels = true;
  const auto channels = static_cast<size_t>(cell->channels);
  const size_t samples = cell->frames * channels;
  double squares = 0;
  int run = 0;
  cell->min = cell->max = cell->samples[0];
  for (size_t frame = 0; frame < cell->frames; ++frame) {
    bool is_zero = true;
    for (size_t channel = 0; channel < channels; ++channel) {
      const float value = cell->samples[frame * channels + channel];
      cell->min = std::min(cell->min, value);
      cell->max = std::max(cell->max, value);
      squares += static_cast<double>(value) * static_cast<double>(value);
      is_zero = is_zero && value == 0;
      if (value >= kFullScale || value <= -kFullScale) ++cell->full_scale_samples;
    }
    run = is_zero ? run + 1 : 0;
    cell->zero_run_frames = std::max(cell->zero_run_frames, run);
  }
  const double power = squares / static_cast<double>(samples);
  cell->rms_dbfs = power > 1e-12 ? static_cast<float>(10 * std::log10(power)) : -120.0f;
}

}  // namespace vr
