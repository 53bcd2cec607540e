// Listens to a capture once, with all detectors at the same time. One thread.
#pragma once

#include <string>

#include "analysis/capture.h"
#include "analysis/diagnosis/capture_facts.h"
#include "analysis/diagnosis/finding.h"
#include "analysis/progress.h"
#include "base/status.h"

namespace vr {

// Changes whenever a detector, a threshold or a text does: what an older one said is to be asked anew.
constexpr int kDetectorsVersion = 8;

// What the readers cannot give, kCancelled, kNotSupported.
Result<Report> Diagnose(Capture& capture, const Progress& progress);
// The object of doc/diagnosis.md.
Result<std::string> DiagnoseToJson(Capture& capture, const Progress& progress);

}  // namespace vr
