// What the formats behind FinishUnfinished share.
#pragma once

#include <string>

#include "writer/unfinished_file.h"

namespace vr {

// `finished` comes with the file's length, and goes back filled in.
Result<FinishedFile> FinishSealed(BlockFile& file, const std::string& path, const CaptureFormat& format,
                                  const SealKey* key, FinishedFile finished);

// "2 channels at 48000 Hz"
std::string TextOf(const CaptureFormat& format);
Status CannotFinish(const std::string& path, ErrorCode code, const std::string& why);
Status CutTo(BlockFile& file, uint64_t size_bytes, FinishedFile* finished);

}  // namespace vr
