// Asks the diagnosis of the analysis library, through its C interface.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/status.h"
#include "diagnosis/truth.h"

namespace vr::bench {

struct Heard {
  std::vector<Said> said;
  std::set<std::string> not_checkable;  // ids, on any lane
  std::set<std::string> checked;
};

Result<Heard> Listen(const std::string& path);

}  // namespace vr::bench
