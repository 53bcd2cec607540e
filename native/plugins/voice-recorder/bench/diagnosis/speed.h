// What a diagnosis of a long capture takes, beside ffmpeg.
#pragma once

#include <string>

#include "base/status.h"
#include "diagnosis/seeds.h"
#include "diagnosis/voices.h"
#include "json_report.h"

namespace vr::bench {

// `self`: this program, which is started again for each measurement.
Status MeasureSpeed(const std::string& self, const Voices& voices, SeedSet seeds, JsonReport* report);
// What such a process does: one diagnosis. Its exit code.
int DiagnosePass(const std::string& path);

}  // namespace vr::bench
