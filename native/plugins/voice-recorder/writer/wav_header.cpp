#include "writer/wav_header.h"

#include <cstring>

#include "base/little_endian.h"

namespace vr {
namespace {

constexpr uint32_t kReservedBytes = 28;  // a ds64 chunk without a table
constexpr uint16_t kFormatPcm = 1;
constexpr uint16_t kBitsPerSample = 16;

uint8_t* PutId(uint8_t* to, const char* id) {
  std::memcpy(to, id, 4);
  return to + 4;
}

uint8_t* PutFormat(uint8_t* to, const CaptureFormat& format) {
  const uint32_t bytes_per_frame = static_cast<uint32_t>(format.channels) * kBitsPerSample / 8;
  to = PutLe(PutId(to, "fmt "), kFormatBytes, 4);
  to = PutLe(to, kFormatPcm, 2);
  to = PutLe(to, static_cast<uint32_t>(format.channels), 2);
  to = PutLe(to, static_cast<uint32_t>(format.sample_rate_hz), 4);
  to = PutLe(to, static_cast<uint64_t>(format.sample_rate_hz) * bytes_per_frame, 4);
  to = PutLe(to, bytes_per_frame, 2);
  return PutLe(to, kBitsPerSample, 2);
}

}  // namespace

WavHeader MakeWavHeader(const CaptureFormat& format, uint64_t audio_bytes) {
  const uint64_t riff_bytes = kWavHeaderBytes - 8 + audio_bytes;
  const bool large = riff_bytes >= kSizeElsewhere;
  const uint64_t frames = audio_bytes / (2 * static_cast<uint64_t>(format.channels));
  WavHeader header = {};
  uint8_t* to = PutId(header.data(), large ? "RF64" : "RIFF");
  to = PutId(PutLe(to, large ? kSizeElsewhere : riff_bytes, 4), "WAVE");
  to = PutLe(PutId(to, large ? "ds64" : "JUNK"), kReservedBytes, 4);
  to = PutLe(to, large ? riff_bytes : 0, 8);
  to = PutLe(to, large ? audio_bytes : 0, 8);
  to = PutLe(to, large ? frames : 0, 8);
  to = PutLe(to, 0, 4);
  to = PutFormat(to, format);
  PutLe(PutId(to, "data"), large ? kSizeElsewhere : audio_bytes, 4);
  return header;
}

}  // namespace vr
