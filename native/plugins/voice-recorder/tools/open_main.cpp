// voice-recorder-open: plain files of an encrypted capture.
#include <filesystem>
#include <iostream>
#if defined(_WIN32)
#include <io.h>
#else
#include <unistd.h>
#endif

#include "tools/open_arguments.h"
#include "tools/open_capture.h"

namespace {

bool ErrorsGoToATerminal() {
#if defined(_WIN32)
  return _isatty(2) != 0;
#else
  return isatty(2) != 0;
#endif
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> words;
  for (int i = 1; i < argc; ++i) words.push_back(std::filesystem::path(argv[i]).u8string());
  const vr::Result<vr::OpenArguments> arguments = vr::ParseOpenArguments(words);
  if (!arguments.ok()) {
    std::cerr << arguments.status().message() << "\n";
    return vr::kExitUsage;
  }
  if (arguments.value().help) {
    std::cout << vr::kOpenHelp;
    return vr::kExitFine;
  }
  vr::Console console{std::cout, std::cerr, ErrorsGoToATerminal()};
  return vr::OpenCapture(vr::PlatformFileSystem(), arguments.value(), console);
}
