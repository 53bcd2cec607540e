// PCM16, little-endian: the samples as they are. On a little-endian machine a block is a view of the input.
#pragma once

#include <memory>

#include "encode/encoder.h"

namespace vr {

// Null when the memory is not there.
std::unique_ptr<Encoder> MakePcm16Encoder(const EncoderConfig& config);

}  // namespace vr
