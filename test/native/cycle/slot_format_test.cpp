#include "cycle/slot_format.h"

#include <gtest/gtest.h>

#include <vector>

#include "cycle/ring_pins.h"
#include "cycle/ring_shape.h"
#include "native/cycle/ring_room.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

constexpr SlotPlace kPlace{0xfeedfacecafef00d, 1, 17, 99};

SlotHeader Header(size_t payload_bytes) {
  SlotHeader header;
  header.payload_bytes = static_cast<uint16_t>(payload_bytes);
  header.stream = kPlace.stream;
  header.flags = kSlotRestart;
  header.epoch = kPlace.epoch;
  header.sequence = 123456789;
  header.first_frame = 43'200'000;
  header.time_ns = 900'000'000'000;
  header.frames = 2048;
  header.block_offset = 0;
  header.segment = kPlace.segment;
  header.index = kPlace.index;
  return header;
}

Bytes SlotOf(const Bytes& payload, const SealKey* key = nullptr) {
  Bytes slot(kPcmSlotBytes, 0xee);
  WriteSlot(Header(payload.size()), payload.data(), key, slot.size(), slot.data());
  return slot;
}

TEST(SlotFormat, AValidSlotSaysWhatWasWritten) {
  const Bytes payload = PcmBytes(0, 1000, 4);
  const Bytes slot = SlotOf(payload);
  SlotHeader header;
  ASSERT_EQ(ReadSlot(slot.data(), slot.size(), kPlace, &header), SlotState::kValid);
  EXPECT_EQ(header.payload_bytes, 4000);
  EXPECT_EQ(header.stream, 1);
  EXPECT_EQ(header.flags, kSlotRestart);
  EXPECT_EQ(header.epoch, kPlace.epoch);
  EXPECT_EQ(header.sequence, 123456789u);
  EXPECT_EQ(header.first_frame, 43'200'000);
  EXPECT_EQ(header.time_ns, 900'000'000'000);
  EXPECT_EQ(header.frames, 2048u);
  EXPECT_EQ(header.block_offset, 0);
  EXPECT_EQ(Bytes(slot.begin() + kSlotHeaderBytes, slot.begin() + kSlotHeaderBytes + 4000), payload);
}

TEST(SlotFormat, ASlotThatWasNeverWrittenIsEmpty) {
  const Bytes slot(kPcmSlotBytes);
  SlotHeader header;
  EXPECT_EQ(ReadSlot(slot.data(), slot.size(), kPlace, &header), SlotState::kEmpty);
}

// "accepted only if epoch, position and CRC agree"
TEST(SlotFormat, ASlotAtAnotherPlaceIsNotAccepted) {
  const Bytes slot = SlotOf(PcmBytes(0, 100, 4));
  SlotHeader header;
  for (int what = 0; what < 4; ++what) {
    SlotPlace place = kPlace;
    if (what == 0) ++place.epoch;
    if (what == 1) ++place.stream;
    if (what == 2) ++place.segment;
    if (what == 3) ++place.index;
    EXPECT_EQ(ReadSlot(slot.data(), slot.size(), place, &header), SlotState::kInvalid) << what;
  }
}

TEST(SlotFormat, AFrameThatNoRecordingReachesIsNotAcceptedWhateverTheChecksum) {
  const Bytes payload = PcmBytes(0, 50, 4);
  for (const int64_t frame : {kMostFrame, kMostFrame + 1, int64_t{-1}, INT64_MAX}) {
    SlotHeader header = Header(payload.size());
    header.first_frame = frame;
    Bytes slot(kPcmSlotBytes);
    WriteSlot(header, payload.data(), nullptr, slot.size(), slot.data());
    const SlotState expected = frame == kMostFrame ? SlotState::kValid : SlotState::kInvalid;
    EXPECT_EQ(ReadSlot(slot.data(), slot.size(), kPlace, &header), expected) << frame;
  }
}

TEST(SlotFormat, EveryChangedBitIsSeen) {
  const Bytes slot = SlotOf(PcmBytes(0, 50, 4));
  SlotHeader header;
  for (size_t bit = 0; bit < (kSlotHeaderBytes + 200) * 8; ++bit) {
    Bytes changed = slot;
    changed[bit / 8] ^= static_cast<uint8_t>(1u << (bit % 8));
    EXPECT_EQ(ReadSlot(changed.data(), changed.size(), kPlace, &header), SlotState::kInvalid) << bit;
  }
}

TEST(SlotFormat, ATornSlotIsNotAccepted) {
  const Bytes older = SlotOf(PcmBytes(0, 1000, 4));
  const Bytes newer = SlotOf(PcmBytes(5000, 1000, 4));
  SlotHeader header;
  for (size_t cut = 512; cut < kPcmSlotBytes; cut += 512) {
    Bytes torn(newer.begin(), newer.begin() + static_cast<std::ptrdiff_t>(cut));
    torn.insert(torn.end(), older.begin() + static_cast<std::ptrdiff_t>(cut), older.end());
    EXPECT_EQ(ReadSlot(torn.data(), torn.size(), kPlace, &header), SlotState::kInvalid) << cut;
  }
}

TEST(SlotFormat, ASealedSlotOpensWithItsKeyOnly) {
  if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  const SealKey key = TestKey();
  const Bytes payload(900, 'v');
  Bytes slot = SlotOf(payload, &key);
  EXPECT_EQ(std::search_n(slot.begin(), slot.end(), 4, 'v'), slot.end());
  SlotHeader header;
  ASSERT_EQ(ReadSlot(slot.data(), slot.size(), kPlace, &header), SlotState::kValid);
  EXPECT_EQ(header.flags, kSlotRestart | kSlotSealed);
  Bytes wrong = slot;
  SlotHeader wrong_header = header;
  EXPECT_FALSE(UnsealSlot(wrong.data(), SealKey(Bytes(kSealKeyBytes, 8).data()), &wrong_header));
  ASSERT_TRUE(UnsealSlot(slot.data(), key, &header));
  EXPECT_EQ(header.payload_bytes, 900);
  EXPECT_EQ(Bytes(slot.begin() + kSlotHeaderBytes, slot.begin() + kSlotHeaderBytes + 900), payload);
}

TEST(RingShape, ASuperblockSaysWhatWasWritten) {
  RingRoomConfig config;
  config.audio = {StreamKind::kAacLc, StreamKind::kAacLc};
  RingShape shape = ShapeOf(config);
  shape.quality = 2;
  shape.delay_frames = 1600;
  shape.salt[3] = 9;
  shape.key_check = 77;
  const Bytes bytes = SuperblockBytes(shape, 5);
  uint32_t segment = 0;
  const Result<RingShape> read = ReadSuperblock(bytes.data(), bytes.size(), &segment);
  ASSERT_TRUE(read.ok()) << read.status().message();
  EXPECT_EQ(segment, 5u);
  EXPECT_EQ(SuperblockBytes(read.value(), 5), bytes);
  EXPECT_EQ(read.value().streams.size(), 3u);
  EXPECT_EQ(read.value().streams[2].kind, StreamKind::kLog);
}

TEST(RingShape, ABrokenSuperblockIsRefused) {
  const RingShape shape = ShapeOf({});
  const Bytes bytes = SuperblockBytes(shape, 5);
  uint32_t segment = 0;
  for (size_t at = 0; at < bytes.size(); at += 3) {
    Bytes changed = bytes;
    changed[at] ^= 0x10;
    EXPECT_FALSE(ReadSuperblock(changed.data(), changed.size(), &segment).ok()) << at;
  }
  EXPECT_FALSE(ReadSuperblock(bytes.data(), bytes.size() - 1, &segment).ok());
}

TEST(RingShape, ImpossibleNumbersAreRefusedWhateverTheirChecksum) {
  uint32_t segment = 0;
  const auto refused = [&segment](const RingShape& shape) {
    const Bytes bytes = SuperblockBytes(shape, 0);
    return !ReadSuperblock(bytes.data(), bytes.size(), &segment).ok();
  };
  for (int what = 0; what < 11; ++what) {
    RingShape shape = ShapeOf({});
    ASSERT_FALSE(refused(shape));
    if (what == 0) shape.sample_rate_hz = 0;
    if (what == 1) shape.keep_frames = int64_t{1} << 60;
    if (what == 2) shape.streams[0].slot_bytes = 100;
    if (what == 3) shape.streams[0].slots = 0;
    if (what == 4) shape.streams[0].offset = ~uint64_t{0} - 4095;
    if (what == 5) shape.streams[1].kind = StreamKind::kPcm16;
    if (what == 6) shape.segment_bytes = uint64_t{1} << 50;
    if (what == 7) shape.streams[0].channels = 9;
    if (what == 8) shape.segment_frames = 0;
    if (what == 9) shape.start_ns = INT64_MAX;
    if (what == 10) shape.start_unix_ms = INT64_MIN;
    EXPECT_TRUE(refused(shape)) << what;
  }
}

TEST(RingShape, KeepsTheTimeAndSixtySecondsMoreInSegmentsOfThirty) {
  RingRoomConfig config;
  for (const auto& [keep_s, segments] : {std::pair{900, 32}, {10, 3}, {60, 4}, {3600, 122}}) {
    config.keep_s = keep_s;
    EXPECT_EQ(SegmentsToKeep(ShapeOf(config)), static_cast<uint64_t>(segments)) << keep_s;
  }
}

TEST(RingNames, AreReadAsTheyAreWritten) {
  uint64_t epoch = 0;
  uint32_t segment = 0;
  ASSERT_TRUE(ParseRingName(RingFileName(0xabc), &epoch, &segment));
  EXPECT_EQ(epoch, 0xabcu);
  EXPECT_EQ(segment, kNoSegment);
  ASSERT_TRUE(ParseRingName(SegmentFileName(~uint64_t{0}, 0x12), &epoch, &segment));
  EXPECT_EQ(epoch, ~uint64_t{0});
  EXPECT_EQ(segment, 0x12u);
  for (const char* name : {"", "vr-", "vr-0123456789abcdef", "vr-0123456789abcdeg.ring", "vr-0123456789ABCDEF.ring",
                           "vr-0123456789abcdef.ring2", "vr-0123456789abcdef-1.seg", "vr-0123456789abcdef-ffffffff.seg",
                           "vr-0123456789abcdef-00000001.seg.tmp", "a.wav"}) {
    EXPECT_FALSE(ParseRingName(name, &epoch, &segment)) << name;
  }
}

TEST(RingPins, AnEntryIsHeldFreeOrInvalid) {
  const PinEntry entry{42, 7, "{\"capture\":1}"};
  const Bytes bytes = PinEntryBytes(entry, nullptr);
  ASSERT_EQ(bytes.size(), kPinEntryBytes);
  PinEntry read;
  ASSERT_EQ(ReadPinEntry(bytes.data(), 42, nullptr, &read), PinState::kHeld);
  EXPECT_EQ(read.text, entry.text);
  EXPECT_EQ(read.number, 7u);
  EXPECT_EQ(ReadPinEntry(bytes.data(), 43, nullptr, &read), PinState::kInvalid);
  EXPECT_EQ(ReadPinEntry(Bytes(kPinEntryBytes).data(), 42, nullptr, &read), PinState::kFree);
  EXPECT_EQ(ReadPinEntry(PinEntryBytes({42, 8, ""}, nullptr).data(), 42, nullptr, &read), PinState::kFree);
  for (size_t at = 0; at < 64 + entry.text.size(); ++at) {
    Bytes changed = bytes;
    changed[at] ^= 1;
    EXPECT_EQ(ReadPinEntry(changed.data(), 42, nullptr, &read), PinState::kInvalid) << at;
  }
}

TEST(RingPins, ASealedEntryTellsNothingWithoutItsKey) {
  if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  const SealKey key = TestKey();
  const Bytes bytes = PinEntryBytes({42, 7, "secret reason"}, &key);
  EXPECT_EQ(std::string(bytes.begin(), bytes.end()).find("secret"), std::string::npos);
  PinEntry read;
  EXPECT_EQ(ReadPinEntry(bytes.data(), 42, nullptr, &read), PinState::kSealed);
  ASSERT_EQ(ReadPinEntry(bytes.data(), 42, &key, &read), PinState::kHeld);
  EXPECT_EQ(read.text, "secret reason");
}

}  // namespace
}  // namespace vr
