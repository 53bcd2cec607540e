// Encoded audio that is read once from its beginning to its end, wherever it lies. Writing thread.
#pragma once

#include <cstdint>
#include <vector>

#include "base/file_system.h"
#include "base/status.h"

namespace vr {

class AudioPieces {
 public:
  virtual ~AudioPieces() = default;
  // About how many bytes will come, for reserving room and telling progress.
  virtual uint64_t expected_bytes() const = 0;
  // The next bytes, about 1 MiB of them, which end at a whole frame (PCM) or ADTS frame (AAC); empty after the last.
  // The views are valid until the next call.
  virtual Result<std::vector<ByteView>> Next() = 0;
};

}  // namespace vr
