#include "fuzz/target.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace vr_fuzz {
namespace {

struct Count {
  const char* name = nullptr;
  uint64_t times = 0;
};
constexpr size_t kMostCounts = 32;
Count counts[kMostCounts];

void TellCounts() {
  for (const Count& count : counts) {
    if (count.name != nullptr) {
      std::fprintf(stderr, "reached %llu %s\n", static_cast<unsigned long long>(count.times), count.name);
    }
  }
}

}  // namespace

void Broken(const char* what, const char* file, int line) {
  std::fprintf(stderr, "broken promise: %s (%s:%d)\n", what, file, line);
  std::abort();
}

void Reached(const char* name) {
  static const int registered = std::atexit(TellCounts);
  (void)registered;
  for (Count& count : counts) {
    if (count.name == nullptr) count.name = name;
    if (std::strcmp(count.name, name) != 0) continue;
    ++count.times;
    return;
  }
}

}  // namespace vr_fuzz
