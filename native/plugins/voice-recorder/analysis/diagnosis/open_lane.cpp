#include "analysis/diagnosis/open_lane.h"

#include <algorithm>
#include <utility>

namespace vr {

Result<CellGrid> GridOf(Capture& capture, const CaptureFacts& facts) {
  CellGrid grid;
  grid.sample_rate_hz = facts.sample_rate_hz;
  grid.frames = std::max<int64_t>(0, capture.valid_frames());
  for (const LaneFacts& lane : facts.lanes) {
    if (!lane.has_features) continue;
    const Result<std::unique_ptr<FeatureReader>> features = capture.OpenFeatures(static_cast<size_t>(lane.lane));
    if (!features.ok()) return features.status();
    const int64_t offset = features.value()->first_cell_offset_frames();
    const bool is_sane = offset >= 0 && offset < facts.sample_rate_hz;
    if (is_sane && features.value()->sample_rate_hz() == facts.sample_rate_hz) grid.offset_frames = offset;
    break;
  }
  return grid;
}

Result<std::unique_ptr<LaneListener>> OpenLane(Capture& capture, const LaneFacts& lane, const CellGrid& grid) {
  std::unique_ptr<AudioReader> audio;
  if (lane.has_audio) {
    Result<std::unique_ptr<AudioReader>> opened = capture.OpenAudio(static_cast<size_t>(lane.lane));
    if (!opened.ok()) return opened.status();
    audio = std::move(opened.value());
  }
  std::unique_ptr<FeatureReader> features;
  if (lane.has_features) {
    Result<std::unique_ptr<FeatureReader>> opened = capture.OpenFeatures(static_cast<size_t>(lane.lane));
    if (!opened.ok()) return opened.status();
    features = std::move(opened.value());
  }
  return std::make_unique<LaneListener>(lane, grid, std::move(audio), std::move(features));
}

}  // namespace vr
