// Signals and a sink for the encoder tests.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "encode/encoder.h"

namespace vr::test {

constexpr int kTaskRatesHz[] = {16000, 32000, 44100, 48000};
constexpr double kPi = 3.14159265358979323846;

// Keeps a copy of everything.
class CollectingSink final : public EncodedBlockSink {
 public:
  void OnEncodedBlock(const EncodedBlock& block) override {
    blocks.push_back(block);
    bytes.insert(bytes.end(), block.data, block.data + block.size_bytes);
  }
  std::vector<EncodedBlock> blocks;  // their data is gone
  std::vector<uint8_t> bytes;
};

inline EncoderConfig AacConfig(int sample_rate_hz, int channels, Quality quality = Quality::kMedium) {
  return {Codec::kAacLc, sample_rate_hz, channels, quality};
}

inline std::unique_ptr<Encoder> MustMake(const EncoderConfig& config) {
  auto made = MakeEncoder(config);
  EXPECT_TRUE(made.ok()) << made.status().message();
  return made.ok() ? std::move(made.value()) : nullptr;
}

// Noise that comes and goes four times a second, as the power of speech does; channels differ. Interleaved.
inline std::vector<int16_t> BabbleNoise(int sample_rate_hz, int channels, int frames) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> noise(-1, 1);
  std::vector<int16_t> samples;
  samples.reserve(static_cast<size_t>(frames) * channels);
  double low = 0;
  for (int frame = 0; frame < frames; ++frame) {
    const double envelope = 0.5 - 0.5 * std::cos(2 * kPi * 4 * frame / sample_rate_hz);
    low += 0.3 * (noise(random) - low);
    for (int channel = 0; channel < channels; ++channel) {
      const double own = 0.3 * noise(random);
      samples.push_back(static_cast<int16_t>(std::lround(12000 * envelope * (low + own))));
    }
  }
  return samples;
}

#define VR_NEEDS_AAC() \
  if (!HasEncoder(Codec::kAacLc)) GTEST_SKIP() << "this build has no AAC encoder"
#define VR_NEEDS_TOOL(program) \
  if (!HasTool(program)) GTEST_SKIP() << program << " is not installed, nothing was decoded"

}  // namespace vr::test
