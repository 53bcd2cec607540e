// What a pin table says that a dead process left. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/sealing.h"
#include "recorder/task_json.h"

namespace vr {

struct PinTable {
  std::map<uint64_t, PinnedCapture> captures;  // by their numbers; of each the newest text
  bool is_over = false;                        // the task has ended
  uint64_t damaged = 0;                        // entries of which nobody knows what they said
};

// key: null for a plain ring.
PinTable ReadPinTable(const std::vector<uint8_t>& bytes, uint64_t epoch, const SealKey* key);

}  // namespace vr
