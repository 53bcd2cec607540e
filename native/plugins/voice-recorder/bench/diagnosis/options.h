// The command line of bench_diagnosis.
#pragma once

#include <string>
#include <vector>

#include "base/status.h"
#include "diagnosis/faults.h"
#include "diagnosis/seeds.h"

namespace vr::bench {

struct DiagnosisOptions {
  std::vector<const FaultKind*> kinds;
  size_t instances = 100;
  double clean_hours = 10;
  SeedSet seeds = SeedSet::kHeldOut;
  int threads = 1;
  bool speed = true;
  bool list = false;
  bool help = false;
  std::string keep;  // folder; empty: nothing is kept
  std::string json;  // file
};

const char* DiagnosisHelp();
// kInvalidArgument: a word that is not known, or a value that is not allowed.
Result<DiagnosisOptions> ReadOptions(const std::vector<std::string>& words);

}  // namespace vr::bench
