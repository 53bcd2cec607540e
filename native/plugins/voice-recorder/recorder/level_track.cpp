#include "recorder/level_track.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <new>

namespace vr {
namespace {

constexpr int64_t kCellsPerBlock = 10;  // loudness is told every 100 ms
// A ring may lag behind the mix by 10 s before it counts as too slow, and a dump is described when its audio is there.
constexpr int64_t kWindowSlackCells = 12 * kCellsPerSecond;
constexpr int64_t kBlocksUntilTrue = 3;  // the first value whose 400 ms all lie in a window is its fourth

int64_t BlocksOf(int64_t keep_cells) {
  return (keep_cells + kWindowSlackCells) / kCellsPerBlock + 1;
}

double ToDbfs(double linear) {
  return linear <= 1e-6 ? kSilenceDbfs : 20.0 * std::log10(linear);
}

}  // namespace

uint64_t LevelTrack::WindowBytes(int64_t keep_cells) {
  return static_cast<uint64_t>(keep_cells + kWindowSlackCells) * sizeof(FeatureWord) +
         static_cast<uint64_t>(BlocksOf(keep_cells)) * sizeof(uint16_t);
}

bool LevelTrack::Make(TrackStore store, int64_t keep_cells) {
  store_ = store;
  if (store == TrackStore::kWindow) {
    ring_ = FeatureRing::Make(keep_cells + kWindowSlackCells);
    if (ring_ == nullptr) return false;
    loudness_.assign(static_cast<size_t>(BlocksOf(keep_cells)), 0);
  } else {
    total_loudness_.reset(new (std::nothrow) IntegratedLoudness());
    if (total_loudness_ == nullptr) return false;
  }
  is_made_ = true;
  return true;
}

bool LevelTrack::Grow(int64_t keep_cells) {
  if (!is_made_ || ring_ == nullptr) return true;
  std::unique_ptr<FeatureRing> larger = FeatureRing::Make(keep_cells + kWindowSlackCells);
  if (larger == nullptr) return false;
  const int64_t end = ring_->last_cell() + 1;
  const int64_t held = static_cast<int64_t>(ring_->allocated_bytes() / sizeof(FeatureWord));
  const int64_t first = std::max<int64_t>(0, end - held);
  const std::vector<FeatureWord> words = ring_->Copy(first, end);
  for (size_t i = 0; i < words.size(); ++i) larger->Set(first + static_cast<int64_t>(i), words[i]);
  ring_ = std::move(larger);
  std::vector<uint16_t> loudness(static_cast<size_t>(BlocksOf(keep_cells)), 0);
  const auto old_size = static_cast<int64_t>(loudness_.size());
  for (int64_t block = std::max<int64_t>(0, loudness_end_ - old_size); block < loudness_end_; ++block) {
    loudness[static_cast<size_t>(block) % loudness.size()] = loudness_[static_cast<size_t>(block % old_size)];
  }
  loudness_.swap(loudness);
  return true;
}

void LevelTrack::Drop() {
  *this = LevelTrack();
}

void LevelTotals::Add(FeatureWord word) {
  const Feature feature = UnpackFeature(word);
  peak = std::max({peak, std::abs(static_cast<int>(feature.min)), std::abs(static_cast<int>(feature.max))});
  if (feature.gap && feature.rms_dbfs <= kSilenceDbfs) return;
  power += std::pow(10.0, feature.rms_dbfs / 10.0);
  ++cells;
}

Levels LevelTotals::levels() const {
  Levels levels;
  levels.peak_dbfs = ToDbfs(peak / 32768.0);
  levels.rms_dbfs = cells == 0 ? kSilenceDbfs : ToDbfs(std::sqrt(power / static_cast<double>(cells)));
  return levels;
}

Levels LevelsOf(const std::vector<FeatureWord>& words) {
  LevelTotals totals;
  for (const FeatureWord word : words) totals.Add(word);
  return totals.levels();
}

void LevelTrack::OnFeature(int64_t cell, FeatureWord word) {
  recent_[static_cast<size_t>(recent_count_++ % kRecentCells)] = word;
  if (first_data_cell_ < 0 && word != GapFeature()) first_data_cell_ = cell;
  if (!UnpackFeature(word).gap) last_heard_cell_ = std::max(last_heard_cell_, cell);
  end_cell_ = std::max(end_cell_, cell + 1);
  if (!is_made_) return;
  if (ring_ != nullptr) return ring_->Set(cell, word);
  totals_.Add(word);
  if (store_ == TrackStore::kElsewhere) return;
  const auto index = static_cast<size_t>(cell);
  if (words_.size() < index) words_.resize(index, GapFeature());
  words_.push_back(word);
}

void LevelTrack::OnLoudness(int64_t block, double lufs) {
  if (!is_made_ || block < 0) return;
  if (ring_ == nullptr) {
    if (block >= kBlocksUntilTrue) total_loudness_->Add(lufs);
    return;
  }
  const auto size = static_cast<int64_t>(loudness_.size());
  for (int64_t skipped = std::max(loudness_end_, block - size); skipped < block; ++skipped) {
    loudness_[static_cast<size_t>(skipped % size)] = 0;
  }
  if (block < loudness_end_ - size) return;
  loudness_[static_cast<size_t>(block % size)] = PackLoudness(lufs);
  loudness_end_ = std::max(loudness_end_, block + 1);
}

std::vector<FeatureWord> LevelTrack::Copy(int64_t first_cell, int64_t end_cell) const {
  if (ring_ != nullptr) return ring_->Copy(first_cell, end_cell);
  const auto count = static_cast<int64_t>(words_.size());
  std::vector<FeatureWord> copy(static_cast<size_t>(std::max<int64_t>(0, end_cell - first_cell)), GapFeature());
  const int64_t from = std::clamp<int64_t>(first_cell, 0, count);
  const int64_t to = std::clamp<int64_t>(end_cell, from, count);
  std::copy(words_.begin() + from, words_.begin() + to, copy.begin() + (from - first_cell));
  return copy;
}

Levels LevelTrack::Over(const std::vector<FeatureWord>& words, int64_t first_cell) const {
  if (ring_ == nullptr) {
    Levels levels = totals_.levels();
    if (total_loudness_ != nullptr) levels.loudness_lufs = total_loudness_->lufs();
    return levels;
  }
  Levels levels = LevelsOf(words);
  IntegratedLoudness loudness;
  const auto size = static_cast<int64_t>(loudness_.size());
  const int64_t end = std::min(loudness_end_, (first_cell + static_cast<int64_t>(words.size())) / kCellsPerBlock);
  const int64_t first_block = (first_cell + kCellsPerBlock - 1) / kCellsPerBlock + kBlocksUntilTrue;
  for (int64_t block = std::max(first_block, loudness_end_ - size); block < end; ++block) {
    loudness.Add(UnpackLoudness(loudness_[static_cast<size_t>(block % size)]));
  }
  levels.loudness_lufs = loudness.lufs();
  return levels;
}

Levels LevelTrack::Recent() const {
  LevelTotals totals;
  const auto count = std::min<uint64_t>(recent_count_, kRecentCells);
  for (uint64_t i = 0; i < count; ++i) totals.Add(recent_[static_cast<size_t>(i)]);
  return totals.levels();
}

uint64_t LevelTrack::allocated_bytes() const {
  if (ring_ != nullptr) return ring_->allocated_bytes() + loudness_.size() * sizeof(uint16_t);
  return words_.capacity() * sizeof(FeatureWord) + (total_loudness_ == nullptr ? 0 : sizeof(IntegratedLoudness));
}

}  // namespace vr
