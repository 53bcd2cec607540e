// A target without a fuzzer: gives it every file of the folders, and ends with 1 when there is none, or when one takes
// longer than the time bound. ctest runs it with the seeds, and with inputs that once broke something.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/target.h"

namespace {

constexpr double kMostSeconds = 10;  // of one input, under a sanitizer and on a machine that has other things to do

std::vector<uint8_t> BytesOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool Replay(const std::filesystem::path& path) {
  const std::vector<uint8_t> bytes = BytesOf(path);
  // Named before it runs: the last name is that of the input which ended the process.
  std::printf("%s\n", path.filename().c_str());
  std::fflush(stdout);
  const auto began = std::chrono::steady_clock::now();
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  if (took.count() <= kMostSeconds) return true;
  std::printf("took %.1f s, and the bound is %.0f s\n", took.count(), kMostSeconds);
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  size_t count = 0;
  bool fine = true;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      ++count;
      fine = Replay(entry.path()) && fine;
    }
  }
  std::printf("%zu inputs\n", count);
  return fine && count > 0 ? 0 : 1;
}
