// Where everything stands in an envelope file: doc/analysis.md, "Envelope file".
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/status.h"

namespace vr {

constexpr uint32_t kEnvelopeFactor = 4;           // cells of a level that make one of the next
constexpr size_t kEnvelopeCellBytes = 6;          // of one channel
constexpr uint64_t kEnvelopeTopCells = 256;       // a level with so many or fewer is the last
constexpr uint64_t kEnvelopeMaxCells = 1u << 20;  // of level 0, with one or two channels

struct EnvelopeLevel {
  uint64_t offset_bytes = 0;
  uint64_t cells = 0;
};

struct EnvelopeLayout {
  int sample_rate_hz = 0;
  int channels = 1;
  uint64_t frames = 0;
  bool from_features = false;
  int64_t first_cell_offset_frames = 0;
  uint32_t cell_frames = 0;
  std::vector<EnvelopeLevel> levels;
  size_t size_bytes = 0;

  // Chooses cell_frames (base_cell_frames times a power of 4) for so many frames from the beginning of the first cell,
  // and places the levels. kInvalidArgument: more frames than any capture has.
  Status Place(uint64_t covered_frames, uint32_t base_cell_frames);
  // Header and descriptors; `to` has size_bytes.
  void WriteHead(uint8_t* to) const;
};

}  // namespace vr
