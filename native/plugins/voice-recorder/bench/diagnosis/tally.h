// What a run has counted. Plain data.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "diagnosis/faults.h"

namespace vr::bench {

// Of one fault in one strength.
struct FaultTally {
  const FaultKind* kind = nullptr;
  Strength strength = Strength::kClear;
  size_t instances = 0;
  size_t found = 0;
  size_t not_checkable = 0;  // of those that were not found: what their capture did not allow to look for
  size_t matching = 0;       // findings that are right
  size_t beside = 0;         // findings of the same fault that are not
  double seconds = 0;        // of captures
  bool sharp = false;
  std::vector<double> start_errors_ms;
  std::vector<double> delay_errors_ms;
  std::map<std::string, size_t> wrong;                // false findings, by id
  std::map<Form, std::pair<size_t, size_t>> by_form;  // found, of how many
};

struct CleanTally {
  double seconds = 0;
  std::map<std::string, size_t> wrong;    // by id and form
  std::map<std::string, size_t> checked;  // captures in which it was looked for, by id
};

}  // namespace vr::bench
