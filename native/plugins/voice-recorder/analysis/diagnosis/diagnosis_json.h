// A report as the JSON object of doc/diagnosis.md. Pure.
#pragma once

#include <string>

#include "analysis/diagnosis/capture_facts.h"
#include "analysis/diagnosis/finding.h"

namespace vr {

std::string DiagnosisJson(const Report& report, const CaptureFacts& facts);

}  // namespace vr
