// Lines to the process that watches. Each is written by one call, so that a kill leaves whole lines only.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>

namespace vr_torture {

__attribute__((format(printf, 1, 2))) inline void Tell(const char* format, ...) {
  char line[2048];
  va_list values;
  va_start(values, format);
  int size = std::vsnprintf(line, sizeof line - 1, format, values);
  va_end(values);
  if (size < 0) return;
  if (size > static_cast<int>(sizeof line) - 2) size = static_cast<int>(sizeof line) - 2;
  line[size] = '\n';
  while (write(STDOUT_FILENO, line, static_cast<size_t>(size) + 1) < 0 && errno == EINTR) {
  }
}

}  // namespace vr_torture
