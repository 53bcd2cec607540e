// Detectors of what levels, gaps, single samples and the sidecar tell.
#include "analysis/diagnosis/catalogue.h"
#include "analysis/diagnosis/detectors/channels.h"
#include "analysis/diagnosis/detectors/clipping.h"
#include "analysis/diagnosis/detectors/dc_offset.h"
#include "analysis/diagnosis/detectors/dropouts.h"
#include "analysis/diagnosis/detectors/level_jump.h"
#include "analysis/diagnosis/detectors/lost_cells.h"
#include "analysis/diagnosis/detectors/low_level.h"
#include "analysis/diagnosis/detectors/one_way.h"
#include "analysis/diagnosis/detectors/repeats.h"
#include "analysis/diagnosis/detectors/sidecar_faults.h"
#include "analysis/diagnosis/detectors/silence.h"
#include "analysis/diagnosis/detectors/swapped_sides.h"

namespace vr {
namespace {

// The lane that has both sides of a split file; kWholeCapture where there is none.
int SplitLane(const CaptureFacts& capture) {
  if (!capture.split) return kWholeCapture;
  for (const LaneFacts& lane : capture.lanes) {
    if (lane.kind == "mix" && lane.has_audio && lane.channels == 2) return lane.lane;
  }
  return kWholeCapture;
}

bool HasFeaturesOfBothSides(const CaptureFacts& capture) {
  bool local = false;
  bool remote = false;
  for (const LaneFacts& lane : capture.lanes) {
    if (lane.is_side && lane.has_features) (lane.kind == "local" ? local : remote) = true;
  }
  return local && remote;
}

void AddChannels(const LaneFacts& lane, const CaptureFacts& capture, Report* report,
                 std::vector<std::unique_ptr<LaneDetector>>* detectors) {
  if (!lane.has_audio || lane.channels != 2) {
    report->Add(NotCheckable("channels", lane.lane, lane.has_audio ? "no-two-channels" : "no-audio"));
    return;
  }
  detectors->push_back(std::make_unique<Channels>(lane, capture.split));
}

}  // namespace

void AddLevelDetectors(const LaneFacts& lane, const CaptureFacts& capture, Report* report,
                       std::vector<std::unique_ptr<LaneDetector>>* detectors) {
  if (lane.kind == "mix" || (lane.is_heard && lane.channels == 2)) AddChannels(lane, capture, report, detectors);
  if (!lane.is_heard && !lane.is_side) return;
  if (!lane.has_audio) {
    for (const char* id : {"dc-offset", "stuck-buffer"}) report->Add(NotCheckable(id, lane.lane, "no-audio"));
  }
  if (!lane.has_audio && !lane.has_features) {
    for (const char* id : {"silence", "low-level", "level-jump", "clipping", "dropout"}) {
      report->Add(NotCheckable(id, lane.lane, "no-audio"));
    }
    return;
  }
  detectors->push_back(std::make_unique<Silence>(lane));
  detectors->push_back(std::make_unique<LowLevel>(lane));
  detectors->push_back(std::make_unique<LevelJump>(lane));
  detectors->push_back(std::make_unique<Clipping>(lane, capture.sample_rate_hz));
  const bool exact_samples = lane.has_audio && !(lane.lossy && lane.has_features);
  detectors->push_back(std::make_unique<LostCells>(lane, !exact_samples));
  if (!lane.has_audio) return;
  detectors->push_back(std::make_unique<Dropouts>(lane, capture.sample_rate_hz));
  detectors->push_back(std::make_unique<DcOffset>(lane));
  detectors->push_back(std::make_unique<Repeats>(lane, capture.sample_rate_hz));
}

void AddLevelDetectors(const CaptureFacts& capture, Report*, std::vector<std::unique_ptr<RoomDetector>>* detectors) {
  detectors->push_back(std::make_unique<OneWay>(capture));
  detectors->push_back(std::make_unique<SidecarFaults>(capture));
  const int split = SplitLane(capture);
  if (split != kWholeCapture && HasFeaturesOfBothSides(capture)) {
    detectors->push_back(std::make_unique<SwappedSides>(capture, split));
  }
}

}  // namespace vr
