// What the programs tell scripts/torture.mjs: a line for each thing, each written by one call.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace vr_torture {

inline void TellLine(const std::string& line) {
  std::printf("%s\n", line.c_str());
  std::fflush(stdout);
}
// Adds to a count of the report.
inline void TellCount(const std::string& name, uint64_t count) {
  TellLine("count " + std::to_string(count) + " " + name);
}
// The largest of all that are told counts.
inline void TellMost(const std::string& name, double value) {
  TellLine("most " + std::to_string(value) + " " + name);
}
// A failure, with the seed that repeats it.
inline void TellWrong(uint64_t seed, const std::string& what) {
  TellLine("wrong " + std::to_string(seed) + " " + what);
}
inline void TellSkipped(const std::string& why) {
  TellLine("skipped " + why);
}
// 0..1
inline void TellProgress(double done) {
  TellLine("progress " + std::to_string(done));
}

}  // namespace vr_torture
