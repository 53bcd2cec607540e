// An audio file in the making: WAV (RF64 past 4 GiB) or ADTS AAC. Writing thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/audio_types.h"
#include "base/file_system.h"
#include "base/status.h"

namespace vr {

struct CaptureFormat {
  Codec codec = Codec::kPcm16;
  int sample_rate_hz = 32000;
  int channels = 1;
};

class CaptureFile {
 public:
  // Opens the file and writes its header. expected_bytes of audio are reserved when not 0: kDiskFull if they do not
  // fit, and nothing is left behind.
  static Result<std::unique_ptr<CaptureFile>> Make(FileSystem& files, const std::string& path, OpenMode mode,
                                                   const CaptureFormat& format, uint64_t expected_bytes);
  virtual ~CaptureFile() = default;

  // Whole frames (WAV) or whole ADTS frames (AAC). When it fails, the file is cut back to the whole frames that did
  // fit, and its header is true for them.
  virtual Status Append(const std::vector<ByteView>& views) = 0;
  // Makes the header true for what is in the file, so that a killed process leaves a playable one.
  virtual Status UpdateHeader() = 0;
  // The header is final and unused reserve is given back.
  virtual Status Finish() = 0;
  virtual uint64_t audio_bytes() const = 0;
  virtual uint64_t file_bytes() const = 0;
};

}  // namespace vr
