// Names of the files that belong to a capture. Pure.
#pragma once

#include <string>

namespace vr {

constexpr size_t kMaxNameBytes = 255;  // what the file systems of all platforms take
constexpr int kMaxNumber = 9999;       // to which names count up

struct SplitPath {
  std::string folder;  // with its separator, or ""
  std::string stem;
  std::string suffix;  // with its dot, or ""
};

SplitPath Split(const std::string& path);

// folder + stem + tail; a stem that would make the name too long is cut at a character's border.
std::string Join(const std::string& folder, const std::string& stem, const std::string& tail);

// "text", "text-2", "text-3", ...
std::string Numbered(const std::string& text, int number);
// The candidates for a name that is free, number 1 first: "a/b.wav", "a/b-2.wav", ...
std::string CountedPath(const std::string& path, int number);
// "a/b.part.wav", "a/b.part-2.wav", ...
std::string PartPath(const std::string& path, int number);
// "a/b.wav.json.tmp", "a/b.wav.json.tmp-2", ...: where a companion is written before it gets its name.
std::string TemporaryPath(const std::string& path, int number);

// Whether a file name is that of a capture in the making: "b.part.wav", "b.part-2.wav".
bool IsPartName(const std::string& name);

// The name of a file, without its folder.
std::string NameOf(const std::string& path);

// A to Z in lower case; other bytes stay.
std::string LowerAscii(std::string text);

// The first `max_bytes` bytes of UTF-8 text, fewer where a character would be cut.
std::string CutUtf8(const std::string& text, size_t max_bytes);

}  // namespace vr
