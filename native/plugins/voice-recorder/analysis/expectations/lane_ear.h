// Listens to one lane for one expectation. One thread.
#pragma once

#include <memory>
#include <vector>

#include "analysis/capture.h"
#include "analysis/diagnosis/capture_facts.h"
#include "analysis/expectations/expectation.h"
#include "analysis/expectations/level_tally.h"
#include "analysis/expectations/tone_tally.h"
#include "analysis/progress.h"

namespace vr {

struct LaneEar {
  size_t expectation = 0;  // which of them
  const LaneFacts* lane = nullptr;
  Place place;
  LevelTally levels;
  std::unique_ptr<ToneTally> tones;  // null: the lane has no audio of its own, or nobody asks
};

// Passes over the lanes that somebody listens to, each once. What the readers cannot give, kCancelled.
Status ListenWith(std::vector<LaneEar>* ears, Capture& capture, const CaptureFacts& facts, const Progress& progress);

}  // namespace vr
