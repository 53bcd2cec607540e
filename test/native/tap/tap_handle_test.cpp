// Ids: stale ones are refused and never followed, and what was queued survives the close.
#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "native/tap/tap_fixture.h"

namespace vr {
namespace {

constexpr SourceId kFirstUnsafeScriptNumber = SourceId{1} << 53;

class TapHandle : public TapTest {
 protected:
  static void CloseAndRelease(SourceId id) {
    EXPECT_TRUE(CloseTap(id));
    DrainTap(id);
    EXPECT_TRUE(ReleaseTap(id));
  }
};

TEST_F(TapHandle, WhatWasQueuedCanStillBeTakenAfterTheClose) {
  PushNumbered(1);
  PushNumbered(2);
  ASSERT_TRUE(CloseTap(id_));
  EXPECT_EQ(PushNumbered(3), PushResult::kClosed);
  for (uint32_t n = 1; n <= 2; ++n) {
    EXPECT_FALSE(ReleaseTap(id_)) << "the queue is not empty yet";
    TapBlock block;
    ASSERT_TRUE(FrontOfTap(id_, &block));
    EXPECT_TRUE(IsNumberedBlock(block, n));
    PopTap(id_);
  }
  EXPECT_EQ(CountersOfTap(id_).taken, 2u);
  EXPECT_TRUE(ReleaseTap(id_));
}

TEST_F(TapHandle, AnOpenTapIsNotReleased) {
  EXPECT_FALSE(ReleaseTap(id_));
  EXPECT_EQ(PushNumbered(1), PushResult::kTaken);
}

TEST_F(TapHandle, ASecondCloseOrReleaseIsRefused) {
  EXPECT_TRUE(CloseTap(id_));
  EXPECT_FALSE(CloseTap(id_));
  EXPECT_TRUE(ReleaseTap(id_));
  EXPECT_FALSE(ReleaseTap(id_));
  EXPECT_FALSE(CloseTap(id_));
}

TEST_F(TapHandle, AStaleIdIsRefusedEverywhere) {
  PushNumbered(1);
  CloseAndRelease(id_);
  TapBlock block;
  EXPECT_EQ(PushNumbered(2), PushResult::kClosed);
  EXPECT_FALSE(FrontOfTap(id_, &block));
  PopTap(id_);
  EXPECT_EQ(CountersOfTap(id_).taken, 0u);
}

TEST_F(TapHandle, AnIdThatWasNeverGivenIsRefusedEverywhere) {
  const auto samples = NumberedBlock(1);
  for (const SourceId id : {SourceId{0}, SourceId{1}, SourceId{255}, id_ + 256, id_ ^ 1, ~SourceId{0}}) {
    TapBlock block;
    EXPECT_EQ(PushToTap(id, samples.data(), kTenMs, kStereo48k, 0), PushResult::kClosed) << id;
    EXPECT_FALSE(FrontOfTap(id, &block)) << id;
    EXPECT_FALSE(CloseTap(id)) << id;
    EXPECT_FALSE(ReleaseTap(id)) << id;
    PopTap(id);
    EXPECT_EQ(CountersOfTap(id).taken, 0u) << id;
  }
}

TEST_F(TapHandle, ReusingASlotNeverRevivesAnOldId) {
  std::set<SourceId> seen = {id_};
  std::vector<SourceId> old_ids;
  for (int round = 0; round < 200; ++round) {
    const SourceId id = OpenTap(clock_);
    ASSERT_NE(id, 0u);
    ASSERT_LT(id, kFirstUnsafeScriptNumber);
    ASSERT_TRUE(seen.insert(id).second) << "id given twice";
    const auto samples = NumberedBlock(1);
    for (const SourceId old_id : old_ids) {
      ASSERT_EQ(PushToTap(old_id, samples.data(), kTenMs, kStereo48k, 0), PushResult::kClosed);
      ASSERT_FALSE(CloseTap(old_id));
    }
    TapBlock block;
    ASSERT_FALSE(FrontOfTap(id, &block)) << "a new tap is empty";
    CloseAndRelease(id);
    old_ids.push_back(id);
  }
}

TEST_F(TapHandle, AReusedSlotBeginsEmptyWithCountersAtZero) {
  FillFrom(0);
  CloseAndRelease(id_);
  id_ = OpenTap(clock_);
  ASSERT_NE(id_, 0u);
  EXPECT_EQ(CountersOfTap(id_).taken, 0u);
  EXPECT_EQ(CountersOfTap(id_).dropped, 0u);
  EXPECT_EQ(PushNumbered(7), PushResult::kTaken);
  TapBlock block;
  ASSERT_TRUE(FrontOfTap(id_, &block));
  EXPECT_TRUE(IsNumberedBlock(block, 7));
}

TEST_F(TapHandle, TapsDoNotMix) {
  const SourceId other = OpenTap(clock_);
  ASSERT_NE(other, 0u);
  PushNumbered(1);
  PushToTap(other, NumberedBlock(2).data(), kTenMs, kStereo48k, 0);
  TapBlock block;
  ASSERT_TRUE(FrontOfTap(other, &block));
  EXPECT_TRUE(IsNumberedBlock(block, 2));
  CloseAndRelease(other);
  ASSERT_TRUE(FrontOfTap(id_, &block));
  EXPECT_TRUE(IsNumberedBlock(block, 1));
}

TEST_F(TapHandle, TheTableHolds256TapsAndSaysSoWhenItIsFull) {
  std::vector<SourceId> ids;
  while (const SourceId id = OpenTap(clock_)) ids.push_back(id);
  EXPECT_EQ(ids.size() + 1, static_cast<size_t>(kMaxTaps));
  CloseAndRelease(ids.back());
  ids.back() = OpenTap(clock_);
  EXPECT_NE(ids.back(), 0u);
  for (const SourceId id : ids) CloseAndRelease(id);
}

}  // namespace
}  // namespace vr
