// Reads captures as a stranger would: the bytes by the documented formats, the sidecar as JSON. Only encrypted ones are
// opened with the product's own reader.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace vr_torture {

using Bytes = std::vector<uint8_t>;

struct AudioFile {
  std::string problem;  // "": it can be played
  int rate_hz = 0;
  int channels = 0;
  std::vector<int16_t> samples;  // WAV; those that its header tells
  std::vector<Bytes> frames;     // ADTS; whole ones
  uint64_t rest_bytes = 0;       // behind what the header tells, or the last whole frame
};

bool Exists(const std::string& path);
Bytes ReadBytes(const std::string& path);
std::vector<std::string> NamesIn(const std::string& folder);

// By the name's suffix. key: of an encrypted one, 32 bytes, or null.
AudioFile ReadAudio(const std::string& path, const uint8_t* key);

struct TrackFile {
  std::string kind;
  std::string user;
  AudioFile audio;
};

struct Capture {
  std::string problem;  // "": all of it was read
  AudioFile mix;
  nlohmann::json sidecar;  // null: there is none
  std::vector<TrackFile> tracks;
};

Capture ReadCapture(const std::string& path, const uint8_t* key);

}  // namespace vr_torture
