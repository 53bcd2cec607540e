// Pushes blocks of the shape of Unity's OnAudioFilterRead through the C interface, as test/unity/bench does from C#,
// and prints nanoseconds a block, median over batches.
#include <cstdio>
#include <random>
#include <vector>

#include "push_timing.h"
#include "voice_recorder.h"

namespace {

constexpr uint32_t kFrames = 1024;
constexpr uint32_t kChannels = 2;
constexpr uint32_t kSampleRateHz = 48000;
constexpr int kBatch = 64;  // 1.4 s, of the 2 s that a source's queue holds
constexpr int kRuns = 400;

std::vector<float> Noise() {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> uniform(-0.5F, 0.5F);
  std::vector<float> samples(kFrames * kChannels);
  for (float& sample : samples) sample = uniform(random);
  return samples;
}

}  // namespace

int main() {
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.virtual_clock = 1;
  vr_recorder recorder = 0;
  vr_source source = 0;
  if (vr_recorder_create(&options, &recorder) != VR_OK ||
      vr_open_source(recorder, VR_SOURCE_LOCAL, "me", nullptr, &source) != VR_OK) {
    std::fprintf(stderr, "%s\n", vr_last_error());
    return 4;
  }
  const std::vector<float> block = Noise();
  std::vector<double> batches;
  int refused = 0;
  for (int run = -kRuns; run < kRuns; ++run) {
    const int64_t begin_ns = vr::bench::NowNs();
    for (int i = 0; i < kBatch; ++i) {
      const vr_status status = vr_source_push(source, block.data(), kFrames, VR_SAMPLE_FLOAT32, kSampleRateHz,
                                              kChannels, VR_NO_CAPTURE_TIME);
      if (status != VR_OK) ++refused;
    }
    const int64_t took_ns = vr::bench::NowNs() - begin_ns;
    if (run >= 0) batches.push_back(static_cast<double>(took_ns) / kBatch);
    vr_advance(recorder, int64_t{1'000'000'000} * kBatch * kFrames / kSampleRateHz);
  }
  std::printf("{\"ns\": %.1f, \"refused\": %d}\n", vr::bench::MedianOf(batches), refused);
  vr_recorder_destroy(recorder);
  return 0;
}
