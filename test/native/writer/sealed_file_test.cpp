// Encrypted audio files in the making.
#include <gtest/gtest.h>

#include <map>

#include "base/crc32c.h"
#include "native/writer/sealed_samples.h"
#include "writer/file_formats.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

class SealedFile : public testing::Test {
 protected:
  void SetUp() override {
    if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  }
  MemoryFileSystem files_;
};

// The table of doc/capture-format.md, "Encrypted files".
TEST_F(SealedFile, EveryFieldOfTheHeaderLiesAtItsByte) {
  auto wav = MakeSealed(files_, kWav, kStereo);
  auto aac = MakeSealed(files_, kAac, kAdts);
  const std::string bytes = files_.Get(kWav);
  ASSERT_EQ(bytes.size(), 128u);
  EXPECT_EQ(bytes.substr(0, 4), "VRSE");
  EXPECT_EQ(Le(bytes, 4, 2), 1u);
  EXPECT_EQ(Le(bytes, 6, 2), 128u);
  EXPECT_EQ(Le(bytes, 8, 1), 1u);
  EXPECT_EQ(Le(bytes, 9, 1), 2u);
  EXPECT_EQ(Le(bytes, 10, 2), 0u);
  EXPECT_EQ(Le(bytes, 12, 4), 48000u);
  SealSalt salt;
  std::copy_n(bytes.begin() + 16, 16, salt.begin());
  EXPECT_EQ(Le(bytes, 32, 8), KeyCheck(DeriveKey(KeyOf(1), "voice-recorder capture", salt)));
  EXPECT_EQ(bytes.substr(40, 32), kCaptureId + std::string(14, '\0'));
  EXPECT_EQ(bytes.substr(72, 52), std::string(52, '\0'));
  EXPECT_EQ(Le(bytes, 124, 4), Crc32c(View(bytes).data, 124));
  EXPECT_EQ(Le(files_.Get(kAac), 8, 1), 2u);
  EXPECT_NE(files_.Get(kAac).substr(16, 16), bytes.substr(16, 16)) << "each file has a salt of its own";
}

