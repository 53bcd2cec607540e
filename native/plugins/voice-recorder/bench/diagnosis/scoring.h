// Compares what was said of a capture with what is known of it. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diagnosis/truth.h"

namespace vr::bench {

// A finding that touches a labelled place, or this much around it, is no false one, whatever it says: a cut may click,
// and an echo may howl.
constexpr double kAroundSeconds = 1;

struct LabelScore {
  bool found = false;
  // Of the finding that begins nearest; where the label is found and has a place.
  std::optional<double> start_error_s;
  std::optional<double> delay_error_ms;
};

struct CaptureScore {
  std::vector<LabelScore> labels;  // one for each
  size_t matching = 0;             // findings that match a label
  size_t beside = 0;               // those of the labels' ids that match none
  std::vector<size_t> wrong;       // places of the false findings among those said
};

// Id and lane agree, and the places overlap when each is made longer by the tolerance.
bool Matches(const Label& label, const Said& said, double tolerance_s);

CaptureScore Score(const std::vector<Label>& labels, const std::vector<Said>& said, double tolerance_s);

// The value that this share (0 to 1) of all values does not exceed; nothing of no values.
std::optional<double> Quantile(std::vector<double> values, double share);

}  // namespace vr::bench
