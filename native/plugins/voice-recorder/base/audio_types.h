// What a stream of samples is. A sample is one number of one channel, a frame one sample per channel.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vr {

enum class SampleFormat : uint8_t { kInt16 = 0, kFloat32 = 1 };

constexpr size_t BytesPerSample(SampleFormat format) {
  return format == SampleFormat::kInt16 ? 2 : 4;
}

struct StreamFormat {
  int sample_rate_hz = 0;
  int channels = 0;
  SampleFormat sample_format = SampleFormat::kInt16;

  size_t bytes_per_frame() const { return static_cast<size_t>(channels) * BytesPerSample(sample_format); }
  bool operator==(const StreamFormat& other) const {
    return sample_rate_hz == other.sample_rate_hz && channels == other.channels && sample_format == other.sample_format;
  }
  bool operator!=(const StreamFormat& other) const { return !(*this == other); }
};

enum class SourceKind : uint8_t { kLocal = 0, kRemote = 1, kRemoteMix = 2 };
enum class Position : uint8_t { kMixedRecordingAndPlayback = 0, kRecording = 1, kMixedPlayback = 2 };
// Whether a source of this kind is in the file of a recording of this position.
constexpr bool IsAudible(Position position, SourceKind kind) {
  return position == Position::kMixedRecordingAndPlayback ||
         (position == Position::kRecording) == (kind == SourceKind::kLocal);
}
enum class Layout : uint8_t { kMix = 0, kSplit = 1 };
enum class Quality : uint8_t { kLow = 0, kMedium = 1, kHigh = 2 };
enum class Codec : uint8_t { kPcm16 = 0, kAacLc = 1 };

constexpr int kAacBlockFrames = 1024;  // that AAC-LC encodes at a time
// That a stream of this codec can be cut at.
constexpr int BlockFrames(Codec codec) {
  return codec == Codec::kAacLc ? kAacBlockFrames : 1;
}
constexpr int kMinSourceRateHz = 8000;
constexpr int kMaxSourceRateHz = 48000;
constexpr int kCellsPerSecond = 100;  // the room's time is mixed and described in cells of 10 ms
constexpr double kSilenceDbfs = -120.0;

using SourceId = uint64_t;

}  // namespace vr
