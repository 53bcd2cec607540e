// Writes the plain files of a capture that was opened. Nothing that is there is replaced; names count up.
#pragma once

#include <string>

#include "base/file_system.h"
#include "base/status.h"
#include "tools/console.h"
#include "tools/sealed_capture.h"

namespace vr {

// `folder` ends in a separator. Tells the console each file that was written. What is damaged is written up to there.
Status WritePlainCapture(FileSystem& files, const std::string& folder, const SealedCapture& capture, Console& console);

// The same of one container alone that is no audio.
Status WritePlainFile(FileSystem& files, const std::string& path, SealedPieces& pieces, Console& console,
                      std::string* taken);

}  // namespace vr
