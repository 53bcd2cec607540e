// Opens what a lane has to be listened to, cell by cell.
#pragma once

#include <memory>

#include "analysis/capture.h"
#include "analysis/diagnosis/capture_facts.h"
#include "analysis/diagnosis/lane_listener.h"
#include "base/status.h"

namespace vr {

// The cells of a capture: where its feature track begins, which all lanes have in common.
Result<CellGrid> GridOf(Capture& capture, const CaptureFacts& facts);

// lane outlives what is given back. What the readers cannot give.
Result<std::unique_ptr<LaneListener>> OpenLane(Capture& capture, const LaneFacts& lane, const CellGrid& grid);

}  // namespace vr