TEST_F(SealedFile, ChunksHoldAtMost64KibibytesOfWholeFrames) {
  const std::string sound = Pcm(50'000, 2);
  auto wav = MakeSealed(files_, kWav, kStereo);
  EXPECT_TRUE(wav->Append({View(sound)}).ok());
  EXPECT_TRUE(wav->Finish().ok());
  const ReadContainer read = ReadByThePage(files_.Get(kWav), KeyOf(1));
  ASSERT_EQ(read.chunks.size(), 4u);
  for (size_t i = 0; i < 3; ++i) EXPECT_EQ(read.chunks[i].size(), 65536u);
  EXPECT_TRUE(Joined(read.chunks) == sound);
  EXPECT_TRUE(read.finished);
  EXPECT_EQ(read.end_bytes, files_.SizeOf(kWav));
  EXPECT_EQ(wav->audio_bytes(), sound.size());
  EXPECT_EQ(wav->file_bytes(), files_.SizeOf(kWav));

  const std::string frames = Adts(500, 777);
  auto aac = MakeSealed(files_, kAac, kAdts);
  EXPECT_TRUE(aac->Append({View(frames)}).ok());
  EXPECT_TRUE(aac->Finish().ok());
  const ReadContainer adts = ReadByThePage(files_.Get(kAac), KeyOf(1));
  for (const std::string& chunk : adts.chunks) EXPECT_EQ(chunk.size() % 777, 0u);
  EXPECT_EQ(adts.chunks[0].size(), 65536u / 777 * 777);
  EXPECT_TRUE(Joined(adts.chunks) == frames);
}

// "Of an encrypted file: seals and writes what Append has collected."
TEST_F(SealedFile, UpdatingTheHeaderWritesWhatWasCollected) {
  auto file = MakeSealed(files_, kWav, kStereo);
  std::string sound;
  for (int i = 1; i <= 5; ++i) {
    const std::string piece = Pcm(480 * i, 2);
    sound += piece;
    EXPECT_TRUE(file->Append({View(piece)}).ok());
    EXPECT_EQ(file->audio_bytes(), sound.size() - piece.size()) << "collected is not written";
    EXPECT_EQ(file->accepted_bytes(), sound.size());
    EXPECT_TRUE(file->UpdateHeader().ok());
    EXPECT_EQ(file->audio_bytes(), sound.size());
    const ReadContainer read = ReadByThePage(files_.Get(kWav), KeyOf(1));
    EXPECT_TRUE(Joined(read.chunks) == sound) << "a killed process would leave all of it";
    EXPECT_FALSE(read.finished);
  }
  EXPECT_TRUE(file->UpdateHeader().ok());
  EXPECT_EQ(ReadByThePage(files_.Get(kWav), KeyOf(1)).chunks.size(), 5u) << "nothing new is no chunk";
}

TEST_F(SealedFile, AFullDiskLeavesWholeChunksAndTheRestGoesInWhenThereIsRoomAgain) {
  const std::string sound = Pcm(40'000, 2);  // two chunks and a half
  for (uint64_t room = 0; room <= 170'000; room += 9'973) {
    MemoryFileSystem files;
    auto file = MakeSealed(files, kWav, kStereo);
    files.SetCapacity(128 + room);
    Status status = file->Append({View(sound)});
    if (status.ok()) status = file->UpdateHeader();
    const ReadContainer full = ReadByThePage(files.Get(kWav), KeyOf(1));
    EXPECT_EQ(full.end_bytes, files.SizeOf(kWav)) << "no part of a chunk";
    EXPECT_EQ(Joined(full.chunks).size(), file->audio_bytes());
    EXPECT_EQ(status.ok(), file->audio_bytes() == sound.size());
    files.SetCapacity(UINT64_MAX);
    const auto accepted = static_cast<size_t>(file->accepted_bytes());
    EXPECT_TRUE(file->Append({{View(sound).data + accepted, sound.size() - accepted}}).ok());
    EXPECT_TRUE(file->Finish().ok());
    const ReadContainer whole = ReadByThePage(files.Get(kWav), KeyOf(1));
    EXPECT_TRUE(Joined(whole.chunks) == sound) << room;
    EXPECT_TRUE(whole.finished);
  }
}

TEST_F(SealedFile, AcceptedAudioEndsAtWholeFramesOnAFullDiskToo) {
  const std::string frames = Adts(400, 777);
  for (uint64_t room = 0; room < 200'000; room += 17'001) {
    MemoryFileSystem files;
    auto file = MakeSealed(files, kAac, kAdts);
    files.SetCapacity(128 + room);
    const ByteView all = View(frames);
    EXPECT_EQ(file->Append({{all.data, 70'000}, {all.data + 70'000, all.size_bytes - 70'000}}).code(),
              ErrorCode::kDiskFull);
    EXPECT_EQ(file->accepted_bytes() % 777, 0u);
    EXPECT_EQ(file->audio_bytes() % 777, 0u);
    files.SetCapacity(UINT64_MAX);
    const auto accepted = static_cast<size_t>(file->accepted_bytes());
    EXPECT_TRUE(file->Append({{all.data + accepted, all.size_bytes - accepted}}).ok());
    EXPECT_TRUE(file->Finish().ok());
    EXPECT_TRUE(Joined(ReadByThePage(files.Get(kAac), KeyOf(1)).chunks) == frames);
  }
}

// "ends without it: the failure is told, and the file is complete up to there"
TEST_F(SealedFile, AFileThatHasNoRoomForItsEndIsCompleteUpToThere) {
  const std::string sound = Pcm(1'000, 2);
  auto file = MakeSealed(files_, kWav, kStereo);
  EXPECT_TRUE(file->Append({View(sound)}).ok());
  EXPECT_TRUE(file->UpdateHeader().ok());
  EXPECT_TRUE(file->Append({View(sound)}).ok());
  files_.SetCapacity(files_.SizeOf(kWav) + 100);
  EXPECT_EQ(file->Finish().code(), ErrorCode::kDiskFull);
  EXPECT_EQ(file->audio_bytes(), sound.size());
  const ReadContainer read = ReadByThePage(files_.Get(kWav), KeyOf(1));
  EXPECT_TRUE(read.finished);
  EXPECT_TRUE(Joined(read.chunks) == sound);
  EXPECT_FALSE(file->Append({View(sound)}).ok()) << "it takes no more";
  EXPECT_TRUE(file->UpdateHeader().ok());
  EXPECT_TRUE(file->Finish().ok());
  EXPECT_EQ(read.end_bytes, files_.SizeOf(kWav));
}

TEST_F(SealedFile, FinishingIsTriedAgainWhenNotEvenTheEndFitted) {
  const std::string sound = Pcm(1'000, 2);
  auto file = MakeSealed(files_, kWav, kStereo);
  EXPECT_TRUE(file->Append({View(sound)}).ok());
  files_.SetCapacity(files_.SizeOf(kWav) + 10);
  EXPECT_EQ(file->Finish().code(), ErrorCode::kDiskFull);
  EXPECT_EQ(files_.SizeOf(kWav), 128u);
  files_.SetCapacity(UINT64_MAX);
  EXPECT_TRUE(file->Finish().ok());
  const ReadContainer read = ReadByThePage(files_.Get(kWav), KeyOf(1));
  EXPECT_TRUE(read.finished);
  EXPECT_TRUE(Joined(read.chunks) == sound);
}

// A disk that fails now and then, and remembers all that was ever tried at each place.
class UnsteadyFile final : public WritableFile {
 public:
  using Tries = std::map<std::pair<uint64_t, bool>, std::vector<std::string>>;
  UnsteadyFile(Tries& tries, uint32_t seed) : tries_(tries), random_(seed) {}
  Status Append(const std::vector<ByteView>& views) override {
    std::string bytes;
    for (const ByteView& view : views) bytes.append(reinterpret_cast<const char*>(view.data), view.size_bytes);
    tries_[{size_bytes_, (Le(bytes, 0, 4) >> 31) != 0}].push_back(bytes);
    const bool fails = size_bytes_ > 0 && Random() % 2 == 0;
    size_bytes_ += fails ? Random() % bytes.size() : bytes.size();
    return fails ? Status(ErrorCode::kIoError, "unsteady") : Status::Ok();
  }
  Status WriteAt(uint64_t, ByteView) override { return Status::Ok(); }
  Status Reserve(uint64_t) override { return Status::Ok(); }
  Status Truncate(uint64_t size_bytes) override {
    if (Random() % 3 == 0) return {ErrorCode::kIoError, "unsteady"};
    size_bytes_ = size_bytes;
    return Status::Ok();
  }
  Status Sync() override { return Status::Ok(); }
  uint64_t size_bytes() const override { return size_bytes_; }

 private:
  uint32_t Random() { return (random_ = random_ * 1664525 + 1013904223) >> 16; }
  Tries& tries_;
  uint32_t random_;
  uint64_t size_bytes_ = 0;
};

// A number stands for a place in the file; the end has numbers of its own.
TEST_F(SealedFile, NoNumberEverSealsTwoDifferentContents) {
  for (uint32_t seed = 1; seed <= 50; ++seed) {
    UnsteadyFile::Tries tries;
    SealedHeader header;
    header.kind = SealedKind::kAac;
    header.sample_rate_hz = 32000;
    header.channels = 1;
    auto file = MakeSealedFile(std::make_unique<UnsteadyFile>(tries, seed), header, KeyOf(1), 0);
    ASSERT_TRUE(file.ok());
    for (int call = 0; call < 200; ++call) {
      std::string frames = Adts(1 + call % 90, 800);
      for (char& byte : frames) byte = byte == '\0' ? static_cast<char>(call) : byte;  // no two calls give the same
      static_cast<void>(file.value()->Append({View(frames)}));                         // refused or taken, by chance
      if (call % 3 == 0) file.value()->UpdateHeader();
      if (call % 50 == 49) file.value()->Finish();
    }
    EXPECT_GT(tries.size(), 3u);
    for (const auto& [place, contents] : tries) {
      for (const std::string& content : contents) EXPECT_TRUE(content == contents[0]) << "at byte " << place.first;
    }
  }
}

TEST_F(SealedFile, ReservesWhatItsChunksTakeAndGivesTheRestBack) {
  auto file = MakeSealed(files_, kWav, kStereo, 300'000);
  const std::string sound = Pcm(50'000, 2);
  EXPECT_GE(files_.ReservedOf(kWav), 128u + 300'000 + 6 * 20);
  EXPECT_TRUE(file->Append({View(sound)}).ok());
  EXPECT_TRUE(file->Finish().ok());
  EXPECT_EQ(files_.ReservedOf(kWav), 0u);
}

TEST_F(SealedFile, AnIdThatDoesNotFitIsRefusedBeforeAnythingIsOpened) {
  files_.Put(kWav, "old");
  const SealKey key = KeyOf(1);
  const auto made = CaptureFile::Make(files_, kWav, OpenMode::kReplace, kStereo, 0, &key, std::string(33, 'x'));
  EXPECT_EQ(made.status().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(files_.Get(kWav), "old");
}

}  // namespace
}  // namespace vr
