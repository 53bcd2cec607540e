// The command line of voice-recorder-open.
#pragma once

#include <string>
#include <vector>

#include "base/status.h"

namespace vr {

struct OpenArguments {
  bool help = false;
  std::string file;
  std::string key_file;  // "": none was given
  std::string out = ".";
};

// kInvalidArgument says what was wrong and what was expected. `arguments` are those behind the program's name.
Result<OpenArguments> ParseOpenArguments(const std::vector<std::string>& arguments);

extern const char* const kOpenHelp;

}  // namespace vr
