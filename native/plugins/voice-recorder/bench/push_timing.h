// What both push benchmarks share: the block, a paced real-time writer, and percentiles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/audio_types.h"

namespace vr::bench {

constexpr uint32_t kBlockFrames = 480;  // 10 ms of 48 kHz stereo int16
constexpr StreamFormat kBlockFormat = {48000, 2, SampleFormat::kInt16};
constexpr size_t kBlockBytes = 1920;

// Aligned, so that no contender is luckier than another with the addresses of its ring.
struct alignas(64) Block {
  int16_t samples[kBlockBytes / 2];
};

// A block of noise.
const Block& NoiseBlock();

int64_t NowNs();

// Gives the calling thread SCHED_FIFO; false where that is not permitted.
bool BecomeRealtime();
// True when a thread of this process may have SCHED_FIFO.
bool MayBecomeRealtime();

struct Pace {
  int64_t period_ns = 1'000'000;
  int pushes = 2500;
  int64_t limit_ns = 3'000'000'000;  // ends earlier when pushes take so long that the pace is lost
};

// Runs push once a period on a thread of its own, with SCHED_FIFO where permitted, and returns what each call took.
// after_push runs outside the measured time.
std::vector<int64_t> PacedLatencies(const Pace& pace, const std::function<void()>& push,
                                    const std::function<void()>& after_push);

struct Percentiles {
  double median = 0;
  double p99_9 = 0;
  double worst = 0;
};
Percentiles PercentilesOf(std::vector<int64_t> values);
double MedianOf(std::vector<double> values);

}  // namespace vr::bench
