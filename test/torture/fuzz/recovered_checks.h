// What must be true of every capture that a recovery has made.
#pragma once

#include <string>

#include "recorder/recovery.h"
#include "support/memory_file_system.h"

namespace vr_fuzz {

// Its files are there, whole, and say the same as each other. true_audio: every sound in it is one that the image has,
// in its place.
void CheckCapture(vr::test::MemoryFileSystem& files, const vr::RecoveredCapture& capture, bool true_audio);

}  // namespace vr_fuzz
