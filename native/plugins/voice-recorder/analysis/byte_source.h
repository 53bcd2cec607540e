// Bytes of known length that are read at any place, wherever they come from. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/status.h"

namespace vr {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual uint64_t size_bytes() const = 0;
  // How many bytes were read: fewer than asked for only where they end.
  virtual Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) = 0;
};

}  // namespace vr
