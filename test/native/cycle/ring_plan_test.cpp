#include "cycle/ring_plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "native/cycle/ring_room.h"
#include "support/faulty_file_system.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

void ExpectLast(RingRoom& room, double seconds) {
  for (size_t stream = 0; stream < room.shape().audio_streams(); ++stream) {
    const int64_t end = room.plan().written_frame(stream);
    const int unit = room.shape().streams[stream].bytes_per_frame() > 0 ? 1 : kAdtsFrames;
    const auto frames = static_cast<int64_t>(seconds * kRate) / unit * unit;
    const int64_t first = std::max<int64_t>(0, end - frames);
    EXPECT_EQ(room.Read(stream, first, end), room.Expected(stream, first, end)) << "stream " << stream;
  }
}

TEST(RingPlan, WhatIsWrittenCanBeReadInEveryFormat) {
  for (const StreamKind kind : {StreamKind::kPcm16, StreamKind::kAacLc}) {
    for (const bool sealed : {false, CanSeal()}) {
      RingRoomConfig config;
      config.audio = {kind};
      config.sealed = sealed;
      RingRoom room(config);
      ASSERT_TRUE(room.Create().ok());
      ASSERT_TRUE(room.Run(5));
      const int64_t end = room.plan().written_frame(0);
      EXPECT_GT(end, 4 * kRate);
      EXPECT_EQ(room.Read(0, 0, end), room.Expected(0, 0, end));
    }
  }
}

// "closed when full or 100 ms old": sound that is not on the disk is younger than a slot's age and two steps, that
// which waits for a block of AAC to become whole included.
TEST(RingPlan, LittleIsEverWaiting) {
  for (const StreamKind kind : {StreamKind::kPcm16, StreamKind::kAacLc}) {
    RingRoomConfig config;
    config.audio = {kind};
    RingRoom room(config);
    ASSERT_TRUE(room.Create().ok());
    for (int i = 0; i < 500; ++i) {
      ASSERT_TRUE(room.Run(0.02));
      EXPECT_GE(room.plan().written_frame(0) + kRate * 0.14, i * 0.02 * kRate) << i;
    }
  }
}

TEST(RingPlan, KeepsTheLastSecondsForEverWithinItsBound) {
  for (const StreamKind kind : {StreamKind::kPcm16, StreamKind::kAacLc}) {
    RingRoomConfig config;
    config.audio = {kind, kind};
    config.channels = 2;
    RingRoom room(config);
    ASSERT_TRUE(room.Create().ok());
    for (int minute = 0; minute < 6; ++minute) {
      ASSERT_TRUE(room.Run(60));
      ExpectLast(room, config.keep_s);
      EXPECT_EQ(room.plan().segment_count(), SegmentsToKeep(room.shape()));
      EXPECT_EQ(room.ring().ListSegments().value().size(), SegmentsToKeep(room.shape()));
      EXPECT_FALSE(room.plan().TakeShortened());
    }
    EXPECT_GE(room.segments_begun(), 12);
  }
}

TEST(RingPlan, ASegmentIsWrittenOnceInALap) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  std::vector<std::pair<uint32_t, uint64_t>> written;
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(room.Run(0.02, false));
    room.plan().CloseOld(room.now_ns());
    const RingBatch batch = room.plan().TakeBatch();
    for (const RingWrite& write : batch.writes) {
      EXPECT_EQ(write.offset % kPcmSlotBytes, 0u);
      EXPECT_EQ(write.bytes.size() % kPcmSlotBytes, 0u);
      for (size_t at = 0; at < write.bytes.size(); at += kPcmSlotBytes) {
        written.emplace_back(write.segment, write.offset + at);
      }
    }
    room.plan().OnWritten(batch);
  }
  std::sort(written.begin(), written.end());
  EXPECT_EQ(std::adjacent_find(written.begin(), written.end()), written.end());
}

TEST(RingPlan, PinnedAudioStaysWhileTheRingGoesRound) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(40));
  room.plan().Pin(1, 30 * kRate, 40 * kRate);
  for (int minute = 0; minute < 5; ++minute) {
    ASSERT_TRUE(room.Run(60));
    EXPECT_EQ(room.Read(0, 30 * kRate, 40 * kRate), room.Expected(0, 30 * kRate, 40 * kRate));
    ExpectLast(room, 10);
  }
  EXPECT_GT(room.plan().segment_count(), SegmentsToKeep(room.shape()));
  room.plan().Unpin(1);
  ASSERT_TRUE(room.Run(120));
  EXPECT_EQ(room.plan().segment_count(), SegmentsToKeep(room.shape())) << "what pins made it grow by goes again";
  EXPECT_EQ(room.ring().ListSegments().value().size(), SegmentsToKeep(room.shape()));
}

