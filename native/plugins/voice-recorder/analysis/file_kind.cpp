#include "analysis/file_kind.h"

#include <cstring>

#include "writer/sealed_format.h"

namespace vr {
namespace {

constexpr size_t kId3HeadBytes = 10;

struct Beginning {
  size_t at;
  const char* text;
  const char* name;
};

constexpr Beginning kOthers[] = {
    {0, "OggS", "an Ogg file"},
    {0, "fLaC", "a FLAC file"},
    {4, "ftyp", "an MP4 file"},
    {0, "FORM", "an AIFF file"},
    {0, "\x1a\x45\xdf\xa3", "a Matroska or WebM file"},
    {0, "PK\x03\x04", "a ZIP archive"},
    {0, "\x1f\x8b", "a gzip archive"},
    {0, "caff", "a Core Audio file"},
    {0, "riff", "a Wave64 file"},
    {0, "#!AMR", "an AMR file"},
    {0, "ADIF", "AAC in ADIF"},
    {0, "VRFT", "the feature file of a capture"},
    {0, "VREN", "an envelope"},
    {0, "\x89PNG", "a PNG picture"},
    {0, "%PDF", "a PDF document"},
};

bool HasAt(ByteView bytes, size_t at, const char* text) {
  const size_t size = std::strlen(text);
  return bytes.size_bytes >= at + size && std::memcmp(bytes.data + at, text, size) == 0;
}

bool IsWav(ByteView bytes) {
  return HasAt(bytes, 8, "WAVE") && (HasAt(bytes, 0, "RIFF") || HasAt(bytes, 0, "RF64"));
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
  if (HasAt(first_bytes, 0, "RIFF")) return {FileKind::kOther, "a RIFF file without WAVE audio"};
  for (const Beginning& each : kOthers) {
    if (HasAt(first_bytes, each.at, each.text)) return {FileKind::kOther, each.name};
  }
  if (IsMp3(first_bytes)) return {FileKind::kOther, "an MP3 file"};
  if (IsJson(first_bytes)) return {FileKind::kOther, "a JSON text"};
  return {};
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
