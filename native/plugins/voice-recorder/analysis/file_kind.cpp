#include "analysis/file_kind.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "writer/sealed_format.h"

namespace vr {
namespace {

constexpr size_t kId3HeadBytes = 10;

constexpr FileKind kAudio = FileKind::kAudio;
constexpr FileKind kOther = FileKind::kOther;

struct Beginning {
  size_t at;
  const char* text;
  FileKind kind;
  const char* name;
};

constexpr Beginning kNamed[] = {
    {0, "OggS", kAudio, "an Ogg file"},
    {0, "fLaC", kAudio, "a FLAC file"},
    {4, "ftyp", kAudio, "an MP4 or M4A file"},
    {0, "FORM", kAudio, "an AIFF file"},
    {0, "\x1a\x45\xdf\xa3", kAudio, "a Matroska or WebM file"},
    {0, "caff", kAudio, "a Core Audio file"},
    {0, "riff", kAudio, "a Wave64 file"},
    {0, "RIFX", kAudio, "a WAV file with its high bytes first (RIFX)"},
    {0, "#!AMR", kAudio, "an AMR file"},
    {0, "ADIF", kAudio, "AAC in ADIF"},
    {0, "PK\x03\x04", FileKind::kArchive, "a ZIP archive"},
    {0, "\x1f\x8b", kOther, "a gzip archive"},
    {0, "VRFT", kOther, "the feature file of a capture"},
    {0, "VREN", kOther, "an envelope"},
    {0, "\x89PNG", kOther, "a PNG picture"},
    {0, "\xff\xd8\xff\xe0", kOther, "a JPEG picture"},
    {0, "%PDF", kOther, "a PDF document"},
    {0,
     "\x7f"
     "ELF",
     kOther, "a program"},
};

bool HasAt(ByteView bytes, size_t at, const char* text) {
  const size_t size = std::strlen(text);
  return bytes.size_bytes >= at + size && std::memcmp(bytes.data + at, text, size) == 0;
}

bool IsWav(ByteView bytes) {
  return HasAt(bytes, 8, "WAVE") && (HasAt(bytes, 0, "RIFF") || HasAt(bytes, 0, "RF64") || HasAt(bytes, 0, "BW64"));
}

// LOAS, in which LATM stands: 11 bits of synchronisation, and a length that is not 0.
bool IsLatm(ByteView bytes) {
  return bytes.size_bytes >= 3 && bytes.data[0] == 0x56 && (bytes.data[1] & 0xe0) == 0xe0 &&
         ((bytes.data[1] & 0x1f) != 0 || bytes.data[2] != 0);
}

bool IsText(ByteView bytes) {
  return bytes.size_bytes > 0 && std::all_of(bytes.data, bytes.data + bytes.size_bytes, [](uint8_t byte) {
           return byte == '\t' || byte == '\n' || byte == '\r' || (byte >= 0x20 && byte != 0x7f && byte < 0xff);
         });
}

bool IsJson(ByteView bytes) {
  size_t at = HasAt(bytes, 0, "\xef\xbb\xbf") ? 3 : 0;
  while (at < bytes.size_bytes && std::strchr(" \t\r\n", bytes.data[at]) != nullptr && bytes.data[at] != 0) ++at;
  return at < bytes.size_bytes && (bytes.data[at] == '{' || bytes.data[at] == '[');
}

// Layer III of an MPEG version, with a bit rate and a sample rate.
bool IsMp3(ByteView bytes) {
  if (bytes.size_bytes < 4 || bytes.data[0] != 0xff || (bytes.data[1] & 0xe6) != 0xe2) return false;
  return (bytes.data[1] & 0x18) != 0x08 && bytes.data[2] >> 4 != 0x0f && (bytes.data[2] & 0x0c) != 0x0c;
}

}  // namespace

FileGuess GuessFileKind(ByteView first_bytes) {
  if (IsWav(first_bytes)) return {FileKind::kWav, ""};
  if (IsSealed(first_bytes)) return {FileKind::kSealed, ""};
  if (HasAt(first_bytes, 0, "VRSB")) return {FileKind::kRing, ""};
  if (Id3Bytes(first_bytes) > 0) return {FileKind::kTagged, ""};
  const bool is_cut = first_bytes.size_bytes < 12 && HasAt(first_bytes, 0, "RIFF");
  if (is_cut) return {FileKind::kWav, ""};
  if (HasAt(first_bytes, 0, "RIFF")) return {kOther, "a RIFF file without WAVE audio"};
  for (const Beginning& each : kNamed) {
    if (HasAt(first_bytes, each.at, each.text)) return {each.kind, each.name};
  }
  if (IsMp3(first_bytes)) return {kAudio, "an MP3 file"};
  if (IsLatm(first_bytes)) return {FileKind::kUncertain, "AAC in LATM"};
  if (IsJson(first_bytes)) return {kOther, "a JSON text"};
  return {};
}

std::string DescribeUnknown(ByteView first_bytes) {
  constexpr size_t kShownBytes = 4;
  const uint8_t* end = first_bytes.data + first_bytes.size_bytes;
  if (std::all_of(first_bytes.data, end, [](uint8_t byte) { return byte == 0; })) {
    return "it begins with nothing but zeros, as a file does that a power cut has emptied";
  }
  if (IsText(first_bytes)) return "it seems to be a text";
  std::string shown;
  for (size_t i = 0; i < std::min(kShownBytes, first_bytes.size_bytes); ++i) {
    char byte[4];
    std::snprintf(byte, sizeof byte, " %02x", first_bytes.data[i]);
    shown += byte;
  }
  return "it begins with the bytes" + shown;
}

uint64_t Id3Bytes(ByteView first_bytes) {
  if (first_bytes.size_bytes < kId3HeadBytes || !HasAt(first_bytes, 0, "ID3")) return 0;
  uint64_t size_bytes = 0;
  for (size_t i = 6; i < kId3HeadBytes; ++i) {
    if (first_bytes.data[i] >= 0x80) return 0;
    size_bytes = size_bytes << 7 | first_bytes.data[i];
  }
  const bool has_footer = (first_bytes.data[5] & 0x10) != 0;
  return kId3HeadBytes + size_bytes + (has_footer ? kId3HeadBytes : 0);
}

}  // namespace vr
