// Whether something is the case on a lane, and in which words. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/diagnosis/finding.h"

namespace vr {

enum class Truth : uint8_t {
  kYes,
  kNo,
  kUnknown,  // this capture does not have what it takes
};

// What was measured on one lane.
struct Measured {
  int lane = kWholeCapture;
  Quantity quantity;
};

struct Outcome {
  Truth truth = Truth::kUnknown;
  std::string message;  // what is the case, as a sentence without its full stop: side, place and quantity
  std::vector<Measured> measured;
  std::vector<Finding> findings;  // those that it is about
};

// Of several lanes: true of any of them, or of all. What decides is what is told.
Outcome TrueOfAny(std::vector<Outcome> of_lanes);
Outcome TrueOfAll(std::vector<Outcome> of_lanes);

}  // namespace vr
