#include "analysis/diagnosis/diagnose.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "analysis/diagnosis/catalogue.h"
#include "analysis/diagnosis/diagnosis_json.h"
#include "analysis/diagnosis/lane_listener.h"
#include "analysis/diagnosis/open_lane.h"
#include "analysis/progress_ticker.h"

namespace vr {
namespace {

// One lane with those who listen to it.
struct HeardLane {
  std::unique_ptr<LaneListener> listener;
  std::vector<std::unique_ptr<LaneDetector>> detectors;
};

// A lane that no detector is for is neither read nor decoded.
Result<HeardLane> OpenHeard(Capture& capture, const LaneFacts& lane, const CellGrid& grid,
                            std::vector<std::unique_ptr<LaneDetector>> detectors) {
  HeardLane heard;
  heard.detectors = std::move(detectors);
  if (heard.detectors.empty()) {
    heard.listener = std::make_unique<LaneListener>(lane, grid, nullptr, nullptr);
    return heard;
  }
  Result<std::unique_ptr<LaneListener>> opened = OpenLane(capture, lane, grid);
  if (!opened.ok()) return opened.status();
  heard.listener = std::move(opened.value());
  return heard;
}

Result<Report> ListenTo(Capture& capture, const CaptureFacts& facts, const Progress& progress) {
  const Result<CellGrid> grid = GridOf(capture, facts);
  if (!grid.ok()) return grid.status();

  Report report;
  std::vector<HeardLane> lanes;
  for (const LaneFacts& lane : facts.lanes) {
    Result<HeardLane> heard = OpenHeard(capture, lane, grid.value(), LaneDetectorsFor(lane, facts, &report));
    if (!heard.ok()) return heard.status();
    lanes.push_back(std::move(heard.value()));
  }
  const std::vector<std::unique_ptr<RoomDetector>> room = RoomDetectorsFor(facts, &report);

  ProgressTicker ticker(progress);
  std::vector<Cell> cells(lanes.size());
  const int64_t all = grid.value().cells();
  for (int64_t cell = 0; cell < all; ++cell) {
    const auto done = Share(static_cast<uint64_t>(cell), static_cast<uint64_t>(all));
    if (Status told = cell % 100 == 0 ? ticker.Tell(done) : Status::Ok(); !told.ok()) return told;
    for (size_t i = 0; i < lanes.size(); ++i) {
      if (Status read = lanes[i].listener->Next(&cells[i]); !read.ok()) return read;
      for (const auto& detector : lanes[i].detectors) detector->Listen(cells[i]);
    }
    for (const auto& detector : room) detector->Listen(cells);
  }
  for (const HeardLane& lane : lanes) {
    for (const auto& detector : lane.detectors) detector->Finish(&report);
  }
  for (const auto& detector : room) detector->Finish(&report);
  report.Sort();
  return report;
}

}  // namespace

Result<Report> Diagnose(Capture& capture, const Progress& progress) {
  const Result<CaptureFacts> facts = FactsOf(capture);
  return facts.ok() ? ListenTo(capture, facts.value(), progress) : facts.status();
}

Result<std::string> DiagnoseToJson(Capture& capture, const Progress& progress) {
  const Result<CaptureFacts> facts = FactsOf(capture);
  if (!facts.ok()) return facts.status();
  const Result<Report> report = ListenTo(capture, facts.value(), progress);
  return report.ok() ? Result<std::string>(DiagnosisJson(report.value(), facts.value())) : report.status();
}

}  // namespace vr
