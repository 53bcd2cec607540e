// The kinds of values that cross from a script, and how each is read. Nothing of the engine's own conversion is used,
// because there a value of the wrong type can end the process; nothing is rounded.
#ifndef VR_BRIDGES_COCOS_VALUES_H_
#define VR_BRIDGES_COCOS_VALUES_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "bindings/sebind/sebind.h"
#include "cocos/text.h"
#include "voice_recorder.h"

namespace vr_cocos {

// A Float64Array of N elements or more, filled in place.
template <size_t N>
struct Doubles {
  double* data = nullptr;
};

// An Int16Array or a Float32Array, for the duration of the call.
struct Samples {
  const void* data = nullptr;
  size_t size_bytes = 0;
  vr_sample_format format = VR_SAMPLE_INT16;
};

// A Uint8Array of as many bytes as a key has; NULL when it has none.
struct Key {
  const uint8_t* bytes = nullptr;
};

// Milliseconds, within 285 years.
struct Duration {
  int64_t ns = 0;
};

// The same; NaN: VR_NO_CAPTURE_TIME.
struct CaptureTime {
  int64_t ns = 0;
};

// Each reads a value, or answers what it should have been.
const char* Read(const se::Value& value, bool* into);
const char* Read(const se::Value& value, double* into);  // finite
const char* Read(const se::Value& value, uint64_t* into);
const char* Read(const se::Value& value, uint32_t* into);
const char* Read(const se::Value& value, int32_t* into);
const char* Read(const se::Value& value, Text* into);
const char* Read(const se::Value& value, Key* into);
const char* Read(const se::Value& value, Samples* into);
const char* Read(const se::Value& value, Duration* into);
const char* Read(const se::Value& value, CaptureTime* into);
// A Float64Array with so many elements.
const char* ReadDoubles(const se::Value& value, size_t elements, double** into);

template <size_t N>
const char* Read(const se::Value& value, Doubles<N>* into) {
  return ReadDoubles(value, N, &into->data);
}

// What a value is, for a message: "undefined", "1.5", "a Uint8Array of 3 bytes".
std::string Describe(const se::Value& value);

}  // namespace vr_cocos

#endif  // VR_BRIDGES_COCOS_VALUES_H_
