// Decoders that are not ours, run as programs. A test that needs one skips, and says so, where it is not installed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vr::test {

using Bytes = std::vector<uint8_t>;

// "ffmpeg" or "faad".
bool HasTool(const std::string& program);

struct Decoded {
  bool ran = false;              // the program came to its end with exit code 0
  std::vector<int16_t> samples;  // interleaved
  std::string messages;          // what it complained about; empty is good
};

// ffmpeg keeps every frame of the stream, the encoder's delay included.
Decoded DecodeWithFfmpeg(const Bytes& adts);
// faad drops the first 1024 frames, gives mono as stereo, and doubles rates below 24 kHz.
Decoded DecodeWithFaad(const Bytes& adts);

}  // namespace vr::test
