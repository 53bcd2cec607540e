// A tap of its own for each test, and blocks whose content tells which block they are.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "tap/tap_table.h"

namespace vr {

constexpr StreamFormat kStereo48k = {48000, 2, SampleFormat::kInt16};
constexpr uint32_t kTenMs = 480;

// Samples of block `number`: each value depends on the block and on its place within it.
inline std::vector<int16_t> NumberedBlock(uint32_t number, uint32_t frames = kTenMs, int channels = 2) {
  std::vector<int16_t> samples(static_cast<size_t>(frames) * static_cast<size_t>(channels));
  for (size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<int16_t>(number * 7919 + i * 31);
  return samples;
}

inline bool IsNumberedBlock(const TapBlock& block, uint32_t number) {
  const auto* const samples = static_cast<const int16_t*>(block.samples);
  const size_t count = static_cast<size_t>(block.frames) * static_cast<size_t>(block.format.channels);
  for (size_t i = 0; i < count; ++i) {
    if (samples[i] != static_cast<int16_t>(number * 7919 + i * 31)) return false;
  }
  return true;
}

inline void DrainTap(SourceId id) {
  TapBlock block;
  while (FrontOfTap(id, &block)) PopTap(id);
}

class TapTest : public ::testing::Test {
 protected:
  void SetUp() override {
    id_ = OpenTap(clock_);
    ASSERT_NE(id_, 0u);
  }
  void TearDown() override {
    CloseTap(id_);
    DrainTap(id_);
    ReleaseTap(id_);
  }

  PushResult PushNumbered(uint32_t number, int64_t time_ns = 0) {
    return PushToTap(id_, NumberedBlock(number).data(), kTenMs, kStereo48k, time_ns);
  }
  // Pushes numbered blocks from `first` on until one is refused; returns how many were taken.
  uint32_t FillFrom(uint32_t first) {
    uint32_t count = 0;
    while (PushNumbered(first + count) == PushResult::kTaken) ++count;
    return count;
  }

  VirtualClock clock_;
  SourceId id_ = 0;
};

}  // namespace vr
