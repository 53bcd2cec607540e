// Makes a complete file of what a killed process left of a recording in real time. Writing thread.
#pragma once

#include <cstdint>
#include <string>

#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"
#include "writer/capture_file.h"

namespace vr {

struct FinishedFile {
  int64_t frames = 0;       // decoded frames that the file holds now
  uint64_t file_bytes = 0;  // its length now
  uint64_t cut_bytes = 0;   // that were taken off its end
  std::string problem;      // why the cut bytes were more than an end that had not been written whole, or ""
};

// The file of `format` at the path; the key is for an encrypted one, and not looked at for another:
// - WAV: the header is made true for the whole frames that the length holds, and the file is cut to them;
// - AAC: cut to the last whole ADTS frame, where the walk from the file's beginning ends;
// - encrypted: cut to the last whole chunk that opens, and ended behind it.
// Where nothing is missing nothing is changed, so a second call changes nothing; being killed in the middle leaves a
// file that can be finished later. Memory stays below 2 MiB.
// kPermissionDenied: the file is in use. kWrongKey: it is encrypted and needs its key, and none or another was given.
// kInvalidArgument: its bytes are not those of a file of this format. kNotSupported, kDamaged: as OpenSealedFile.
// Otherwise what the file system says. But for the last, nothing has been changed.
Result<FinishedFile> FinishUnfinished(FileSystem& files, const std::string& path, const CaptureFormat& format,
                                      const SealKey* key);

}  // namespace vr
