// Holds a capture against what a test expects of it. One thread.
#pragma once

#include <string>

#include "analysis/capture.h"
#include "analysis/progress.h"
#include "base/status.h"

namespace vr {

// request, and the answer: doc/expectations.md. kInvalidArgument: the request; else as Diagnose. Passes over the
// capture as often as it takes: once for what the detectors find, once for each lane whose sound is measured.
Result<std::string> ExpectToJson(Capture& capture, const std::string& request, const Progress& progress);

}  // namespace vr
