// What stands beside the audio of a capture: the sidecar, the tracks that it names and the feature file. Whatever is
// wrong with one of them is told and it is left aside.
#pragma once

#include <string>
#include <vector>

#include "analysis/audio_file_opener.h"
#include "analysis/file_capture.h"
#include "analysis/sidecar_view.h"

namespace vr {

struct CompanionContext {
  FileSystem& files;
  const SealKey* key = nullptr;
  const Progress& progress;
  std::string capture_id;  // of encrypted audio
};

// Fills in all of `parts` but the mix, files[0], and the path, which are there. kCancelled.
Status AddCompanions(const CompanionContext& context, CaptureParts* parts);

}  // namespace vr
