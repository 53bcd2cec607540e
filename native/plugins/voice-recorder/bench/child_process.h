// Runs a program and tells what it took.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace vr::bench {

struct ChildUse {
  double wall_s = 0;
  double cpu_s = 0;
  double peak_mb = 0;  // resident memory at its highest, or that of the process that started it
};

// args[0] is looked for in PATH; what it prints is lost. Nothing: there is no such program, or it ended with an error.
std::optional<ChildUse> RunChild(const std::vector<std::string>& args);

// The one of `runs` runs that took the least time.
std::optional<ChildUse> FastestRun(const std::vector<std::string>& args, int runs);

}  // namespace vr::bench
