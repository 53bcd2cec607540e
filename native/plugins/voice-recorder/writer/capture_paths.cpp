#include "writer/capture_paths.h"

#include <cstdint>

#include "writer/capture_writer.h"

namespace vr {
namespace {

#if defined(_WIN32)
constexpr const char* kSeparators = "/\\";
#else
constexpr const char* kSeparators = "/";
#endif

bool IsNumber(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::string Numbered(const std::string& text, int number) {
  return number <= 1 ? text : text + "-" + std::to_string(number);
}

SplitPath Split(const std::string& path) {
  const size_t separator = path.find_last_of(kSeparators);
  const size_t name_start = separator == std::string::npos ? 0 : separator + 1;
  const size_t dot = path.rfind('.');
  const size_t stem_end = dot == std::string::npos || dot <= name_start ? path.size() : dot;
  return {path.substr(0, name_start), path.substr(name_start, stem_end - name_start), path.substr(stem_end)};
}

std::string NameOf(const std::string& path) {
  const SplitPath parts = Split(path);
  return parts.stem + parts.suffix;
}

std::string LowerAscii(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string CutUtf8(const std::string& text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  size_t end = max_bytes;
  while (end > 0 && (static_cast<uint8_t>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

std::string Join(const std::string& folder, const std::string& stem, const std::string& tail) {
  return folder + CutUtf8(stem, kMaxNameBytes - tail.size()) + tail;
}

// A name that was too long before is not mended here: making the file says so.
std::string CountedPath(const std::string& path, int number) {
  if (number <= 1) return path;
  const SplitPath parts = Split(path);
  return Join(parts.folder, parts.stem, Numbered("", number) + parts.suffix);
}

std::string PartPath(const std::string& path, int number) {
  const SplitPath parts = Split(path);
  return Join(parts.folder, parts.stem, Numbered(".part", number) + parts.suffix);
}

std::string TemporaryPath(const std::string& path, int number) {
  const SplitPath parts = Split(path);
  return Join(parts.folder, parts.stem + parts.suffix, Numbered(".tmp", number));
}

bool IsPartName(const std::string& name) {
  const std::string mark = Split(Split(name).stem).suffix;
  return mark == ".part" || (mark.compare(0, 6, ".part-") == 0 && IsNumber(mark.substr(6)));
}

std::string PartPath(const std::string& path) {
  return PartPath(path, 1);
}
std::string SidecarPath(const std::string& path) {
  return path + ".json";
}
std::string FeaturesPath(const std::string& path) {
  return path + ".features";
}

bool CodecOfPath(const std::string& path, Codec* codec) {
  const std::string suffix = LowerAscii(Split(path).suffix);
  if (suffix != ".wav" && suffix != ".aac") return false;
  *codec = suffix == ".wav" ? Codec::kPcm16 : Codec::kAacLc;
  return true;
}

}  // namespace vr
