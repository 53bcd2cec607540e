// The JSON object of doc/analysis.md, "Information".
#pragma once

#include <string>

#include "analysis/file_capture.h"

namespace vr {

std::string MakeInfoJson(const CaptureParts& parts, const Problems& problems);

}  // namespace vr
