// AAC-LC in ADTS by libvo-aacenc: constant bit rate, 1024 frames a block, one or two channels.
#pragma once

#include <memory>

#include "encode/encoder.h"

namespace vr {

// config has been checked by MakeEncoder. kOutOfMemory; kInternal when the library refuses the format.
Result<std::unique_ptr<Encoder>> MakeAacVoEncoder(const EncoderConfig& config);

int AacVoDelayFrames();
const char* AacVoEncoderName();

}  // namespace vr
