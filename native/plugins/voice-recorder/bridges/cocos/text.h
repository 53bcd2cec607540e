// Text that crosses from script to C.
#ifndef VR_BRIDGES_COCOS_TEXT_H_
#define VR_BRIDGES_COCOS_TEXT_H_

#include <cstddef>
#include <string>

namespace vr_cocos {

// Well-formed UTF-8 without NUL.
struct Text {
  std::string utf8;

  const char* c_str() const { return utf8.c_str(); }
  const char* OrNull() const { return utf8.empty() ? nullptr : utf8.c_str(); }
};

constexpr size_t kLongestTextBytes = 1 << 20;

// NULL for text that C can carry, otherwise what it should have been.
const char* FaultOfText(const char* bytes, size_t size_bytes);

}  // namespace vr_cocos

#endif  // VR_BRIDGES_COCOS_TEXT_H_
