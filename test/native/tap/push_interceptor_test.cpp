// RealtimeSanitizer's runtime stands in front of malloc, mutexes, files, sleeps and the like, and ends the process
// with a report when one of them is called between __rtsan_realtime_enter and __rtsan_realtime_exit.
#include <gtest/gtest.h>

#include <cstdlib>
#include <mutex>
#include <vector>

#include "native/tap/push_door.h"

#ifdef VR_HAVE_RTSAN
extern "C" {
void __rtsan_init();
void __rtsan_realtime_enter();
void __rtsan_realtime_exit();
}
#endif

namespace vr {
namespace {

#ifdef VR_HAVE_RTSAN
class RealtimeRegion {
 public:
  RealtimeRegion() { __rtsan_realtime_enter(); }
  ~RealtimeRegion() { __rtsan_realtime_exit(); }
  RealtimeRegion(const RealtimeRegion&) = delete;
  RealtimeRegion& operator=(const RealtimeRegion&) = delete;
};

class InterceptorTest : public ::testing::Test {
 protected:
  void SetUp() override { __rtsan_init(); }
};
#else
struct RealtimeRegion {
  RealtimeRegion() {}
};
class InterceptorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    GTEST_SKIP() << "SKIPPED: no RealtimeSanitizer runtime in this build: " << VR_NO_RTSAN_REASON;
  }
};
#endif

class VR_PUSH_SUITE : public InterceptorTest {
 protected:
  static void PushEveryWayInARealtimeRegion(bool has_real_clock, bool has_capture_time) {
    const PushDoor& door = DoorUnderTest();
    const OpenSources sources = OpenDoorSources(has_real_clock);
    const uint64_t closed = door.open(has_real_clock);
    ASSERT_TRUE(AllOpen(sources) && closed != 0);
    door.close(closed);
    PushTally tally;
    {
      const RealtimeRegion region;
      tally = PushEveryWay(sources, closed, has_capture_time);
    }
    for (const uint64_t source : sources) door.close(source);
    EXPECT_EQ(tally.invalid, kBadPushes);
    EXPECT_EQ(tally.closed, kBadPushes);
    EXPECT_GT(tally.taken, 40000u);
    EXPECT_EQ(tally.taken + tally.dropped, kPushesPerSource * kDoorSources);
    const bool was_full = tally.dropped > 0 || has_real_clock;  // on the real clock somebody may be draining
    EXPECT_TRUE(was_full);
  }
};

TEST_F(VR_PUSH_SUITE, CallsNothingThatAllocatesOrLocks) {
  PushEveryWayInARealtimeRegion(false, true);
}

TEST_F(VR_PUSH_SUITE, CallsNothingThatAllocatesOrLocksWhenItReadsTheClock) {
  PushEveryWayInARealtimeRegion(true, false);
}

TEST_F(VR_PUSH_SUITE, TheCheckFailsOnAMutex) {
  static std::mutex mutex;
  EXPECT_DEATH(
      {
        const RealtimeRegion region;
        const std::lock_guard<std::mutex> lock(mutex);
      },
      "pthread_mutex_lock");
}

TEST_F(VR_PUSH_SUITE, TheCheckFailsOnAnAllocation) {
  static std::vector<int> growing;
  EXPECT_DEATH(
      {
        const RealtimeRegion region;
        growing.push_back(1);
      },
      "malloc");
}

}  // namespace
}  // namespace vr
