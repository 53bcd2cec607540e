// What a recovery makes of rings that were left in any state.
#include "cycle/ring_scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "native/cycle/ring_room.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

Bytes ReadImage(const RingFiles& files, const RingImage& image, size_t stream, int64_t first, int64_t end,
                const SealKey* key, std::vector<RingHole>* holes) {
  SlotStream slots(files, image.shape, stream, image.streams[stream].runs, key);
  RingAudio audio(std::move(slots), image.shape.streams[stream], first, end, SilentAdts(), 2, WhenUnreadable::kFail);
  const Bytes bytes = ReadAll(audio);
  *holes = audio.holes();
  return bytes;
}

// The oldest frame that the ring holds is above 0 once it has gone round; all behind it must be there.
void ExpectAllThere(RingRoom& room) {
  const Result<RingImage> image = ScanRing(room.ring(), room.key());
  ASSERT_TRUE(image.ok()) << image.status().message();
  for (size_t stream = 0; stream < room.shape().audio_streams(); ++stream) {
    const RingStreamImage& found = image.value().streams[stream];
    EXPECT_EQ(found.end_frame, room.plan().written_frame(stream));
    EXPECT_EQ(found.bad_slots, 0u);
    std::vector<RingHole> holes;
    const Bytes bytes =
        ReadImage(room.ring(), image.value(), stream, found.first_frame, found.end_frame, room.key(), &holes);
    EXPECT_TRUE(holes.empty()) << holes[0].first_frame << " + " << holes[0].frames;
    EXPECT_EQ(bytes, room.Expected(stream, found.first_frame, found.end_frame));
    const int64_t kept = std::min<int64_t>(found.end_frame, room.shape().keep_frames);
    EXPECT_LE(found.first_frame, found.end_frame - kept);
  }
}

TEST(RingScan, FindsEverythingAtAnyMoment) {
  for (const StreamKind kind : {StreamKind::kPcm16, StreamKind::kAacLc}) {
    for (const bool sealed : {false, CanSeal()}) {
      RingRoomConfig config;
      config.audio = {kind, kind};
      config.sealed = sealed;
      RingRoom room(config);
      ASSERT_TRUE(room.Create().ok());
      ExpectAllThere(room);
      for (const double seconds : {0.02, 0.1, 1.0, 28.9, 0.5, 31.7, 60.0, 7.77}) {
        ASSERT_TRUE(room.Run(seconds));
        ExpectAllThere(room);
      }
    }
  }
}

TEST(RingScan, NeedsNoSuperblockButOne) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(40));
  const std::vector<std::string> paths = room.memory().Paths();
  for (size_t intact = 0; intact < paths.size(); ++intact) {
    RingRoom copy({});
    ASSERT_TRUE(copy.Create().ok());
    ASSERT_TRUE(copy.Run(40));
    for (size_t i = 0; i < paths.size(); ++i) {
      std::string bytes = copy.memory().Get(paths[i]);
      const size_t second = i + 1 == paths.size() ? kSuperblockBytes : bytes.size() - kSuperblockBytes;
      std::fill_n(bytes.begin(), kSuperblockBytes, 'x');
      if (i != intact) std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(second), kSuperblockBytes, 'x');
      auto file = copy.files().OpenBlocks(paths[i], BlockMode::kReadWrite);
      file.value()->WriteAt(0, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
    }
    ExpectAllThere(copy);
  }
}

// A crash of the machine may leave any of the last writes out, or a part of one.
TEST(RingScan, AcceptsNoTornSlotAndLosesOnlyWhatWasNotWritten) {
  std::mt19937 random(20261125);
  for (int round = 0; round < 60; ++round) {
    const StreamKind kind = round % 2 == 0 ? StreamKind::kPcm16 : StreamKind::kAacLc;
    RingRoomConfig config;
    config.audio = {kind};
    RingRoom room(config);
    ASSERT_TRUE(room.Create().ok());
    ASSERT_TRUE(room.Run(20 + round * 1.37));
    const int64_t written = room.plan().written_frame(0);
    ASSERT_TRUE(room.Run(1.5, false));
    RingBatch batch = room.plan().TakeBatch();
    // A part of the batch reaches the disk, in multiples of 512 bytes that need not be the first.
    for (const RingWrite& write : batch.writes) {
      auto file = room.files().OpenBlocks("/recovery/" + SegmentFileName(room.shape().epoch, write.segment),
                                          BlockMode::kReadWrite);
      for (size_t at = 0; at < write.bytes.size(); at += 512) {
        if (random() % 3 == 0) continue;
        file.value()->WriteAt(write.offset + at, {write.bytes.data() + at, 512});
      }
    }
    const Result<RingImage> image = ScanRing(room.ring(), nullptr);
    ASSERT_TRUE(image.ok());
    const RingStreamImage& found = image.value().streams[0];
    EXPECT_GE(found.end_frame, written);
    std::vector<RingHole> holes;
    // What is older than the time that is kept was being overwritten.
    const int64_t kept = std::max<int64_t>(found.first_frame, written - room.shape().keep_frames);
    const int64_t first = kept / kAdtsFrames * kAdtsFrames;
    Bytes bytes = ReadImage(room.ring(), image.value(), 0, first, found.end_frame, nullptr, &holes);
    for (const RingHole& hole : holes) EXPECT_GE(hole.first_frame, written) << "round " << round;
    if (kind == StreamKind::kPcm16) {
      Bytes expected = room.Expected(0, first, found.end_frame);
      for (const RingHole& hole : holes) {
        std::fill_n(expected.begin() + (hole.first_frame - first) * 2, hole.frames * 2, uint8_t{0});
      }
      EXPECT_EQ(bytes, expected) << "round " << round;
    } else {
      const Bytes expected = room.Expected(0, first, written);
      ASSERT_GE(bytes.size(), expected.size());
      bytes.resize(expected.size());
      EXPECT_EQ(bytes, expected);
    }
  }
}

