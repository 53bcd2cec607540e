#include "base/clock.h"

#include <gtest/gtest.h>

namespace vr {
namespace {

TEST(Clock, MonotonicTimeNeverGoesBack) {
  const MonotonicClock clock;
  int64_t last_ns = clock.NowNs();
  for (int i = 0; i < 1000; ++i) {
    const int64_t now_ns = clock.NowNs();
    ASSERT_GE(now_ns, last_ns);
    last_ns = now_ns;
  }
}

TEST(Clock, VirtualTimeMovesOnlyWhenItIsAdvanced) {
  VirtualClock clock;
  EXPECT_EQ(clock.NowNs(), 0);
  clock.Advance(3 * kNsPerSecond);
  clock.Advance(5 * kNsPerMs);
  EXPECT_EQ(clock.NowNs(), 3'005'000'000);
  EXPECT_EQ(clock.NowNs(), 3'005'000'000);
}

TEST(Clock, WallTimeIsMillisecondsSince1970) {
  EXPECT_GT(WallClockUnixMs(), 1'600'000'000'000);   // 2020
  EXPECT_LT(WallClockUnixMs(), 10'000'000'000'000);  // 2286: seconds or microseconds would miss both
}

}  // namespace
}  // namespace vr
