#include "analysis/expectations/lane_ear.h"

#include "analysis/diagnosis/open_lane.h"
#include "analysis/progress_ticker.h"

namespace vr {
namespace {

Status ListenToLane(const std::vector<LaneEar*>& ears, Capture& capture, const CellGrid& grid,
                    const Progress& progress) {
  LaneFacts lane = *ears.front()->lane;
  lane.is_heard = false;  // the spectrum and the slow audio of its cells are for detectors
  const Result<std::unique_ptr<LaneListener>> listener = OpenLane(capture, lane, grid);
  if (!listener.ok()) return listener.status();
  ProgressTicker ticker(progress);
  Cell cell;
  const int64_t all = grid.cells();
  for (int64_t i = 0; i < all; ++i) {
    const double done = Share(static_cast<uint64_t>(i), static_cast<uint64_t>(all));
    if (Status told = i % 100 == 0 ? ticker.Tell(done) : Status::Ok(); !told.ok()) return told;
    if (Status read = listener.value()->Next(&cell); !read.ok()) return read;
    for (LaneEar* ear : ears) {
      ear->levels.Listen(cell, ear->place);
      if (ear->tones != nullptr) ear->tones->Listen(cell, ear->place);
    }
  }
  return Status::Ok();
}

}  // namespace

Status ListenWith(std::vector<LaneEar>* ears, Capture& capture, const CaptureFacts& facts, const Progress& progress) {
  const Result<CellGrid> grid = GridOf(capture, facts);
  if (!grid.ok()) return grid.status();
  for (const LaneFacts& lane : facts.lanes) {
    std::vector<LaneEar*> of_lane;
    for (LaneEar& ear : *ears) {
      if (ear.lane == &lane) of_lane.push_back(&ear);
    }
    if (of_lane.empty()) continue;
    const auto before = static_cast<double>(&lane - facts.lanes.data());
    const Progress of_pass = [&, before](double done) {
      return !progress || progress((before + done) / static_cast<double>(facts.lanes.size()));
    };
    if (Status heard = ListenToLane(of_lane, capture, grid.value(), of_pass); !heard.ok()) return heard;
  }
  return Status::Ok();
}

}  // namespace vr
