// How a tool speaks, and how it ends.
#pragma once

#include <ostream>
#include <string>

namespace vr {

// Exit codes of every command.
constexpr int kExitFine = 0;
constexpr int kExitUsage = 2;
constexpr int kExitUnreadable = 3;
constexpr int kExitEnvironment = 4;

struct Console {
  std::ostream& out;      // what was done
  std::ostream& err;      // what went wrong
  bool terminal = false;  // err is one: progress is shown

  void Tell(const std::string& line) { out << line << "\n"; }
  void Complain(const std::string& line) { err << line << "\n"; }
};

}  // namespace vr
