// Whether a file holds the audio that a held capture would get: how a recovery knows its own work. Writing thread.
#pragma once

#include <string>

#include "base/file_system.h"
#include "recorder/held_capture.h"

namespace vr {

// How a capture that stands somewhere is like the one that a held capture would become there.
enum class Likeness {
  kOther,
  kTorn,  // what a power cut leaves of it: every byte is this capture's or was never written, and some were not
  kSame,  // to the last byte; of an encrypted capture: it carries the capture's id, and its end
  kMore,  // the same, and besides audio that is not held any more
};

// No audio file of the target's name of this number is there.
bool IsFree(FileSystem& files, const HeldCapture& held, int number);

// Looks at the audio files of the target's name of this number, and at no sidecar. kOther also when somebody has one of
// them open. Fails as reading any of it does.
Result<Likeness> CompareAudio(FileSystem& files, const HeldCapture& held, int number);

// Removes what a dead process left of this very capture in the making: part files that nobody writes, whose content is
// its beginning, and tracks that had their names when their mix had not; whole, or as a power cut left them.
void RemoveLeftAudio(FileSystem& files, const HeldCapture& held);
// The same of the files beside the capture at this path.
void RemoveLeftCompanions(FileSystem& files, const std::string& path);

}  // namespace vr
