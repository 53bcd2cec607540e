// The kinds of values that cross from a script. Whatever a script passes, taking it in neither throws nor aborts: text
// and numbers that cannot be handed on carry a fault, which the call answers with VR_ERROR_INVALID_PARAMETER.
#ifndef VR_BRIDGES_PUERTS_SCRIPT_VALUES_H_
#define VR_BRIDGES_PUERTS_SCRIPT_VALUES_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "voice_recorder.h"

namespace vr_puerts {

// Text in UTF-8. fault is NULL when it is well formed and holds no NUL.
struct Text {
  std::string utf8;
  const char* fault = nullptr;

  const char* c_str() const { return utf8.c_str(); }
  const char* OrNull() const { return utf8.empty() ? nullptr : utf8.c_str(); }
};

// The memory behind an ArrayBuffer or a view of one, for the duration of the call. Nothing is known of its element
// type; size_bytes is 0 when it was given away.
struct Bytes {
  void* data = nullptr;
  size_t size_bytes = 0;
};

constexpr double kLargestWhole = 9007199254740991.0;  // 2^53 - 1

// Numbers of a script as numbers of the header; ok() turns false, and stays it, when one does not fit. Nothing is
// rounded.
class Numbers {
 public:
  bool ok() const { return ok_; }

  uint64_t Unsigned64(double value) { return Whole(value, 0, kLargestWhole) ? static_cast<uint64_t>(value) : 0; }
  uint32_t Unsigned32(double value) { return Whole(value, 0, 4294967295.0) ? static_cast<uint32_t>(value) : 0; }
  int32_t Signed32(double value) { return Whole(value, -2147483648.0, 2147483647.0) ? static_cast<int32_t>(value) : 0; }

 private:
  bool Whole(double value, double lowest, double highest) {
    const bool fits = value >= lowest && value <= highest && std::floor(value) == value;
    ok_ = ok_ && fits;
    return fits;
  }

  bool ok_ = true;
};

// A handle of a script; what cannot be one is the handle of nothing.
inline uint64_t HandleOf(double value) {
  Numbers numbers;
  return numbers.Unsigned64(value);
}

constexpr const char* kBadKey = "an encryption key must have 32 bytes, or none at all";

// An encryption key, null without bytes; false when there are some, but not as many as a key has.
inline bool KeyOf(const Bytes& bytes, const uint8_t** key) {
  if (bytes.size_bytes != 0 && bytes.size_bytes != VR_ENCRYPTION_KEY_BYTES) return false;
  *key = bytes.size_bytes == 0 ? nullptr : static_cast<const uint8_t*>(bytes.data);
  return true;
}

// Milliseconds as nanoseconds; false beyond 285 years, or when it is not a number.
inline bool NanosecondsOf(double milliseconds, int64_t* nanoseconds) {
  if (!(std::fabs(milliseconds) <= 9e12)) return false;
  *nanoseconds = std::llround(milliseconds * 1e6);
  return true;
}

}  // namespace vr_puerts

#endif  // VR_BRIDGES_PUERTS_SCRIPT_VALUES_H_
