#include "analysis/envelope_layout.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/little_endian.h"

namespace vr {
namespace {

constexpr size_t kEnvelopeHeaderBytes = 48;
constexpr size_t kLaneDescriptorBytes = 16;
constexpr uint64_t kMaxCellFrames = 1u << 30;

uint64_t CellsOf(uint64_t units, uint64_t units_per_cell) {
  return units / units_per_cell + (units % units_per_cell == 0 ? 0 : 1);
}

}  // namespace

Status EnvelopeLayout::Place(uint64_t covered_frames, uint32_t base_cell_frames) {
  const uint64_t most_cells = std::max<uint64_t>(1, kEnvelopeMaxCells * 2 / std::max<uint64_t>(2, channels));
  uint64_t chosen = base_cell_frames;
  while (CellsOf(covered_frames, chosen) > most_cells) {
    chosen *= kEnvelopeFactor;
    if (chosen > kMaxCellFrames) {
      return {ErrorCode::kInvalidArgument, "a lane of " + std::to_string(covered_frames) +
                                               " frames is longer than any recording; its header is damaged"};
    }
  }
  cell_frames = static_cast<uint32_t>(chosen);
  levels.clear();
  uint64_t cells = CellsOf(covered_frames, chosen);
  levels.push_back({0, cells});
  while (cells > kEnvelopeTopCells) {
    cells = CellsOf(cells, kEnvelopeFactor);
    levels.push_back({0, cells});
  }
  uint64_t at = kEnvelopeHeaderBytes + kLaneDescriptorBytes * levels.size();
  for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
    level->offset_bytes = at;
    at += level->cells * kEnvelopeCellBytes * static_cast<uint64_t>(channels);
  }
  size_bytes = static_cast<size_t>(at);
  return Status::Ok();
}

void EnvelopeLayout::WriteHead(uint8_t* to) const {
  std::memcpy(to, "VREN", 4);
  uint8_t* at = PutLe(to + 4, 1, 2);
  at = PutLe(at, kEnvelopeHeaderBytes, 2);
  at = PutLe(at, static_cast<uint64_t>(sample_rate_hz), 4);
  at = PutLe(at, static_cast<uint64_t>(channels), 2);
  at = PutLe(at, levels.size(), 2);
  at = PutLe(at, frames, 8);
  at = PutLe(at, cell_frames, 4);
  at = PutLe(at, kEnvelopeFactor, 2);
  at = PutLe(at, from_features ? 1 : 0, 2);
  at = PutLe(at, static_cast<uint64_t>(first_cell_offset_frames), 8);
  at = PutLe(at, 0, 8);
  for (const EnvelopeLevel& level : levels) {
    at = PutLe(at, level.offset_bytes, 8);
    at = PutLe(at, level.cells, 8);
  }
}

}  // namespace vr
