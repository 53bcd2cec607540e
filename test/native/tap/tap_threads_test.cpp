// Producer, consumer and controller on threads of their own. Meant to run under ThreadSanitizer as well.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "native/tap/tap_fixture.h"

namespace vr {
namespace {

class TapThreads : public TapTest {};

uint32_t FramesOf(uint32_t number) {
  return 1 + number * 131 % 960;
}

TEST_F(TapThreads, EveryTakenBlockArrivesOnceInOrderAndWhole) {
  constexpr uint32_t kBlocks = 20000;
  std::thread producer([this] {
    for (uint32_t number = 0; number < kBlocks; ++number) {
      const auto samples = NumberedBlock(number, FramesOf(number));
      while (PushToTap(id_, samples.data(), FramesOf(number), kStereo48k, number) == PushResult::kDropped) {
        std::this_thread::yield();
      }
    }
  });
  uint32_t expected = 0;
  bool intact = true;
  while (expected < kBlocks) {
    TapBlock block;
    if (!FrontOfTap(id_, &block)) {
      std::this_thread::yield();
      continue;
    }
    intact = intact && block.time_ns == expected && block.frames == static_cast<int>(FramesOf(expected)) &&
             IsNumberedBlock(block, expected);
    PopTap(id_);
    ++expected;
  }
  producer.join();
  EXPECT_TRUE(intact);
  EXPECT_EQ(CountersOfTap(id_).taken, kBlocks);
}

// vr_source_close: "May come while another thread pushes."
TEST_F(TapThreads, ClosingWhileTheProducerIsInsidePushLosesNothingThatWasTaken) {
  for (int round = 0; round < 300; ++round) {
    const SourceId id = OpenTap(clock_);
    ASSERT_NE(id, 0u);
    std::atomic<bool> is_pushing{false};
    uint64_t taken = 0;
    std::thread producer([&] {
      const auto samples = NumberedBlock(1);
      for (;;) {
        const PushResult result = PushToTap(id, samples.data(), kTenMs, kStereo48k, 0);
        if (result == PushResult::kClosed) return;
        if (result == PushResult::kTaken) ++taken;
        is_pushing.store(true);
      }
    });
    uint64_t received = 0;
    const auto drain = [&] {
      TapBlock block;
      for (; FrontOfTap(id, &block); PopTap(id)) ++received;
    };
    while (!is_pushing.load()) std::this_thread::yield();
    drain();
    ASSERT_TRUE(CloseTap(id));
    while (!ReleaseTap(id)) drain();
    producer.join();
    ASSERT_EQ(received, taken);
  }
}

TEST_F(TapThreads, AProducerWithAStaleIdDoesNotDisturbTheNewOwnerOfTheSlot) {
  const SourceId stale = id_;
  ASSERT_TRUE(CloseTap(stale));
  ASSERT_TRUE(ReleaseTap(stale));
  id_ = OpenTap(clock_);
  ASSERT_EQ(id_ % kMaxTaps, stale % kMaxTaps) << "the test needs both ids on one slot";
  std::atomic<bool> done{false};
  std::thread straggler([&] {
    const auto samples = NumberedBlock(666);
    while (!done.load()) {
      if (PushToTap(stale, samples.data(), kTenMs, kStereo48k, 0) != PushResult::kClosed) std::abort();
    }
  });
  for (uint32_t number = 0; number < 20000; ++number) {
    ASSERT_EQ(PushNumbered(number), PushResult::kTaken);
    TapBlock block;
    ASSERT_TRUE(FrontOfTap(id_, &block));
    ASSERT_TRUE(IsNumberedBlock(block, number));
    PopTap(id_);
  }
  done.store(true);
  straggler.join();
  EXPECT_EQ(CountersOfTap(id_).dropped, 0u);
}

TEST_F(TapThreads, TapsMayBeOpenedAndClosedOnSeveralThreadsAtOnce) {
  std::vector<std::thread> controllers;
  std::atomic<int> failures{0};
  for (int t = 0; t < 4; ++t) {
    controllers.emplace_back([&, t] {
      const auto samples = NumberedBlock(static_cast<uint32_t>(t));
      for (int round = 0; round < 100; ++round) {
        const SourceId id = OpenTap(clock_);
        TapBlock block;
        const bool good = PushToTap(id, samples.data(), kTenMs, kStereo48k, 0) == PushResult::kTaken &&
                          FrontOfTap(id, &block) && IsNumberedBlock(block, static_cast<uint32_t>(t));
        PopTap(id);
        if (!good || !CloseTap(id) || !ReleaseTap(id)) ++failures;
      }
    });
  }
  for (auto& controller : controllers) controller.join();
  EXPECT_EQ(failures.load(), 0);
}

#ifdef NDEBUG
// Two producers on one source are a mistake: a block may be dropped, but what is taken is whole.
TEST_F(TapThreads, TwoProducersByMistakeDropBlocksAndCorruptNothing) {
  constexpr uint32_t kBlocks = 10000;
  std::atomic<int> running{2};
  std::atomic<uint64_t> taken{0}, dropped{0};
  const auto produce = [&](uint32_t first) {
    for (uint32_t number = first; number < kBlocks; number += 2) {
      const bool was_taken = PushNumbered(number, number) == PushResult::kTaken;
      (was_taken ? taken : dropped).fetch_add(1);
    }
    running.fetch_sub(1);
  };
  std::thread even(produce, 0), odd(produce, 1);
  uint64_t received = 0;
  bool intact = true;
  for (bool last_look = false; !last_look;) {
    last_look = running.load() == 0;
    TapBlock block;
    for (; FrontOfTap(id_, &block); PopTap(id_), ++received) {
      intact = intact && IsNumberedBlock(block, static_cast<uint32_t>(block.time_ns));
    }
  }
  even.join();
  odd.join();
  EXPECT_TRUE(intact);
  EXPECT_EQ(received, taken.load());
  EXPECT_EQ(CountersOfTap(id_).taken, taken.load());
  EXPECT_EQ(CountersOfTap(id_).dropped, dropped.load());
  EXPECT_EQ(taken.load() + dropped.load(), kBlocks);
}
#else
class SlowClock : public Clock {
 public:
  int64_t NowNs() const override {
    is_inside = true;
    while (!may_leave.load()) std::this_thread::yield();
    return 1;
  }
  int64_t SuspendedNs() const override { return 0; }
  int64_t WallUnixMs() const override { return 0; }
  mutable std::atomic<bool> is_inside{false};
  std::atomic<bool> may_leave{false};
};

TEST(TapRolesDeathTest, ADebugBuildAssertsThatOneThreadPushes) {
  ::testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_DEATH(
      {
        SlowClock clock;
        const SourceId id = OpenTap(clock);
        const auto samples = NumberedBlock(1);
        std::thread first([&] { PushToTap(id, samples.data(), kTenMs, kStereo48k, kNoCaptureTime); });
        while (!clock.is_inside.load()) std::this_thread::yield();
        PushToTap(id, samples.data(), kTenMs, kStereo48k, 0);
      },
      "two threads push to one source");
}
#endif

}  // namespace
}  // namespace vr
