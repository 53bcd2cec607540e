// What a killed process leaves becomes a complete file.
#include "writer/unfinished_file.h"

#include <gtest/gtest.h>

#include "native/writer/sealed_samples.h"
#include "support/faulty_file_system.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

std::string Header(const CaptureFormat& format, uint64_t audio_bytes) {
  const WavHeader header = MakeWavHeader(format, audio_bytes);
  return {header.begin(), header.end()};
}

class UnfinishedFile : public testing::Test {
 protected:
  FinishedFile Finished(const std::string& path, const CaptureFormat& format, const SealKey* key = nullptr) {
    const auto finished = FinishUnfinished(files_, path, format, key);
    EXPECT_TRUE(finished.ok()) << finished.status().message();
    return finished.value();
  }
  // The same call again, and that it changes nothing.
  void ExpectNothingMore(const std::string& path, const CaptureFormat& format, const FinishedFile& first,
                         const SealKey* key = nullptr) {
    const std::string before = files_.Get(path);
    FaultyFileSystem counted(files_);
    counted.SetHook([](const std::string& operation) {
      EXPECT_TRUE(operation == "open-blocks" || operation == "read-at") << operation;
    });
    const auto again = FinishUnfinished(counted, path, format, key);
    ASSERT_TRUE(again.ok()) << again.status().message();
    EXPECT_EQ(again.value().frames, first.frames);
    EXPECT_EQ(again.value().file_bytes, first.file_bytes);
    EXPECT_EQ(again.value().cut_bytes, 0u);
    EXPECT_TRUE(files_.Get(path) == before);
  }
  void ExpectUntouched(const std::string& bytes, const CaptureFormat& format, ErrorCode code,
                       const SealKey* key = nullptr) {
    files_.Put("/captures/x", bytes);
    const auto finished = FinishUnfinished(files_, "/captures/x", format, key);
    EXPECT_EQ(finished.status().code(), code) << finished.status().message();
    EXPECT_NE(finished.status().message().find("/captures/x"), std::string::npos);
    EXPECT_TRUE(files_.Get("/captures/x") == bytes);
  }
  MemoryFileSystem files_;
};