TEST(RingPlan, APinMayReachIntoTheFuture) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(10));
  room.plan().Pin(1, 5 * kRate, 65 * kRate);
  ASSERT_TRUE(room.Run(150));
  EXPECT_EQ(room.Read(0, 5 * kRate, 65 * kRate), room.Expected(0, 5 * kRate, 65 * kRate));
}

// "at that limit the pins stay"
TEST(RingPlan, TakesNothingMoreWhenPinsHoldAllItMayHave) {
  RingRoomConfig config;
  config.max_segments = 4;
  RingRoom room(config);
  ASSERT_TRUE(room.Create().ok());
  room.plan().Pin(1, 0, 3600 * kRate);
  ASSERT_FALSE(room.Run(600));
  EXPECT_EQ(room.plan().segment_count(), 4u);
  room.plan().Close(room.now_ns());
  ASSERT_TRUE(room.WriteOut());
  room.GoBack();
  const int64_t end = room.plan().next_frame(0);
  EXPECT_GT(end, 118 * kRate);
  EXPECT_EQ(room.Read(0, 0, end), room.Expected(0, 0, end));
  EXPECT_FALSE(room.Run(1));
  room.plan().Unpin(1);
  EXPECT_TRUE(room.Run(60));
  ExpectLast(room, 10);
}

// However much it is told: the ring holds as much sound as without it.
TEST(RingPlan, ALogThatIsFullBeginsNoSegment) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  const Bytes record(5000, 1);
  const size_t log = room.shape().log_stream();
  int64_t number = 0;
  int refused = 0;
  for (int i = 0; i < 1200; ++i) {
    ASSERT_TRUE(room.Run(0.1));
    const bool fits = room.plan().LogSlotsLeft(record.size()) >= 0;
    const bool taken = room.plan().Append(log, {number, 1, record.data(), record.size()}, room.now_ns());
    ASSERT_EQ(taken, fits) << i;
    number += taken ? 1 : 0;
    refused += taken ? 0 : 1;
  }
  EXPECT_GT(number, 0);
  EXPECT_GT(refused, 0);
  EXPECT_EQ(room.segments_begun(), 4);
  EXPECT_FALSE(room.plan().TakeShortened());
  ExpectLast(room, 60);
}

TEST(RingPlan, GoesOnBehindAHoleWithANewHistory) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(3));
  room.plan().Close(room.now_ns());
  const Bytes later = PcmBytes(5 * kRate, kRate, 2);
  ASSERT_TRUE(room.plan().Append(0, {5 * kRate, kRate, later.data(), later.size()}, room.now_ns()));
  room.plan().Close(room.now_ns());
  ASSERT_TRUE(room.WriteOut());
  std::vector<RingHole> holes;
  const Bytes all = room.Read(0, 0, 6 * kRate, &holes);
  ASSERT_EQ(holes.size(), 1u);
  EXPECT_EQ(holes[0].first_frame, 3 * kRate);
  EXPECT_EQ(holes[0].frames, 2 * kRate);
  EXPECT_EQ(holes[0].cause, HoleCause::kNothingWritten);
  Bytes expected = PcmBytes(0, 3 * kRate, 2);
  expected.resize(5 * kRate * 2, 0);
  expected.insert(expected.end(), later.begin(), later.end());
  EXPECT_EQ(all, expected);
}

// A segment whose file could not be made is not one of the ring's: it is made when there is room.
TEST(RingPlan, ReturnsWhenThereIsRoomForTheSegmentThatCouldNotBeMade) {
  for (const bool pinned : {false, true}) {
    MemoryFileSystem memory;
    memory.AddFolder(kRecovery);
    RingRoom room({}, &memory);
    ASSERT_TRUE(room.Create().ok());
    memory.SetCapacity(RingFiles::DiskBytes(room.shape(), SegmentsToKeep(room.shape())));
    room.plan().Pin(1, 0, 70 * int64_t{kRate});
    if (pinned) room.plan().Pin(2, 0, 200 * int64_t{kRate});
    ASSERT_TRUE(room.Run(89));
    for (int i = 0; i < 5; ++i) {
      EXPECT_FALSE(room.Run(2)) << i;
      room.plan().Rewind();
      room.GoBack();
    }
    memory.SetCapacity(UINT64_MAX);
    EXPECT_TRUE(room.Run(60)) << pinned;
    ExpectLast(room, 10);
  }
}

