// A decoder of AAC-LC that the system has: found when the program runs, never linked, never shipped. One thread at a
// time; the functions: any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/status.h"

namespace vr {

enum class AacDecoded : uint8_t {
  kFrames,
  kDamaged,         // the frame is, and what comes next is decoded as after Restart()
  kHighEfficiency,  // it is HE-AAC, which has twice the frames at twice the rate; what comes next as above
};

class AacDecoder {
 public:
  virtual ~AacDecoder() = default;
  // Decodes one ADTS frame, which has the channels that the decoder was made for, into its 1024 frames, interleaved.
  // Where it is not kFrames, `into` is as it was.
  virtual Result<AacDecoded> Decode(ByteView adts_frame, float* into) = 0;
  // Nothing is left of the frames before.
  virtual void Restart() = 0;
};

// kNotSupported: there is none, and what was tried.
Result<std::unique_ptr<AacDecoder>> MakeAacDecoder(int channels);

// What was looked for and what was found. The environment variable VR_AAC_DECODER, read at each call, is "none" or the
// path of a library, which is the only one that is tried then.
struct AacDecoderSearch {
  std::string name;                // "libavcodec 59.37.100 (libavcodec.so.59)"; "": none was found
  std::vector<std::string> tried;  // one line each, what and why not
};
AacDecoderSearch SearchAacDecoder();

bool CanDecodeAac();

}  // namespace vr