TEST(RingScan, ADamagedSlotIsSilenceOfItsLengthAndTold) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(10));
  const uint64_t offset = room.shape().streams[0].offset + 20 * kPcmSlotBytes + 100;
  auto file = room.files().OpenBlocks("/recovery/" + SegmentFileName(room.shape().epoch, 0), BlockMode::kReadWrite);
  const uint8_t flipped = 0xa5;
  ASSERT_TRUE(file.value()->WriteAt(offset, {&flipped, 1}).ok());
  const Result<RingImage> image = ScanRing(room.ring(), nullptr);
  EXPECT_EQ(image.value().streams[0].bad_slots, 1u);
  std::vector<RingHole> holes;
  const int64_t end = image.value().streams[0].end_frame;
  Bytes bytes = ReadImage(room.ring(), image.value(), 0, 0, end, nullptr, &holes);
  ASSERT_EQ(holes.size(), 1u);
  Bytes expected = room.Expected(0, 0, end);
  std::fill_n(expected.begin() + holes[0].first_frame * 2, holes[0].frames * 2, uint8_t{0});
  EXPECT_EQ(bytes, expected);
  EXPECT_LE(holes[0].frames, kRate / 5);
}

// A slot that told of more frames than it holds would make the ring as long as it liked.
TEST(RingScan, APcmSlotThatDoesNotHoldItsFramesIsNotAccepted) {
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(10));
  const int64_t end = ScanRing(room.ring(), nullptr).value().streams[0].end_frame;
  const uint32_t index = room.shape().streams[0].slots - 1;
  SlotHeader header;
  header.payload_bytes = 200;
  header.epoch = room.shape().epoch;
  header.sequence = 1'000'000;
  header.first_frame = end;
  header.frames = 1'000'000;
  header.block_offset = 0;
  header.index = index;
  Bytes slot(kPcmSlotBytes);
  WriteSlot(header, Bytes(200, 1).data(), nullptr, slot.size(), slot.data());
  auto file = room.files().OpenBlocks("/recovery/" + SegmentFileName(room.shape().epoch, 0), BlockMode::kReadWrite);
  ASSERT_TRUE(
      file.value()->WriteAt(room.shape().streams[0].offset + index * kPcmSlotBytes, {slot.data(), slot.size()}).ok());
  const Result<RingImage> image = ScanRing(room.ring(), nullptr);
  EXPECT_EQ(image.value().streams[0].end_frame, end);
  EXPECT_EQ(image.value().streams[0].bad_slots, 1u);
}

TEST(RingScan, AnyBytesGiveAnErrorOrAResultInBoundedTime) {
  std::mt19937 random(7);
  RingRoom room({});
  ASSERT_TRUE(room.Create().ok());
  ASSERT_TRUE(room.Run(50));
  const std::vector<std::string> paths = room.memory().Paths();
  for (int round = 0; round < 100; ++round) {
    const std::string& path = paths[random() % paths.size()];
    auto file = room.files().OpenBlocks(path, BlockMode::kReadWrite);
    const uint64_t size = file.value()->SizeBytes().value();
    if (round % 25 == 24) {
      file.value()->Truncate(random() % (size + 1));
      continue;
    }
    Bytes noise(1 + random() % 600);
    for (uint8_t& byte : noise) byte = static_cast<uint8_t>(random() % 4 == 0 ? 0xff : random());
    if (size > noise.size()) file.value()->WriteAt(random() % (size - noise.size()), {noise.data(), noise.size()});
    const Result<RingImage> image = ScanRing(room.ring(), nullptr);
    if (!image.ok()) continue;
    std::vector<RingHole> holes;
    const RingStreamImage& found = image.value().streams[0];
    const int64_t end = std::min(found.end_frame, found.first_frame + 100 * kRate);
    const Bytes bytes = ReadImage(room.ring(), image.value(), 0, found.first_frame, end, nullptr, &holes);
    EXPECT_EQ(bytes.size(), static_cast<size_t>(std::max<int64_t>(0, end - found.first_frame)) * 2);
  }
}

}  // namespace
}  // namespace vr
