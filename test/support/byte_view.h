// The bytes of a text, as the rooms take them.
#pragma once

#include <cstdint>
#include <string>

#include "base/file_system.h"

namespace vr::test {

inline ByteView View(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

}  // namespace vr::test
