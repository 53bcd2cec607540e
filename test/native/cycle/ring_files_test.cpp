#include "cycle/ring_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "cycle/ring_pins.h"
#include "cycle/ring_scan.h"
#include "native/cycle/ring_room.h"
#include "support/faulty_file_system.h"
#include "support/temp_folder.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

TEST(RingFiles, TakesItsRoomAtTheStart) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  uint64_t bytes = 0;
  for (const std::string& path : room.memory().Paths()) bytes += room.memory().SizeOf(path);
  EXPECT_EQ(bytes, RingFiles::DiskBytes(room.shape(), SegmentsToKeep(room.shape())));
  ASSERT_TRUE(room.Run(200));
  uint64_t later = 0;
  for (const std::string& path : room.memory().Paths()) later += room.memory().SizeOf(path);
  EXPECT_EQ(later, bytes);
}

TEST(RingFiles, LeavesNothingBehindWhenTheRoomIsNotThere) {
  const uint64_t whole = RingFiles::DiskBytes(ShapeOf({}), SegmentsToKeep(ShapeOf({})));
  for (uint64_t capacity = 0; capacity < whole; capacity += whole / 17) {
    RingRoom room({});
    room.memory().SetCapacity(capacity);
    EXPECT_EQ(room.Create().code(), ErrorCode::kDiskFull) << capacity;
    EXPECT_TRUE(room.memory().Paths().empty()) << capacity;
  }
}

TEST(RingFiles, LeavesNothingBehindWhateverFailsWhileItIsMade) {
  uint64_t operations = 0;
  for (uint64_t n = 1; n <= operations || n == 1; ++n) {
    MemoryFileSystem memory;
    memory.AddFolder(kRecovery);
    FaultyFileSystem faulty(memory);
    faulty.FailAt(n, ErrorCode::kIoError, true);
    RingRoom room({}, &faulty);
    const Status status = room.Create();
    if (n == 1) {
      FaultyFileSystem whole(memory);
      RingRoom other({}, &whole);
      ASSERT_TRUE(other.Create().ok());
      operations = whole.operations();
    } else {
      EXPECT_FALSE(status.ok()) << n;
      EXPECT_TRUE(memory.Paths().empty()) << n << ": " << faulty.failed_operation();
    }
  }
}

// "never SIGBUS": once made, a ring writes on a disk that has no byte left.
TEST(RingFiles, WritesOnAFullDisk) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  room.memory().SetCapacity(0);
  EXPECT_TRUE(room.Run(200));
}

TEST(RingFiles, IsOwnedByOneAtATime) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  const uint64_t epoch = room.shape().epoch;
  EXPECT_EQ(RingFiles::TakeOver(room.files(), kRecovery, epoch).status().code(), ErrorCode::kInUse);
  EXPECT_EQ(RingFiles::TakeOver(room.files(), kRecovery, 1).status().code(), ErrorCode::kNotFound);
}

// Who lists a recovery folder asks so; a recovery that comes in that moment is to take the ring all the same.
TEST(RingFiles, AreTakenOverWhileOthersAskWhetherTheyAreOwned) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  const uint64_t epoch = room.shape().epoch;
  room.memory().Put(std::string(kRecovery) + "/" + RingFileName(epoch), "");  // its owner is dead
  std::atomic<bool> over{false};
  std::thread viewer([&] {
    const auto seen = RingFiles::ForReading(room.files(), kRecovery, epoch);
    while (seen.ok() && !over.load()) static_cast<void>(seen.value()->IsOwned());
  });
  int refused = 0;
  for (int i = 0; i < 300; ++i) {
    if (!RingFiles::TakeOver(room.files(), kRecovery, epoch).ok()) ++refused;
  }
  over.store(true);
  viewer.join();
  EXPECT_EQ(refused, 0);
}

// One was killed right after it had made the file, another when it had taken over segments without one.
TEST(RingFiles, AnEmptyRingFileOfADeadProcessIsTakenOver) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  const uint64_t epoch = room.shape().epoch;
  const std::string path = std::string(kRecovery) + "/" + RingFileName(epoch);
  room.memory().Put(path, "");
  {
    const auto taken = RingFiles::TakeOver(room.files(), kRecovery, epoch);
    ASSERT_TRUE(taken.ok()) << taken.status().message();
    const auto shape = FindShape(*taken.value());
    ASSERT_TRUE(shape.ok()) << shape.status().message();
    EXPECT_EQ(shape.value().epoch, epoch);
  }
  room.memory().Put(std::string(kRecovery) + "/" + RingFileName(1), "");
  const auto empty = RingFiles::TakeOver(room.files(), kRecovery, 1);
  ASSERT_TRUE(empty.ok()) << empty.status().message();
  EXPECT_EQ(FindShape(*empty.value()).status().code(), ErrorCode::kInvalidArgument);
  EXPECT_TRUE(empty.value()->Remove(false).ok());
  EXPECT_FALSE(room.files().Exists(std::string(kRecovery) + "/" + RingFileName(1)));
}

TEST(RingFiles, AfterAFailureLaterBatchesOfTheSamePlanAreRefused) {
  MemoryFileSystem memory;
  memory.AddFolder(kRecovery);
  FaultyFileSystem faulty(memory);
  RingRoom room({}, &faulty);
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(1));
  ASSERT_TRUE(room.Run(1, false));
  const RingBatch first = room.plan().TakeBatch();
  ASSERT_TRUE(room.Run(1, false));
  const RingBatch second = room.plan().TakeBatch();
  faulty.FailAt(faulty.operations() + 1, ErrorCode::kDiskFull, false);
  EXPECT_EQ(room.ring().Write(first).code(), ErrorCode::kDiskFull);
  EXPECT_EQ(room.ring().Write(second).code(), ErrorCode::kCancelled);
  room.plan().Rewind();
  room.GoBack();
  EXPECT_TRUE(room.Run(1));
}

