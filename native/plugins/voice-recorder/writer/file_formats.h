// The files behind CaptureFile, one per codec, and the encrypted one.
#pragma once

#include <memory>
#include <string>

#include "writer/capture_file.h"
#include "writer/sealed_format.h"

namespace vr {

// The file is open and empty; room for the header and the audio has been reserved up to reserved_bytes.
Result<std::unique_ptr<CaptureFile>> MakeWavFile(std::unique_ptr<WritableFile> file, const CaptureFormat& format,
                                                 uint64_t reserved_bytes);
std::unique_ptr<CaptureFile> MakeAdtsFile(std::unique_ptr<WritableFile> file, uint64_t reserved_bytes);
// A container of any kind; salt and key check of `header` are filled in.
Result<std::unique_ptr<CaptureFile>> MakeSealedFile(std::unique_ptr<WritableFile> file, const SealedHeader& header,
                                                    const SealKey& key, uint64_t reserved_bytes);

}  // namespace vr
