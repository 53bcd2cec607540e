// Turns the mix into bytes. One implementation per library behind one interface; worker thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/audio_types.h"
#include "base/encoded_block.h"
#include "base/status.h"

namespace vr {

struct EncoderConfig {
  Codec codec = Codec::kPcm16;
  int sample_rate_hz = 32000;
  int channels = 1;
  Quality quality = Quality::kMedium;
};

class Encoder {
 public:
  virtual ~Encoder() = default;
  // Takes any number of interleaved frames and gives every block that they complete; a block's data is valid during
  // the call of the sink only. Does not allocate. kInvalidArgument: no samples, or AAC that has been flushed.
  virtual Status Encode(const int16_t* samples, int frames, EncodedBlockSink& sink) = 0;
  // Gives what is held back, padded with silence to a whole block, until every frame that went in can be decoded.
  virtual Status Flush(EncodedBlockSink& sink) = 0;
  // Decoded frame i of the stream stands for input frame i - delay_frames().
  virtual int delay_frames() const = 0;
  // Frames of a block: 1024 for AAC, 1 for PCM (a stream can be cut at any frame).
  virtual int block_frames() const = 0;
};

// kNotSupported when this build has no encoder for the codec; kInvalidArgument for other than 1 or 2 channels, or a
// sample rate that AAC does not have.
Result<std::unique_ptr<Encoder>> MakeEncoder(const EncoderConfig& config);

// One block of silence, out of a stream that has been silent for a while: an ADTS frame, or one frame of PCM. It may
// stand anywhere between blocks of the same configuration. Errors as of MakeEncoder.
Result<std::vector<uint8_t>> SilentBlock(const EncoderConfig& config);

// What delay_frames() of an encoder of this codec is.
int EncoderDelayFrames(Codec codec);

bool HasEncoder(Codec codec);
// "vo-aacenc 0.1.3" or "none".
const char* AacEncoderName();

// Bits per second: 27000, 50000, 96000 for mono by quality, 1.6 times that for two channels, and at most 6 bits per
// sample. PCM: 16 bits per sample.
int BitRate(const EncoderConfig& config);

}  // namespace vr