TEST_F(UnfinishedFile, AWavGetsAHeaderThatIsTrueForItsWholeFrames) {
  const std::string sound = Pcm(1'000, 2);
  for (const size_t told : {0, 400, 4000}) {
    for (const size_t there : {0, 1, 401, 3'999, 4'000}) {
      files_.Put(kWav, Header(kStereo, told) + sound.substr(0, there));
      const FinishedFile finished = Finished(kWav, kStereo);
      EXPECT_EQ(finished.frames, static_cast<int64_t>(there / 4));
      EXPECT_EQ(finished.file_bytes, 80 + there / 4 * 4);
      EXPECT_EQ(finished.cut_bytes, there % 4);
      EXPECT_EQ(finished.problem, "");
      EXPECT_TRUE(files_.Get(kWav) == Header(kStereo, there / 4 * 4) + sound.substr(0, there / 4 * 4));
      ExpectNothingMore(kWav, kStereo, finished);
    }
  }
}

TEST_F(UnfinishedFile, AacEndsAtItsLastWholeFrame) {
  const std::string frames = Adts(20, 300);
  for (const size_t there : {0, 1, 6, 299, 300, 301, 4'000, 6'000}) {
    files_.Put(kAac, frames.substr(0, there));
    const FinishedFile finished = Finished(kAac, kAdts);
    EXPECT_EQ(finished.frames, static_cast<int64_t>(there / 300 * 1024));
    EXPECT_EQ(finished.file_bytes, there / 300 * 300);
    EXPECT_EQ(finished.cut_bytes, there % 300);
    EXPECT_EQ(finished.problem, "");
    EXPECT_TRUE(files_.Get(kAac) == frames.substr(0, there / 300 * 300));
    ExpectNothingMore(kAac, kAdts, finished);
  }
}

TEST_F(UnfinishedFile, LongAacIsWalkedInPieces) {
  const std::string frames = Adts(9'000, 300);  // 2.7 MB
  files_.Put(kAac, frames + frames.substr(0, 123));
  const FinishedFile finished = Finished(kAac, kAdts);
  EXPECT_EQ(finished.frames, 9'000 * 1024);
  EXPECT_EQ(finished.cut_bytes, 123u);
}

TEST_F(UnfinishedFile, AHeaderThatIsBrokenInTheMiddleEndsTheWalkAndIsTold) {
  files_.Put(kAac, Adts(5, 300) + std::string(5'000, '\0') + Adts(5, 300));
  const FinishedFile finished = Finished(kAac, kAdts);
  EXPECT_EQ(finished.frames, 5 * 1024);
  EXPECT_EQ(finished.cut_bytes, 6'500u);
  EXPECT_NE(finished.problem.find("byte 1500"), std::string::npos) << finished.problem;
}

TEST_F(UnfinishedFile, ForeignBytesAreLeftAsTheyAre) {
  const std::string sound = Pcm(100, 2);
  ExpectUntouched("", kStereo, ErrorCode::kInvalidArgument);
  ExpectUntouched(Header(kStereo, 0).substr(0, 79), kStereo, ErrorCode::kInvalidArgument);
  ExpectUntouched(std::string(500, '\0'), kStereo, ErrorCode::kInvalidArgument);
  ExpectUntouched(Adts(3, 300), kStereo, ErrorCode::kInvalidArgument);
  ExpectUntouched(Header(kStereo, 400) + sound, kAdts, ErrorCode::kInvalidArgument);
  ExpectUntouched(Header(kStereo, 400) + sound, {Codec::kPcm16, 44100, 2}, ErrorCode::kInvalidArgument);
  ExpectUntouched(Header(kStereo, 400) + sound, {Codec::kPcm16, 48000, 1}, ErrorCode::kInvalidArgument);
  ExpectUntouched(Header(kStereo, 400) + sound, {Codec::kPcm16, 48000, 0}, ErrorCode::kInvalidArgument);
  std::string others = Header(kStereo, 400) + sound;
  others.replace(12, 4, "LIST");
  ExpectUntouched(others, kStereo, ErrorCode::kInvalidArgument);
  ExpectUntouched(std::string(500, 'j'), kAdts, ErrorCode::kInvalidArgument);
  ExpectUntouched("\xff", kStereo, ErrorCode::kInvalidArgument);
  ExpectUntouched("\xff\x01", kAdts, ErrorCode::kInvalidArgument);
  ExpectUntouched(Adts(3, 300), {Codec::kAacLc, 48000, 1}, ErrorCode::kInvalidArgument);
}

// "kPermissionDenied: the file is in use."
TEST_F(UnfinishedFile, AFileThatIsStillRecordedIsRefused) {
  auto recording = CaptureFile::Make(files_, kWav, OpenMode::kReplace, kStereo, 0, nullptr, "");
  ASSERT_TRUE(recording.value()->Append({View(Pcm(10, 2))}).ok());
  const auto refused = FinishUnfinished(files_, kWav, kStereo, nullptr);
  EXPECT_EQ(refused.status().code(), ErrorCode::kPermissionDenied);
  EXPECT_NE(refused.status().message().find("in use"), std::string::npos);
  recording.value().reset();
  EXPECT_EQ(Finished(kWav, kStereo).frames, 10);
  EXPECT_EQ(FinishUnfinished(files_, "/captures/none.wav", kStereo, nullptr).status().code(), ErrorCode::kNotFound);
}

// "being killed in the middle leaves a file that can be finished later"
TEST_F(UnfinishedFile, AFaultOfAnyOperationLeavesAFileThatIsFinishedLater) {
  const std::string sound = Pcm(1'000, 2);
  const std::string frames = Adts(20, 300);
  for (const bool is_wav : {true, false}) {
    const char* path = is_wav ? kWav : kAac;
    const CaptureFormat& format = is_wav ? kStereo : kAdts;
    for (uint64_t number = 1;; ++number) {
      files_.Put(path, is_wav ? Header(kStereo, 0) + sound.substr(0, 3'001) : frames.substr(0, 3'001));
      FaultyFileSystem files(files_);
      files.FailAt(number, ErrorCode::kIoError, true);
      const auto failed = FinishUnfinished(files, path, format, nullptr);
      if (files.failed_operation().empty()) break;
      EXPECT_EQ(failed.status().code(), ErrorCode::kIoError) << files.failed_operation();
      EXPECT_EQ(Finished(path, format).frames, is_wav ? 750 : 10 * 1024) << files.failed_operation();
      ASSERT_LT(number, 20u);
    }
  }
}

class UnfinishedSealedFile : public UnfinishedFile {
 protected:
  void SetUp() override {
    if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  }
  // A recording that is killed: three chunks, and what came after the last of them is lost.
  std::string Killed(const CaptureFormat& format, const std::string& piece) {
    auto file = MakeSealed(files_, "/captures/killed", format);
    for (int i = 0; i < 3; ++i) {
      EXPECT_TRUE(file->Append({View(piece)}).ok());
      EXPECT_TRUE(file->UpdateHeader().ok());
    }
    return files_.Get("/captures/killed");
  }
  const SealKey key_ = KeyOf(1);
};

TEST_F(UnfinishedSealedFile, EndsBehindItsLastWholeChunk) {
  for (const bool is_wav : {true, false}) {
    const CaptureFormat& format = is_wav ? kStereo : kAdts;
    const std::string piece = is_wav ? Pcm(500, 2) : Adts(7, 300);
    const std::string killed = Killed(format, piece);
    const int64_t frames = is_wav ? 500 : 7 * 1024;
    for (size_t there = 128; there <= killed.size(); there += 173) {
      files_.Put(kWav, killed.substr(0, there));
      const FinishedFile finished = Finished(kWav, format, &key_);
      const size_t chunks = (there - 128) / (piece.size() + 20);
      EXPECT_EQ(finished.frames, frames * static_cast<int64_t>(chunks));
      EXPECT_EQ(finished.cut_bytes, (there - 128) % (piece.size() + 20));
      EXPECT_EQ(finished.file_bytes, files_.SizeOf(kWav));
      EXPECT_EQ(finished.problem, "");
      const ReadContainer read = ReadByThePage(files_.Get(kWav), key_);
      EXPECT_TRUE(read.finished);
      EXPECT_EQ(read.chunks.size(), chunks);
      ExpectNothingMore(kWav, format, finished, &key_);
    }
  }
}

// "it is encrypted and needs its key, and none or another was given"
TEST_F(UnfinishedSealedFile, WithoutItsKeyItIsLeftAsItIs) {
  const std::string killed = Killed(kStereo, Pcm(500, 2)).substr(0, 3'000);
  const SealKey other = KeyOf(2);
  ExpectUntouched(killed, kStereo, ErrorCode::kWrongKey, &other);
  ExpectUntouched(killed, kStereo, ErrorCode::kWrongKey);
  EXPECT_NE(FinishUnfinished(files_, "/captures/x", kStereo, nullptr).status().message().find("needs its key"),
            std::string::npos);
  ExpectUntouched(killed.substr(0, 100), kStereo, ErrorCode::kInvalidArgument, &key_);
  ExpectUntouched(killed, kAdts, ErrorCode::kInvalidArgument, &key_);
  ExpectUntouched(killed, {Codec::kPcm16, 44100, 2}, ErrorCode::kInvalidArgument, &key_);
}

TEST_F(UnfinishedSealedFile, AChunkThatIsDamagedEndsItAndIsTold) {
  std::string killed = Killed(kStereo, Pcm(500, 2));
  killed[128 + 2'020 + 100] ^= 1;
  files_.Put(kWav, killed);
  const FinishedFile finished = Finished(kWav, kStereo, &key_);
  EXPECT_EQ(finished.frames, 500);
  EXPECT_NE(finished.problem.find("chunk 1"), std::string::npos) << finished.problem;
  ExpectNothingMore(kWav, kStereo, finished, &key_);
}

TEST_F(UnfinishedSealedFile, BytesBehindItsEndGo) {
  auto file = MakeSealed(files_, kWav, kStereo);
  EXPECT_TRUE(file->Append({View(Pcm(500, 2))}).ok());
  EXPECT_TRUE(file->Finish().ok());
  file.reset();
  const std::string whole = files_.Get(kWav);
  files_.Put(kWav, whole + "more");
  EXPECT_EQ(Finished(kWav, kStereo, &key_).cut_bytes, 4u);
  EXPECT_TRUE(files_.Get(kWav) == whole);
}

TEST_F(UnfinishedSealedFile, AFaultOfAnyOperationLeavesAFileThatIsFinishedLater) {
  const std::string killed = Killed(kStereo, Pcm(500, 2));
  for (uint64_t number = 1;; ++number) {
    files_.Put(kWav, killed.substr(0, 5'000));
    FaultyFileSystem files(files_);
    files.FailAt(number, ErrorCode::kIoError, true);
    const auto failed = FinishUnfinished(files, kWav, kStereo, &key_);
    if (files.failed_operation().empty()) break;
    EXPECT_EQ(failed.status().code(), ErrorCode::kIoError) << files.failed_operation();
    EXPECT_EQ(Finished(kWav, kStereo, &key_).frames, 1'000) << files.failed_operation();
    EXPECT_TRUE(ReadByThePage(files_.Get(kWav), key_).finished);
    ASSERT_LT(number, 30u);
  }
}

}  // namespace
}  // namespace vr
