// Opens one audio file, whatever is in it.
#pragma once

#include <memory>
#include <string>

#include "analysis/audio_file.h"
#include "analysis/problems.h"
#include "analysis/progress.h"
#include "base/file_system.h"
#include "base/sealing.h"

namespace vr {

struct OpenedAudio {
  std::unique_ptr<AudioFile> file;
  std::string capture_id;  // of an encrypted file; otherwise ""
};

// key: of an encrypted file, or null. What was left out goes to `problems`.
// kUnreadable: it has no audio that is known; kNotSupported; kWrongKey; kCancelled; or what the file system says.
Result<OpenedAudio> OpenAudioFile(FileSystem& files, const std::string& path, const SealKey* key,
                                  const Progress& progress, Problems* problems);

}  // namespace vr
