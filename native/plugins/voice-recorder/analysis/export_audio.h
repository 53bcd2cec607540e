// The audio of an export: copied, or decoded, mixed and encoded.
#pragma once

#include <string>

#include "analysis/audio_file.h"
#include "analysis/cut_sidecar.h"
#include "analysis/export_capture.h"

namespace vr {

// All of it has been checked.
struct ExportJob {
  FileSystem& files;
  Capture& capture;  // has parts()
  const std::string& path;
  const ExportRequest& request;
  const Progress& progress;
  Codec codec = Codec::kPcm16;
  FrameRange range;  // of valid frames
};

struct ExportedAudio {
  CutFile cut;
  bool copied = false;
};

// The file stands at its path, complete, or not at all. Errors as of ExportCapture.
Result<ExportedAudio> ExportAudio(const ExportJob& job);

}  // namespace vr
