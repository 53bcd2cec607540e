// The files behind CaptureFile, one per codec.
#pragma once

#include <memory>

#include "writer/capture_file.h"

namespace vr {

// The file is open and empty; room for the header and the audio has been reserved up to reserved_bytes.
Result<std::unique_ptr<CaptureFile>> MakeWavFile(std::unique_ptr<WritableFile> file, const CaptureFormat& format,
                                                 uint64_t reserved_bytes);
std::unique_ptr<CaptureFile> MakeAdtsFile(std::unique_ptr<WritableFile> file, uint64_t reserved_bytes);

}  // namespace vr
