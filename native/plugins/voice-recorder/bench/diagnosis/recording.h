// Scenes become captures by a recorder on its virtual clock, through the C interface.
#pragma once

#include <string>

#include "base/status.h"
#include "diagnosis/scene.h"

namespace vr::bench {

// The path of the capture, in this folder.
Result<std::string> Record(const Scene& scene, const std::string& folder, const std::string& name);

}  // namespace vr::bench