TEST(RingFiles, PinsAreKeptInRoomThatIsThere) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  room.memory().SetCapacity(0);
  for (const uint32_t entry : {0u, kPinEntries - 1}) {
    ASSERT_TRUE(room.ring().WritePin(entry, PinEntryBytes({room.shape().epoch, entry + 1u, "text"}, nullptr)).ok());
  }
  const auto table = room.ring().ReadPins();
  ASSERT_TRUE(table.ok());
  ASSERT_EQ(table.value().size(), size_t{kPinEntries} * kPinEntryBytes);
  PinEntry entry;
  EXPECT_EQ(ReadPinEntry(table.value().data(), room.shape().epoch, nullptr, &entry), PinState::kHeld);
  EXPECT_EQ(ReadPinEntry(table.value().data() + kPinEntryBytes, room.shape().epoch, nullptr, &entry), PinState::kFree);
}

TEST(RingFiles, RemovingTakesEveryFileOfTheRingAndNoOther) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  room.memory().Put("/recovery/vr-0000000000000001.ring", "foreign");
  room.memory().Put("/recovery/notes.txt", "foreign");
  ASSERT_TRUE(room.Run(100));
  EXPECT_TRUE(room.ring().Remove(false).ok());
  EXPECT_EQ(room.memory().Paths(),
            (std::vector<std::string>{"/recovery/notes.txt", "/recovery/vr-0000000000000001.ring"}));
}

// On a real disk, through a second name of the file: what is left of it must be zeros.
TEST(RingFiles, OverwritingDestroysWhatWasThere) {
  const TempFolder folder;
  RingRoomConfig config;
  const RingShape shape = ShapeOf(config);
  auto made = RingFiles::Create(PlatformFileSystem(), folder.path(), shape, 2);
  ASSERT_TRUE(made.ok()) << made.status().message();
  RingWrite write{0, shape.streams[0].offset, Bytes(8192, 0x55)};
  RingBatch batch;
  batch.generation = 1;
  batch.writes.push_back(write);
  ASSERT_TRUE(made.value()->Write(batch).ok());
  std::filesystem::create_hard_link(folder.File(SegmentFileName(shape.epoch, 0)), folder.File("link"));
  EXPECT_NE(folder.Get("link").find('\x55'), std::string::npos);
  EXPECT_TRUE(made.value()->Remove(true).ok());
  made.value().reset();  // older systems of Windows keep a name as long as the file is open
  EXPECT_EQ(folder.Names(), std::vector<std::string>{"link"});
  const std::string left = folder.Get("link");
  EXPECT_EQ(left.size(), shape.segment_bytes);
  EXPECT_EQ(static_cast<size_t>(std::count(left.begin(), left.end(), '\0')), left.size());
}

TEST(RingFiles, ErasingTakesTheSlotsOfOneStreamAlone) {
  RingRoomConfig config;
  config.audio = {StreamKind::kPcm16, StreamKind::kPcm16};
  RingRoom room(config);
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(70));
  const int64_t end = room.plan().written_frame(0);
  ASSERT_TRUE(room.ring().Erase(room.shape(), 1, room.plan().AllRuns(1)).ok());
  EXPECT_EQ(room.Read(0, end - 16000, end), room.Expected(0, end - 16000, end));
  std::vector<RingHole> holes;
  const Bytes silence = room.Read(1, end - 16000, end, &holes);
  EXPECT_EQ(silence, Bytes(32000, 0));
  EXPECT_EQ(ScanRing(room.ring(), nullptr).value().streams[1].runs.size(), 0u);
  ASSERT_TRUE(room.Run(5));
  const int64_t later = room.plan().written_frame(1);
  EXPECT_EQ(room.Read(1, later - 16000, later), room.Expected(1, later - 16000, later));
}

// ---- Files that somebody else removes

TEST(RingFiles, WhatSomebodyElseRemovesIsMissedBySyncAndMadeAnewInTheNextGeneration) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(20));
  ASSERT_TRUE(room.ring().WritePin(3, PinEntryBytes({room.shape().epoch, 1, "a dump"}, nullptr)).ok());
  ASSERT_TRUE(room.ring().Sync().ok());
  ASSERT_TRUE(room.Run(2));
  const auto pins = room.ring().ReadPins();
  ASSERT_TRUE(pins.ok());
  const std::vector<std::string> paths = room.memory().Paths();
  for (const std::string& path : paths) ASSERT_TRUE(room.memory().Remove(path).ok());
  const Status missed = room.ring().Sync();
  EXPECT_EQ(missed.code(), ErrorCode::kNotFound) << missed.message();
  room.plan().Rewind();
  room.GoBack();
  EXPECT_TRUE(room.Run(200));
  EXPECT_TRUE(room.ring().Sync().ok());
  EXPECT_EQ(room.memory().Paths(), paths);
  const auto taken = RingFiles::TakeOver(room.files(), kRecovery, room.shape().epoch);
  EXPECT_EQ(taken.status().code(), ErrorCode::kInUse);
  const std::string anew = room.memory().Get(std::string(kRecovery) + "/" + RingFileName(room.shape().epoch));
  EXPECT_TRUE(anew.substr(kPinTableAt) == std::string(pins.value().begin(), pins.value().end()));
}

TEST(RingFiles, WhatThePlanRemovesIsNotMissedBySync) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(2));
  RingBatch batch;
  batch.generation = 1;
  batch.removed = {0};
  ASSERT_TRUE(room.ring().Write(batch).ok());
  EXPECT_TRUE(room.ring().Sync().ok());
}

}  // namespace
}  // namespace vr
