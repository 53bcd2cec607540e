#include "tools/open_arguments.h"

namespace vr {

const char* const kOpenHelp =
    R"(voice-recorder-open FILE [--key-file KEY] [--out FOLDER]

Opens an encrypted capture: writes its audio, tracks, sidecar and features as plain files.
  FILE             the capture's .wav or .aac file; a track or a feature file alone works, too
  --key-file KEY   the key of the game: a file of 32 bytes, or of 64 hexadecimal digits
  --out FOLDER     where the plain files go, default: the current folder; nothing there is replaced, names count up
  --help           this text
Exit codes: 0 all was opened, 2 usage, 3 something could not be read, 4 something could not be written.
)";

namespace {

Status Wrong(const std::string& what) {
  return {ErrorCode::kInvalidArgument, what + "; --help tells what is expected"};
}

}  // namespace

Result<OpenArguments> ParseOpenArguments(const std::vector<std::string>& arguments) {
  OpenArguments parsed;
  bool only_files = false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    if (!only_files && word == "--") {
      only_files = true;
    } else if (!only_files && (word == "--help" || word == "-h")) {
      parsed.help = true;
    } else if (!only_files && (word == "--key-file" || word == "--out")) {
      if (++i == arguments.size() || arguments[i].empty()) return Wrong("a path is missing behind " + word);
      (word == "--out" ? parsed.out : parsed.key_file) = arguments[i];
    } else if (!only_files && word.size() > 1 && word[0] == '-') {
      return Wrong("there is no option " + word);
    } else if (word.empty() || !parsed.file.empty()) {
      return Wrong(word.empty() ? "FILE is empty" : "more than one FILE: " + parsed.file + " and " + word);
    } else {
      parsed.file = word;
    }
  }
  if (parsed.file.empty() && !parsed.help) return Wrong("FILE is missing: name the capture that is to be opened");
  return parsed;
}

}  // namespace vr
