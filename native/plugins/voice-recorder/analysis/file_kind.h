// What a file seems to be, by its first bytes.
#pragma once

#include <cstdint>
#include <string>

#include "base/file_system.h"

namespace vr {

enum class FileKind : uint8_t {
  kUnknown,
  kUncertain,  // so few bytes say it that ADTS AAC, cut within a frame, may begin with them
  kWav,
  kSealed,   // encrypted with a key of the game
  kRing,     // a ring's own file, or a segment
  kTagged,   // begins with an ID3 tag: MP3, or AAC
  kAudio,    // of a format of audio that is known by name and not read
  kArchive,  // a zip, which may be a bundle of captures
  kOther,    // of another format that is known by name
};

struct FileGuess {
  FileKind kind = FileKind::kUnknown;
  std::string name;  // of kUncertain, kAudio, kArchive and kOther, with its article: "an Ogg file"
};

constexpr size_t kGuessBytes = 64;

// first_bytes: kGuessBytes, or as many as there are.
FileGuess GuessFileKind(ByteView first_bytes);

// What can be said of one of an unknown kind, as a sentence: "it begins with nothing but zeros, ...".
std::string DescribeUnknown(ByteView first_bytes);

// Bytes of the ID3 tag that the file begins with; 0: there is none.
uint64_t Id3Bytes(ByteView first_bytes);

}  // namespace vr
