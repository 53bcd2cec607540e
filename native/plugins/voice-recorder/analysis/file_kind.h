// What a file seems to be, by its first bytes.
#pragma once

#include <cstdint>
#include <string>

#include "base/file_system.h"

namespace vr {

enum class FileKind : uint8_t {
  kUnknown,
  kWav,
  kSealed,  // encrypted with a key of the game
  kRing,    // a ring's own file, or a segment
  kTagged,  // begins with an ID3 tag: MP3, or AAC
  kOther,   // of a format that is known by name and not read
};

struct FileGuess {
  FileKind kind = FileKind::kUnknown;
  std::string name;  // of kOther, with its article: "an Ogg file"
};

constexpr size_t kGuessBytes = 64;

// first_bytes: kGuessBytes, or as many as there are.
FileGuess GuessFileKind(ByteView first_bytes);

// Bytes of the ID3 tag that the file begins with; 0: there is none.
uint64_t Id3Bytes(ByteView first_bytes);

}  // namespace vr
