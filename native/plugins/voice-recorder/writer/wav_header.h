// The bytes before the samples of a WAV file: doc/capture-format.md. Pure.
#pragma once

#include <array>
#include <cstdint>

#include "writer/capture_file.h"

namespace vr {

constexpr size_t kWavHeaderBytes = 80;
constexpr uint32_t kFormatBytes = 16;            // of the chunk "fmt "
constexpr uint64_t kSizeElsewhere = 0xffffffff;  // RF64: the size stands in ds64

using WavHeader = std::array<uint8_t, kWavHeaderBytes>;

// RIFF while the file's length fits its 32-bit field; from there on RF64, whose ds64 chunk takes the place of the JUNK
// chunk, so that the samples never move.
WavHeader MakeWavHeader(const CaptureFormat& format, uint64_t audio_bytes);

}  // namespace vr
