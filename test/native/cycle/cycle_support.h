// Streams whose every byte follows from its place, so that what comes back can be checked without having been kept.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

#include "cycle/cycle_buffer.h"

namespace vr::test {

using Bytes = std::vector<uint8_t>;

constexpr int kAdtsFrames = 1024;

inline CycleConfig PcmConfig(int sample_rate_hz, int channels, double seconds) {
  CycleConfig config;
  config.sample_rate_hz = sample_rate_hz;
  config.keep_frames = static_cast<int64_t>(seconds * sample_rate_hz);
  config.bytes_per_frame = 2 * channels;
  config.bytes_per_second = static_cast<double>(sample_rate_hz) * config.bytes_per_frame;
  config.max_bytes = 2 * CycleBuffer::CapacityBytes(config);
  return config;
}

inline CycleConfig AacCycle(int sample_rate_hz, double bytes_per_second, double seconds) {
  CycleConfig config;
  config.sample_rate_hz = sample_rate_hz;
  config.keep_frames = static_cast<int64_t>(seconds * sample_rate_hz);
  config.bytes_per_second = bytes_per_second;
  config.max_bytes = 2 * CycleBuffer::CapacityBytes(config);
  return config;
}

inline std::unique_ptr<CycleBuffer> MustMake(const CycleConfig& config) {
  auto made = CycleBuffer::Make(config);
  EXPECT_TRUE(made.ok()) << made.status().message();
  return made.ok() ? std::move(made.value()) : nullptr;
}

inline uint8_t ByteAt(uint64_t place) {
  return static_cast<uint8_t>((place * 0x9e3779b97f4a7c15u) >> 56);
}

// PCM: byte i of frame f is ByteAt(f * bytes_per_frame + i).
inline Bytes PcmBytes(int64_t first_frame, int64_t frames, int bytes_per_frame) {
  Bytes bytes(static_cast<size_t>(frames) * bytes_per_frame);
  const auto first_byte = static_cast<uint64_t>(first_frame) * bytes_per_frame;
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = ByteAt(first_byte + i);
  return bytes;
}

inline bool AppendPcm(CycleBuffer& buffer, const CycleConfig& config, int64_t frames) {
  const Bytes bytes = PcmBytes(buffer.end_frame(), frames, config.bytes_per_frame);
  return buffer.Append({buffer.end_frame(), static_cast<int32_t>(frames), bytes.data(), bytes.size()});
}

// The ADTS frame with this number: a true header, a body that follows from the number, a size that varies by 40 %
// about mean_bytes (and by nothing on average).
inline Bytes AdtsBlock(int64_t number, size_t mean_bytes) {
  const size_t spread = mean_bytes * 2 / 5;
  const size_t size = mean_bytes - spread + ByteAt(static_cast<uint64_t>(number) + 12345) * (2 * spread) / 255;
  Bytes bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = ByteAt(static_cast<uint64_t>(number) * 8192 + i);
  const Bytes header = {0xff,
                        0xf1,
                        0x54,
                        static_cast<uint8_t>(0x40 | size >> 11),
                        static_cast<uint8_t>(size >> 3),
                        static_cast<uint8_t>((size & 7) << 5 | 0x1f),
                        0xfc};
  std::copy(header.begin(), header.end(), bytes.begin());
  return bytes;
}

inline bool AppendAdts(CycleBuffer& buffer, size_t mean_bytes) {
  const Bytes bytes = AdtsBlock(buffer.end_frame() / kAdtsFrames, mean_bytes);
  return buffer.Append({buffer.end_frame(), kAdtsFrames, bytes.data(), bytes.size()});
}

inline Bytes PinnedBytes(const CyclePin& pin) {
  Bytes bytes;
  for (const ByteView& view : pin.views()) bytes.insert(bytes.end(), view.data, view.data + view.size_bytes);
  return bytes;
}

// The bytes that a pin of ADTS frames must hold.
inline Bytes AdtsBytes(int64_t first_frame, int64_t end_frame, size_t mean_bytes) {
  Bytes bytes;
  for (int64_t number = first_frame / kAdtsFrames; number * kAdtsFrames < end_frame; ++number) {
    const Bytes block = AdtsBlock(number, mean_bytes);
    bytes.insert(bytes.end(), block.begin(), block.end());
  }
  return bytes;
}

}  // namespace vr::test
