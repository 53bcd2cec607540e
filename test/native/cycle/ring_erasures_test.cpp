#include "cycle/ring_erasures.h"

#include <gtest/gtest.h>

#include "native/cycle/ring_room.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

// Does what is due; how many regions that were.
size_t EraseDue(RingRoom& room, RingErasures& erasures) {
  const std::vector<RingErasure> due = erasures.Take(room.plan());
  for (const RingErasure& erasure : due) {
    EXPECT_TRUE(room.ring().Erase(room.shape(), erasure.stream, erasure.runs).ok());
    erasures.OnDone(erasure, true);
  }
  return due.size();
}

// The first frame that any slot on the disk tells of, whoever knows of it.
int64_t OldestOnDisk(RingRoom& room) {
  const RingStreamImage stream = ScanRing(room.ring(), nullptr).value().streams[0];
  EXPECT_EQ(stream.bad_slots, 0u);
  return stream.runs.empty() ? INT64_MAX : stream.first_frame;
}

void Close(RingRoom& room) {
  room.plan().Close(room.now_ns());
  ASSERT_TRUE(room.WriteOut());
}

TEST(RingErasures, TakeWhatEarlierLapsLeftToo) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(95));  // the open segment has 28 s of the lap before behind 2 s
  Close(room);
  RingErasures erasures;
  erasures.Add(room.plan(), 0);
  EXPECT_EQ(EraseDue(room, erasures), SegmentsToKeep(room.shape()));
  EXPECT_TRUE(erasures.empty());
  EXPECT_EQ(OldestOnDisk(room), INT64_MAX);
  const int64_t end = room.end_frame(0);
  ASSERT_TRUE(room.Run(5));
  const int64_t later = room.plan().written_frame(0);
  EXPECT_EQ(room.Read(0, end, later), room.Expected(0, end, later));
}

TEST(RingErasures, TakeWhatWasGivenUpToo) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(35));
  Close(room);
  room.plan().Distrust({10 * kRate, 0});
  room.plan().Rewind();
  ASSERT_EQ(OldestOnDisk(room), 0);
  RingErasures erasures;
  erasures.Add(room.plan(), 0);
  EraseDue(room, erasures);
  EXPECT_EQ(OldestOnDisk(room), INT64_MAX);
}

// What a capture holds stays until it is written; what the segment has been given meanwhile stays.
TEST(RingErasures, WaitForThePinsThatWereThereBefore) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(10));
  Close(room);
  room.plan().Pin(1, 5 * kRate, 9 * kRate);
  RingErasures erasures;
  erasures.Add(room.plan(), 0);
  EXPECT_EQ(EraseDue(room, erasures), SegmentsToKeep(room.shape()) - 1);
  EXPECT_EQ(room.Read(0, 5 * kRate, 9 * kRate), room.Expected(0, 5 * kRate, 9 * kRate));
  ASSERT_TRUE(room.Run(10));
  room.plan().Pin(2, 12 * kRate, 18 * kRate);
  room.plan().Unpin(1);
  erasures.OnUnpinned(1);
  EXPECT_EQ(EraseDue(room, erasures), 1u) << "a later capture does not need what is forgotten";
  EXPECT_EQ(OldestOnDisk(room), 10 * kRate);
  EXPECT_EQ(room.Read(0, 10 * kRate, 18 * kRate), room.Expected(0, 10 * kRate, 18 * kRate));
}

// One that failed is tried when the segment holds another lap already.
TEST(RingErasures, ThatComeLateTakeNothingNew) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(40));
  Close(room);
  RingErasures erasures;
  erasures.Add(room.plan(), 0);
  for (const RingErasure& erasure : erasures.Take(room.plan())) erasures.OnDone(erasure, false);
  EXPECT_FALSE(erasures.empty());
  ASSERT_TRUE(room.Run(75));
  EraseDue(room, erasures);
  EXPECT_TRUE(erasures.empty());
  EXPECT_GE(OldestOnDisk(room), 40 * kRate);
  const int64_t end = room.plan().written_frame(0);
  EXPECT_EQ(room.Read(0, end - 50 * kRate, end), room.Expected(0, end - 50 * kRate, end));
}

TEST(RingErasures, OfAFileThatIsGoneAreDone) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(5));
  RingErasures erasures;
  erasures.Add(room.plan(), 0);
  const std::vector<uint32_t> segments = room.ring().ListSegments().value();
  for (const uint32_t segment : segments) {
    ASSERT_TRUE(room.files().Remove(std::string(kRecovery) + "/" + SegmentFileName(room.shape().epoch, segment)).ok());
  }
  EXPECT_GT(EraseDue(room, erasures), 0u);
}

}  // namespace
}  // namespace vr
