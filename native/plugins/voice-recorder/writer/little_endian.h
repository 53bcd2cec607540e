// Numbers as files hold them: low byte first, whatever the machine.
#pragma once

#include <cstdint>

namespace vr {

inline uint8_t* PutLe(uint8_t* to, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) *to++ = static_cast<uint8_t>(value >> (8 * i));
  return to;
}

}  // namespace vr
