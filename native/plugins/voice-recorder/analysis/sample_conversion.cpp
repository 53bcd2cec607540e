#include "analysis/sample_conversion.h"

#include <cmath>
#include <cstring>

#include "base/little_endian.h"

namespace vr {
namespace {

struct Uint8 {
  static constexpr size_t kBytes = 1;
  static float Get(const uint8_t* at) { return static_cast<float>(int{*at} - 128) * (1.0f / 128); }
};

struct Int16 {
  static constexpr size_t kBytes = 2;
  static float Get(const uint8_t* at) {
    return static_cast<float>(static_cast<int16_t>(at[0] | at[1] << 8)) * (1.0f / 32768);
  }
};

struct Int24 {
  static constexpr size_t kBytes = 3;
  static float Get(const uint8_t* at) {
    const uint32_t high = uint32_t{at[0]} << 8 | uint32_t{at[1]} << 16 | uint32_t{at[2]} << 24;
    return static_cast<float>(static_cast<int32_t>(high)) * (1.0f / 2147483648.0f);
  }
};

struct Int32 {
  static constexpr size_t kBytes = 4;
  static float Get(const uint8_t* at) {
    return static_cast<float>(static_cast<int32_t>(static_cast<uint32_t>(GetLe(at, 4)))) * (1.0f / 2147483648.0f);
  }
};

struct Float32 {
  static constexpr size_t kBytes = 4;
  static float Get(const uint8_t* at) {
    const uint32_t bits = static_cast<uint32_t>(GetLe(at, 4));
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
};

struct Float64 {
  static constexpr size_t kBytes = 8;
  static float Get(const uint8_t* at) {
    const uint64_t bits = GetLe(at, 8);
    double value;
    std::memcpy(&value, &bits, sizeof value);
    return static_cast<float>(value);
  }
};

// Every step_bytes there is a sample. A constant step and no branch, so that the compiler makes vectors of it.
template <typename Format>
void Convert(const uint8_t* from, size_t step_bytes, size_t samples, float* to) {
  if (step_bytes == Format::kBytes) {
    for (size_t i = 0; i < samples; ++i) to[i] = Format::Get(from + i * Format::kBytes);
  } else if (step_bytes == 2 * Format::kBytes) {
    for (size_t i = 0; i < samples; ++i) to[i] = Format::Get(from + i * 2 * Format::kBytes);
  } else {
    for (size_t i = 0; i < samples; ++i) to[i] = Format::Get(from + i * step_bytes);
  }
}

size_t ClearBroken(size_t samples, float* values) {
  size_t broken = 0;
  for (size_t i = 0; i < samples; ++i) {
    const bool finite = std::isfinite(values[i]);
    broken += finite ? 0 : 1;
    values[i] = finite ? values[i] : 0.0f;
  }
  return broken;
}

size_t ConvertAs(PcmKind kind, const uint8_t* from, size_t step_bytes, size_t samples, float* to) {
  switch (kind) {
    case PcmKind::kUint8:
      Convert<Uint8>(from, step_bytes, samples, to);
      return 0;
    case PcmKind::kInt16:
      Convert<Int16>(from, step_bytes, samples, to);
      return 0;
    case PcmKind::kInt24:
      Convert<Int24>(from, step_bytes, samples, to);
      return 0;
    case PcmKind::kInt32:
      Convert<Int32>(from, step_bytes, samples, to);
      return 0;
    case PcmKind::kFloat32:
      Convert<Float32>(from, step_bytes, samples, to);
      return ClearBroken(samples, to);
    case PcmKind::kFloat64:
      Convert<Float64>(from, step_bytes, samples, to);
      return ClearBroken(samples, to);
  }
  return 0;
}

}  // namespace

size_t BytesPerSample(PcmKind kind) {
  constexpr size_t kBytes[] = {1, 2, 3, 4, 4, 8};
  return kBytes[static_cast<size_t>(kind)];
}

const char* CodecName(PcmKind kind) {
  constexpr const char* kNames[] = {"pcm8", "pcm16", "pcm24", "pcm32", "float32", "float64"};
  return kNames[static_cast<size_t>(kind)];
}

size_t ToFloats(PcmKind kind, const uint8_t* from, size_t samples, float* to) {
  return ConvertAs(kind, from, BytesPerSample(kind), samples, to);
}

size_t ChannelToFloats(PcmKind kind, const uint8_t* from, size_t frames, int channels, int channel, float* to) {
  const size_t bytes = BytesPerSample(kind);
  return ConvertAs(kind, from + bytes * static_cast<size_t>(channel), bytes * static_cast<size_t>(channels), frames,
                   to);
}

}  // namespace vr
