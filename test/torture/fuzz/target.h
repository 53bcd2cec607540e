// What every target of the fuzzer is made of: one function that takes bytes, promises that end the process when they
// are broken, and counts that tell how far inputs got.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes);

namespace vr_fuzz {

// Ends the process with the words of the promise that was broken; fuzzers and ctest keep the input.
[[noreturn]] void Broken(const char* what, const char* file, int line);

// Counts how often something was reached; told on stderr when the process ends, one line for each: `reached N NAME`.
void Reached(const char* name);

}  // namespace vr_fuzz

#define VR_FUZZ_PROMISE(holds, what)                         \
  do {                                                       \
    if (!(holds)) vr_fuzz::Broken(what, __FILE__, __LINE__); \
  } while (false)
