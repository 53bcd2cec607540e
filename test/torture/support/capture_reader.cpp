#include "support/capture_reader.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/file_system.h"
#include "base/json_text.h"
#include "base/sealing.h"
#include "writer/sealed_reader.h"
#include "writer/sidecar.h"

namespace vr_torture {
namespace {

uint32_t Little(const Bytes& bytes, size_t at, int size) {
  uint32_t value = 0;
  for (int i = size; i > 0; --i) value = value << 8 | bytes[at + static_cast<size_t>(i) - 1];
  return value;
}

bool HasId(const Bytes& bytes, size_t at, const char* id) {
  return at + 4 <= bytes.size() && std::memcmp(bytes.data() + at, id, 4) == 0;
}

void TakeSamples(const Bytes& bytes, size_t from, size_t size, AudioFile* file) {
  for (size_t at = from; at + 2 <= from + size; at += 2) {
    file->samples.push_back(static_cast<int16_t>(Little(bytes, at, 2)));
  }
}

AudioFile ReadWav(const Bytes& bytes) {
  AudioFile file;
  file.problem = "it is no WAV";
  if (!HasId(bytes, 0, "RIFF") || !HasId(bytes, 8, "WAVE")) return file;
  for (size_t at = 12; at + 8 <= bytes.size();) {
    const size_t told = Little(bytes, at + 4, 4);
    if (HasId(bytes, at, "fmt ") && at + 24 <= bytes.size()) {
      file.channels = static_cast<int>(Little(bytes, at + 10, 2));
      file.rate_hz = static_cast<int>(Little(bytes, at + 12, 4));
    }
    if (HasId(bytes, at, "data")) {
      const size_t held = bytes.size() - at - 8;
      TakeSamples(bytes, at + 8, std::min(told, held), &file);
      file.rest_bytes = held - std::min(told, held);
      file.problem = told > held ? "its header tells more than it holds" : "";
      return file;
    }
    at += 8 + told + told % 2;
  }
  return file;
}

AudioFile ReadAdts(const Bytes& bytes) {
  constexpr int kRates[] = {96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000};
  AudioFile file;
  size_t at = 0;
  while (at + 7 <= bytes.size()) {
    const size_t rate = bytes[at + 2] >> 2 & 15u;
    const size_t length = (bytes[at + 3] & 3u) << 11 | bytes[at + 4] << 3 | bytes[at + 5] >> 5;
    if (bytes[at] != 0xff || (bytes[at + 1] & 0xf6) != 0xf0 || length < 7 || rate >= std::size(kRates)) {
      file.problem = "no ADTS header at byte " + std::to_string(at);
      break;
    }
    if (at + length > bytes.size()) break;
    file.rate_hz = kRates[rate];
    file.channels = (bytes[at + 2] & 1) << 2 | bytes[at + 3] >> 6;
    file.frames.emplace_back(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                             bytes.begin() + static_cast<std::ptrdiff_t>(at + length));
    at += length;
  }
  file.rest_bytes = bytes.size() - at;
  return file;
}

bool IsWav(const std::string& path) {
  return path.size() > 4 && path.substr(path.size() - 4) == ".wav";
}

AudioFile ReadSealed(const std::string& path, const uint8_t* key) {
  AudioFile file;
  auto opened = vr::OpenSealedFile(vr::PlatformFileSystem(), path, vr::SealKey(key));
  if (!opened.ok()) {
    file.problem = opened.status().message();
    return file;
  }
  const auto format = vr::FormatOf(opened.value()->header());
  Bytes plain;
  for (;;) {
    const auto piece = opened.value()->Next();
    if (!piece.ok()) file.problem = piece.status().message();
    if (!piece.ok() || piece.value().size_bytes == 0) break;
    plain.insert(plain.end(), piece.value().data, piece.value().data + piece.value().size_bytes);
  }
  if (!IsWav(path)) {
    const std::string problem = file.problem;
    file = ReadAdts(plain);
    if (file.problem.empty()) file.problem = problem;
    return file;
  }
  TakeSamples(plain, 0, plain.size(), &file);
  if (format.ok()) file.rate_hz = format.value().sample_rate_hz;
  if (format.ok()) file.channels = format.value().channels;
  return file;
}

}  // namespace

bool Exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

Bytes ReadBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> NamesIn(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

AudioFile ReadAudio(const std::string& path, const uint8_t* key) {
  if (!Exists(path)) {
    AudioFile file;
    file.problem = "it is not there";
    return file;
  }
  if (key != nullptr) return ReadSealed(path, key);
  const Bytes bytes = ReadBytes(path);
  return IsWav(path) ? ReadWav(bytes) : ReadAdts(bytes);
}

Capture ReadCapture(const std::string& path, const uint8_t* key) {
  Capture capture;
  capture.mix = ReadAudio(path, key);
  capture.problem = capture.mix.problem;
  if (!Exists(path + ".json")) return capture;
  const Bytes bytes = ReadBytes(path + ".json");
  std::string text(bytes.begin(), bytes.end());
  if (key != nullptr) {
    const auto opened = vr::OpenSealedSidecar(text, vr::SealKey(key));
    if (!opened.ok()) capture.problem = opened.status().message();
    text = opened.ok() ? opened.value() : "";
  }
  capture.sidecar = vr::ParseJson(text);
  if (!capture.sidecar.is_object()) {
    if (capture.problem.empty()) capture.problem = "its sidecar is no JSON";
    capture.sidecar = nullptr;
    return capture;
  }
  const std::string folder = std::filesystem::path(path).parent_path().string() + "/";
  for (const auto& track : capture.sidecar["tracks"]) {
    TrackFile file{track["kind"], track["user"], ReadAudio(folder + std::string(track["file"]), key)};
    if (capture.problem.empty() && !file.audio.problem.empty()) {
      capture.problem = "track of " + file.kind + ": " + file.audio.problem;
    }
    capture.tracks.push_back(std::move(file));
  }
  return capture;
}

}  // namespace vr_torture
