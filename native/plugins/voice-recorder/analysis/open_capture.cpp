#include "analysis/open_capture.h"

#include "analysis/audio_file_opener.h"
#include "analysis/companions.h"
#include "analysis/file_capture.h"
#include "analysis/ring_capture.h"

namespace vr {

Result<std::unique_ptr<Capture>> OpenCapture(FileSystem& files, const std::string& path, const SealKey* key,
                                             const Progress& progress) {
  if (path.empty()) return Status(ErrorCode::kInvalidArgument, "the path is empty; that of an audio file is expected");
  RingPath ring;
  if (ParseRingPath(path, &ring)) return OpenRingCapture(files, path, ring, key, progress);
  CaptureParts parts;
  parts.path = path;
  Result<OpenedAudio> mix = OpenAudioFile(files, path, key, progress, &parts.problems);
  if (!mix.ok()) return mix.status();
  parts.files.push_back(std::move(mix.value().file));
  Status status = AddCompanions({files, key, progress, mix.value().capture_id}, &parts);
  if (!status.ok()) return status;
  return std::unique_ptr<Capture>(std::make_unique<FileCapture>(std::move(parts)));
}

}  // namespace vr
