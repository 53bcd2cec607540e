// Up to 10 cells of every track, with the loudness of the same 100 ms, as one record of a ring's log:
// doc/ring-format.md. Worker thread only.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "base/audio_types.h"
#include "base/feature_word.h"

namespace vr {

class FeatureBatch {
 public:
  static constexpr int kCells = 10;

  // True when this cell lies beyond the batch, which is to be taken first.
  bool IsFull(int64_t cell) const { return !tracks_.empty() && (cell < first_cell_ || cell >= first_cell_ + kCells); }
  void AddCell(SourceId source, int64_t cell, FeatureWord word);
  // For a track that has a cell in it.
  void AddLoudness(SourceId source, int64_t block, double lufs);
  bool empty() const { return tracks_.empty(); }
  // The record's body; the batch is empty afterwards.
  std::string Take();

  // What a body holds, in order; false when it is none, and then nothing is told.
  using OnCell = std::function<void(SourceId source, int64_t cell, FeatureWord word)>;
  using OnLoudness = std::function<void(SourceId source, int64_t block, double lufs)>;
  static bool Read(const std::string& body, const OnCell& on_cell, const OnLoudness& on_loudness);

 private:
  struct Track {
    std::array<FeatureWord, kCells> words;
    uint16_t has_words = 0;  // a bit a cell
    bool has_loudness = false;
    uint16_t loudness = 0;
  };

  int64_t first_cell_ = 0;
  std::map<SourceId, Track> tracks_;
};

}  // namespace vr
