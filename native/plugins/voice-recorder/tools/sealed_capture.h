// All files of an encrypted capture, found and opened.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/sealing.h"
#include "tools/console.h"
#include "tools/sealed_pieces.h"
#include "writer/sidecar_facts.h"

namespace vr {

struct SealedCapture {
  std::unique_ptr<SealedPieces> mix;
  std::string sidecar_text;  // "": there is none, or it does not open
  SidecarFacts sidecar;
  std::vector<std::unique_ptr<SealedPieces>> tracks;  // of the sidecar; null for one that does not open
  std::unique_ptr<SealedPieces> features;             // null when there are none, or they do not open
  bool incomplete = false;                            // something that is there does not open; the console was told why
};

// What belongs to the audio of `mix`. A file of another capture is left out.
SealedCapture OpenAround(FileSystem& files, std::unique_ptr<SealedPieces> mix, const SealKey& key, Console& console);

}  // namespace vr
