// Functions of the C library, as the JSON parser uses them: those of the library itself bring arithmetic of 128-bit
// floating point, which a page would load for nothing else.
#include <cstdarg>
#include <cstddef>
#include <cstring>

#include "analysis/wasm/page/browser.h"

extern "C" {

int vsniprintf(char* to, size_t size_bytes, const char* format, va_list arguments);

// Of whole numbers and text only.
int snprintf(char* to, size_t size_bytes, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int written = vsniprintf(to, size_bytes, format, arguments);
  va_end(arguments);
  return written;
}

// The whole text is one number: the parser has looked at each of its characters.
double strtod(const char* text, char** end) {
  if (end != nullptr) *end = const_cast<char*>(text) + std::strlen(text);
  return vr_number(text);
}

// Called by nothing; without these the linker takes the library's file, which has all three.
float strtof(const char* text, char** end) {
  return static_cast<float>(strtod(text, end));
}

long double strtold(const char* text, char** end) {
  return strtod(text, end);
}

}  // extern "C"