// The file of a new segment is written, but that is not known yet, when a sync fails: it is made again.
TEST(RingPlan, ASegmentThatIsMadeAgainIsTheOneThatIsWritten) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  room.plan().Pin(1, 0, 1000 * int64_t{kRate});
  ASSERT_TRUE(room.Run(30.0 * static_cast<double>(SegmentsToKeep(room.shape())) - 0.5));
  ASSERT_TRUE(room.Run(1.5, false));
  const RingBatch batch = room.plan().TakeBatch();
  ASSERT_EQ(batch.created.size(), 1u);
  ASSERT_TRUE(room.ring().Write(batch).ok());
  room.plan().Rewind();
  room.GoBack();
  const int64_t from = room.end_frame(0);
  ASSERT_TRUE(room.Run(5));
  EXPECT_EQ(room.Read(0, from, room.plan().written_frame(0)), room.Expected(0, from, room.plan().written_frame(0)));
}

// What a capture holds stays when a failed sync gives its segment up.
TEST(RingPlan, WhatIsHeldStaysThroughAFailedSync) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(29));
  room.plan().Pin(1, 20 * kRate, 28 * kRate);
  const std::vector<SlotRun> held = room.plan().Runs(0, 20 * kRate, 28 * kRate);
  room.plan().Distrust({15 * kRate, 0});
  room.plan().Rewind();
  room.GoBack();
  const std::vector<uint32_t> pinned = room.plan().PinnedSegments();
  EXPECT_NE(std::find(pinned.begin(), pinned.end(), held[0].segment), pinned.end());
  ASSERT_TRUE(room.Run(100));
  SlotStream slots(room.ring(), room.shape(), 0, held, nullptr);
  RingAudio audio(std::move(slots), room.shape().streams[0], 20 * kRate, 28 * kRate, SilentAdts(), 2,
                  WhenUnreadable::kFail);
  EXPECT_EQ(ReadAll(audio), room.Expected(0, 20 * kRate, 28 * kRate));
  EXPECT_TRUE(audio.holes().empty());
}

// After a write has failed everything behind the last good one is planned again, elsewhere; a reader gets it once.
TEST(RingPlan, AFailedWriteLosesNothingThatIsGivenAgain) {
  for (const StreamKind kind : {StreamKind::kPcm16, StreamKind::kAacLc}) {
    for (uint64_t fail_at = 1; fail_at < 60; fail_at += 7) {
      RingRoomConfig config;
      config.audio = {kind, kind};
      MemoryFileSystem memory;
      memory.AddFolder(kRecovery);
      FaultyFileSystem faulty(memory);
      RingRoom room(config, &faulty);
      ASSERT_TRUE(room.Create().ok());
      ASSERT_TRUE(room.Run(2));
      faulty.FailAt(faulty.operations() + fail_at, ErrorCode::kIoError, false);
      int failures = 0;
      while (room.end_frame(0) < 60 * kRate) {
        if (room.Run(0.5)) continue;
        ++failures;
        room.plan().Rewind();
        room.GoBack();
      }
      EXPECT_EQ(failures, 1);
      ExpectLast(room, 10);
      const RingImage image = ScanRing(room.ring(), nullptr).value();
      for (size_t stream = 0; stream < 2; ++stream) {
        EXPECT_EQ(image.streams[stream].end_frame, room.plan().written_frame(stream));
        SlotStream slots(room.ring(), image.shape, stream, image.streams[stream].runs, nullptr);
        RingAudio audio(std::move(slots), image.shape.streams[stream], 0, image.streams[stream].end_frame, SilentAdts(),
                        2, WhenUnreadable::kFail);
        EXPECT_TRUE(ReadAll(audio) == room.Expected(stream, 0, image.streams[stream].end_frame)) << fail_at;
        for (const RingHole& hole : audio.holes()) ADD_FAILURE() << hole.first_frame << " + " << hole.frames;
      }
    }
  }
}

}  // namespace
}  // namespace vr
