// The key of encrypted cases, as hexadecimal digits.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "voice_recorder.h"

namespace vr_torture {

// Empty when there is none.
inline std::vector<uint8_t> KeyOf(const std::string& digits) {
  std::vector<uint8_t> key;
  for (size_t at = 0; at + 2 <= digits.size() && key.size() < VR_ENCRYPTION_KEY_BYTES; at += 2) {
    key.push_back(static_cast<uint8_t>(std::stoi(digits.substr(at, 2), nullptr, 16)));
  }
  if (key.size() < VR_ENCRYPTION_KEY_BYTES) key.clear();
  return key;
}

}  // namespace vr_torture
