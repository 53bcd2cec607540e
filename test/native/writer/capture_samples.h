// Audio and descriptions of captures for the tests of this room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/byte_view.h"
#include "writer/capture_file.h"
#include "writer/capture_info.h"
#include "writer/capture_writer.h"

namespace vr::test {

constexpr const char* kWav = "/captures/a.wav";
constexpr const char* kAac = "/captures/a.aac";
constexpr CaptureFormat kStereo = {Codec::kPcm16, 48000, 2};
constexpr CaptureFormat kAdts = {Codec::kAacLc, 32000, 1};

std::vector<ByteView> Views(const std::vector<std::string>& pieces);
std::string Joined(const std::vector<std::string>& pieces);

// Interleaved 16-bit samples of a sine of 440 Hz.
std::string Pcm(int frames, int channels, int sample_rate_hz = 48000);
// ADTS frames with true headers and a payload of zeros; each is `frame_bytes` long.
std::string Adts(int frames, size_t frame_bytes);

// A number of 1 to 8 bytes, low byte first.
uint64_t Le(const std::string& bytes, size_t offset, int size);

CaptureInfo WavInfo(int channels = 2, int sample_rate_hz = 48000);
CaptureInfo AacInfo();
// Every list filled but the tracks: two sources, gaps, markers, three feature tracks of 5 cells.
CaptureInfo FullInfo();
// The same with a track for the local user, for "guest" and for the mix of the others.
CaptureInfo TrackedInfo();

// Writes a capture of audio that is in memory: the mix, then the tracks of info.
Result<WrittenCapture> WriteHeld(FileSystem& files, const std::string& path, ExistingTarget existing,
                                 const std::vector<std::string>& audio, const CaptureInfo& info,
                                 const SealKey* key = nullptr, const WriteProgress& progress = nullptr);

SealKey KeyOf(uint8_t value);

}  // namespace vr::test
