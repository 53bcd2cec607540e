#include "recorder/feature_batch.h"

#include "base/little_endian.h"
#include "mix/integrated_loudness.h"

namespace vr {
namespace {

constexpr int64_t kMostCell = int64_t{1} << 45;  // 11,000 years
constexpr size_t kHeaderBytes = 16;
constexpr size_t kTrackBytes = 8 + 2 + 2 + 2 + 2 + 8 * FeatureBatch::kCells;

}  // namespace

void FeatureBatch::AddCell(SourceId source, int64_t cell, FeatureWord word) {
  if (tracks_.empty()) first_cell_ = cell / kCells * kCells;
  Track& track = tracks_[source];
  const auto at = static_cast<size_t>(cell - first_cell_);
  track.words[at] = word;
  track.has_words |= static_cast<uint16_t>(1u << at);
}

void FeatureBatch::AddLoudness(SourceId source, int64_t block, double lufs) {
  const auto track = tracks_.find(source);
  if (track == tracks_.end() || block * kCells != first_cell_) return;
  track->second.has_loudness = true;
  track->second.loudness = PackLoudness(lufs);
}

std::string FeatureBatch::Take() {
  std::string body(kHeaderBytes + tracks_.size() * kTrackBytes, '\0');
  auto* to = reinterpret_cast<uint8_t*>(body.data());
  to = PutLe(to, static_cast<uint64_t>(first_cell_), 8);
  to = PutLe(to, tracks_.size(), 4);
  to = PutLe(to, 0, 4);
  for (const auto& [source, track] : tracks_) {
    to = PutLe(to, source, 8);
    to = PutLe(to, track.has_words, 2);
    to = PutLe(to, track.has_loudness ? 1 : 0, 2);
    to = PutLe(to, track.loudness, 2);
    to = PutLe(to, 0, 2);
    for (size_t i = 0; i < kCells; ++i) {
      to = PutLe(to, (track.has_words >> i & 1) != 0 ? track.words[i] : GapFeature(), 8);
    }
  }
  tracks_.clear();
  return body;
}

bool FeatureBatch::Read(const std::string& body, const OnCell& on_cell, const OnLoudness& on_loudness) {
  LeReader from(reinterpret_cast<const uint8_t*>(body.data()), body.size());
  const auto first_cell = static_cast<int64_t>(from.Number(8));
  const uint64_t tracks = from.Number(4);
  from.Number(4);
  const bool is_place = first_cell >= 0 && first_cell <= kMostCell && first_cell % kCells == 0;
  if (!from.ok() || !is_place || from.left() != tracks * kTrackBytes) return false;
  for (uint64_t i = 0; i < tracks; ++i) {
    const SourceId source = from.Number(8);
    const auto has_words = static_cast<unsigned>(from.Number(2));
    const bool has_loudness = from.Number(2) != 0;
    const auto loudness = static_cast<uint16_t>(from.Number(2));
    from.Number(2);
    for (int cell = 0; cell < kCells; ++cell) {
      const FeatureWord word = from.Number(8);
      if ((has_words >> cell & 1) != 0) on_cell(source, first_cell + cell, word);
    }
    if (has_loudness) on_loudness(source, first_cell / kCells, UnpackLoudness(loudness));
  }
  return true;
}

}  // namespace vr
