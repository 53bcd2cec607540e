// An audio file in the making: WAV (RF64 past 4 GiB) or ADTS AAC, or either of them encrypted. Writing thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/audio_types.h"
#include "base/file_system.h"
#include "base/sealing.h"
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
  // fit, and nothing is left behind. With a key the file is encrypted and carries capture_id, at most 32 bytes:
  // kNotSupported where this build cannot encrypt. The key is copied; without one capture_id is not looked at.
  static Result<std::unique_ptr<CaptureFile>> Make(FileSystem& files, const std::string& path, OpenMode mode,
                                                   const CaptureFormat& format, uint64_t expected_bytes,
                                                   const SealKey* key, const std::string& capture_id);
  virtual ~CaptureFile() = default;

  // Whole frames (WAV) or whole ADTS frames (AAC). When it fails, the file is cut back to the whole frames that did
  // fit, and its header is true for them. What of these views was taken, accepted_bytes() tells; the rest is the
  // caller's, who may give it again.
  virtual Status Append(const std::vector<ByteView>& views) = 0;
  // Makes the file true for all that was accepted, so that a killed process leaves a playable one. Of an encrypted
  // file: seals and writes what Append has collected, up to 64 KiB.
  virtual Status UpdateHeader() = 0;
  // What the file holds is on the disk, not only in the system's memory.
  virtual Status Sync() = 0;
  // The header is final and unused reserve is given back. An encrypted file that has no room for what was collected
  // ends without it: the failure is told, and the file is complete up to there. Nothing may be appended any more.
  virtual Status Finish() = 0;
  // Audio that is in the file, unencrypted; what is collected and not yet written is not counted.
  virtual uint64_t audio_bytes() const = 0;
  // audio_bytes(), and what was taken over and is written by the next call that works. Whole frames.
  virtual uint64_t accepted_bytes() const { return audio_bytes(); }
  virtual uint64_t file_bytes() const = 0;
};

}  // namespace vr
