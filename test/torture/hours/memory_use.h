// What the process takes of the machine's memory.
#pragma once

#include <cstdio>
#include <cstring>

#include "support/sanitized.h"
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace vr_torture {

// Resident, in KiB; 0 where the system does not say.
inline long ResidentKib() {
  std::FILE* file = std::fopen("/proc/self/status", "r");
  if (file == nullptr) return 0;
  char line[256];
  long kib = 0;
  while (std::fgets(line, sizeof line, file) != nullptr) {
    if (std::sscanf(line, "VmRSS: %ld kB", &kib) == 1) break;
  }
  std::fclose(file);
  return kib;
}

// Allocated and not given back, in KiB; 0 where the system does not say.
inline long AllocatedKib() {
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33) && !VR_TEST_SANITIZED
  const struct mallinfo2 info = mallinfo2();
  return static_cast<long>((info.uordblks + info.hblkhd) / 1024);
#else
  return 0;
#endif
}

}  // namespace vr_torture
