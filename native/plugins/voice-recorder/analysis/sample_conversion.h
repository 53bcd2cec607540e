// Samples as files hold them, low byte first, as floats from -1 to 1. Pure: any thread, any bytes.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vr {

enum class PcmKind : uint8_t { kUint8, kInt16, kInt24, kInt32, kFloat32, kFloat64 };

size_t BytesPerSample(PcmKind kind);
// As doc/analysis.md names it: "pcm16".
const char* CodecName(PcmKind kind);

// What is no number or infinite becomes 0; how many did. Only floats can have some.
size_t ToFloats(PcmKind kind, const uint8_t* from, size_t samples, float* to);
// Of the frames of a file with so many channels the samples of one.
size_t ChannelToFloats(PcmKind kind, const uint8_t* from, size_t frames, int channels, int channel, float* to);

}  // namespace vr
