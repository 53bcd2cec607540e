#include "support/decode_tool.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "support/temp_folder.h"

namespace vr::test {
namespace {

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// command reads IN and writes 16-bit little-endian samples to OUT.
Decoded Run(const Bytes& input, std::string command) {
  const TempFolder folder;
  std::ofstream(folder.File("in.aac"), std::ios::binary)
      .write(reinterpret_cast<const char*>(input.data()), static_cast<std::streamsize>(input.size()));
  command.replace(command.find("IN"), 2, folder.File("in.aac"));
  command.replace(command.find("OUT"), 3, folder.File("out.raw"));
  Decoded decoded;
  decoded.ran = std::system((command + " >/dev/null 2>" + folder.File("messages")).c_str()) == 0;
  decoded.messages = ReadText(folder.File("messages"));
  const std::string raw = ReadText(folder.File("out.raw"));
  for (size_t i = 0; i + 1 < raw.size(); i += 2) {
    const auto low = static_cast<uint8_t>(raw[i]);
    const auto high = static_cast<uint8_t>(raw[i + 1]);
    decoded.samples.push_back(static_cast<int16_t>(low | high << 8));
  }
  return decoded;
}

}  // namespace

bool HasTool(const std::string& program) {
#if defined(_WIN32)
  static_cast<void>(program);  // asked for with a shell that is not there
  return false;
#endif
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

Decoded DecodeWithFfmpeg(const Bytes& adts) {
  return Run(adts, "ffmpeg -nostdin -v error -f aac -i IN -f s16le OUT");
}

Decoded DecodeWithFaad(const Bytes& adts) {
  return Run(adts, "faad -q -f 2 -b 1 -o OUT IN");
}

}  // namespace vr::test
