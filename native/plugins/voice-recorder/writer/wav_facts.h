// What the header of a WAV file says: ours of 80 bytes, and RIFF and RF64 of others. Any thread, any bytes.
#pragma once

#include <cstdint>
#include <functional>

#include "base/file_system.h"
#include "base/status.h"

namespace vr {

struct WavFacts {
  bool rf64 = false;   // or BW64, which is the same
  int format_tag = 0;  // 1: PCM, 3: floats; of an extensible header the one within, where it has one
  int sample_rate_hz = 0;
  int channels = 0;
  int bits_per_sample = 0;
  int bytes_per_frame =
      0;  // at least 1; of PCM and floats of whole bytes that of their samples, of others what is told
  uint64_t data_offset = 0;      // byte at which the samples begin
  uint64_t told_data_bytes = 0;  // by the header, which is stale in a file that was not finished
  uint64_t data_bytes = 0;       // whole frames that the header tells and the file holds
};

// first_bytes: the beginning of a file that is file_bytes long; for our files 80 bytes are enough, 64 KiB for most.
// kInvalidArgument: these bytes are no WAV file, or its samples begin behind them.
Result<WavFacts> ReadWavHeader(ByteView first_bytes, uint64_t file_bytes);

// Gives the bytes of a file from `offset` on: fewer than size_bytes only where it ends.
using ReadBytesAt = std::function<Result<size_t>(uint64_t offset, uint8_t* to, size_t size_bytes)>;
// The same of a file whose samples may begin anywhere behind other chunks, at most 4096 of them. A failure of `read` is
// passed on.
Result<WavFacts> ReadWavHeader(const ReadBytesAt& read, uint64_t file_bytes);

}  // namespace vr
