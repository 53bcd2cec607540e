// Where the samples of a WAV file stand, also of one whose header is not that of the whole file.
#pragma once

#include <cstdint>

#include "analysis/byte_source.h"
#include "analysis/sample_conversion.h"

namespace vr {

struct PcmLayout {
  PcmKind kind = PcmKind::kInt16;
  int sample_rate_hz = 0;
  int channels = 0;
  uint64_t data_offset = 0;
  uint64_t data_bytes = 0;  // whole frames
  bool rf64 = false;
  // The process that wrote it was killed, or is writing still: the file's length was taken, not the header's.
  bool unfinished = false;

  size_t frame_bytes() const { return BytesPerSample(kind) * static_cast<size_t>(channels); }
  int64_t frames() const { return frame_bytes() == 0 ? 0 : static_cast<int64_t>(data_bytes / frame_bytes()); }
};

constexpr int kMostChannels = 8;
constexpr int kLowestRateHz = 1000;
constexpr int kHighestRateHz = 768000;

// kUnreadable: no WAV file, or nothing in it that makes sense; kNotSupported: its codec is another one.
Result<PcmLayout> ReadPcmLayout(ByteSource& source);

}  // namespace vr
