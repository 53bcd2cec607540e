#include "analysis/diagnosis/diagnose.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "analysis/diagnosis/catalogue.h"
#include "analysis/diagnosis/diagnosis_json.h"
#include "analysis/diagnosis/lane_listener.h"
#include "analysis/progress_ticker.h"

namespace vr {
namespace {

// One lane with those who listen to it.
struct Heard {
  std::unique_ptr<LaneListener> listener;
  std::vector<std::unique_ptr<LaneDetector>> detectors;
};

// A lane that no detector is for is neither read nor decoded.
Result<Heard> OpenLane(Capture& capture, const LaneFacts& lane, const CellGrid& grid,
                       std::vector<std::unique_ptr<LaneDetector>> detectors) {
  Heard heard;
  heard.detectors = std::move(detectors);
  const bool is_wanted = !heard.detectors.empty();
  std::unique_ptr<AudioReader> audio;
  if (is_wanted && lane.has_audio) {
    Result<std::unique_ptr<AudioReader>> opened = capture.OpenAudio(static_cast<size_t>(lane.lane));
    if (!opened.ok()) return opened.status();
    audio = std::move(opened.value());
  }
  std::unique_ptr<FeatureReader> features;
  if (is_wanted && lane.has_features) {
    Result<std::unique_ptr<FeatureReader>> opened = capture.OpenFeatures(static_cast<size_t>(lane.lane));
    if (!opened.ok()) return opened.status();
    features = std::move(opened.value());
  }
  heard.listener = std::make_unique<LaneListener>(lane, grid, std::move(audio), std::move(features));
  return heard;
}

// Where the feature track begins, which all lanes have in common.
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

Result<Report> ListenTo(Capture& capture, const CaptureFacts& facts, const Progress& progress) {
  const Result<CellGrid> grid = GridOf(capture, facts);
  if (!grid.ok()) return grid.status();

  Report report;
  std::vector<Heard> lanes;
  for (const LaneFacts& lane : facts.lanes) {
    Result<Heard> heard = OpenLane(capture, lane, grid.value(), LaneDetectorsFor(lane, facts, &report));
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
  for (const Heard& lane : lanes) {
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
