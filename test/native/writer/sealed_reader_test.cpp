#include "writer/sealed_reader.h"

#include <gtest/gtest.h>

#include "base/crc32c.h"
#include "native/writer/sealed_samples.h"
#include "support/faulty_file_system.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

class SealedReaderTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
    auto file = MakeSealed(files_, kWav, kStereo);
    for (int i = 0; i < 4; ++i) {
      EXPECT_TRUE(file->Append({View(kPiece)}).ok());
      EXPECT_TRUE(file->UpdateHeader().ok());
    }
    EXPECT_TRUE(file->Finish().ok());
    sound_ = kPiece + kPiece + kPiece + kPiece;
    bytes_ = files_.Get(kWav);
  }

  ErrorCode CodeOf(const std::string& bytes, const SealKey& key = KeyOf(1)) {
    files_.Put("/captures/x", bytes);
    return OpenSealedFile(files_, "/captures/x", key).status().code();
  }

  const std::string kPiece = Pcm(500, 2);
  MemoryFileSystem files_;
  std::string sound_;
  std::string bytes_;
};

TEST_F(SealedReaderTest, GivesWhatWasWritten) {
  Status status;
  bool unfinished = true;
  EXPECT_TRUE(ReadSealed(files_, kWav, KeyOf(1), &status, &unfinished) == sound_);
  EXPECT_TRUE(status.ok());
  EXPECT_FALSE(unfinished);
  const auto reader = OpenSealedFile(files_, kWav, KeyOf(1));
  EXPECT_EQ(reader.value()->header().kind, SealedKind::kWav);
  EXPECT_EQ(reader.value()->header().sample_rate_hz, 48000);
  EXPECT_EQ(reader.value()->header().channels, 2);
  EXPECT_EQ(reader.value()->header().capture_id, kCaptureId);
}

TEST_F(SealedReaderTest, TellsAWrongKeyFromDamageAndFromForeignBytes) {
  EXPECT_EQ(CodeOf(bytes_, KeyOf(2)), ErrorCode::kWrongKey);
  EXPECT_EQ(CodeOf("RIFF and so on"), ErrorCode::kInvalidArgument);
  EXPECT_EQ(CodeOf(""), ErrorCode::kInvalidArgument);
  EXPECT_EQ(CodeOf(bytes_.substr(0, 127)), ErrorCode::kInvalidArgument) << "ends within its header";
  std::string changed = bytes_;
  changed[33] ^= 1;
  EXPECT_EQ(CodeOf(changed), ErrorCode::kDamaged) << "the checksum of the header";
  EXPECT_EQ(OpenSealedFile(files_, "/captures/none", KeyOf(1)).status().code(), ErrorCode::kNotFound);
}

TEST_F(SealedReaderTest, RefusesANewerVersionAndHeadersOfNoVersion) {
  const auto with = [this](size_t at, char value) {
    std::string changed = bytes_;
    changed[at] = value;
    const uint32_t crc = Crc32c(View(changed).data, 124);
    for (int i = 0; i < 4; ++i) changed[124 + i] = static_cast<char>(crc >> (8 * i));
    return changed;
  };
  EXPECT_EQ(CodeOf(with(4, 2)), ErrorCode::kNotSupported);
  EXPECT_EQ(CodeOf(with(4, 2).substr(0, 10)), ErrorCode::kNotSupported) << "whatever its header looks like";
  EXPECT_EQ(CodeOf(with(4, 0)), ErrorCode::kInvalidArgument);
  EXPECT_EQ(CodeOf(with(6, 64)), ErrorCode::kInvalidArgument);
  EXPECT_EQ(CodeOf(with(8, 0)), ErrorCode::kInvalidArgument);
  EXPECT_EQ(CodeOf(with(8, 5)), ErrorCode::kInvalidArgument);
}

// "the file was not finished, and these were all that its whole chunks hold"
TEST_F(SealedReaderTest, AFileCutAnywhereGivesItsWholeChunks) {
  const size_t chunk = kPiece.size() + 20;
  for (size_t size = 128; size < bytes_.size(); size += 41) {
    files_.Put("/captures/x", bytes_.substr(0, size));
    Status status;
    bool unfinished = false;
    const std::string plain = ReadSealed(files_, "/captures/x", KeyOf(1), &status, &unfinished);
    EXPECT_TRUE(status.ok()) << status.message();
    EXPECT_TRUE(unfinished);
    EXPECT_TRUE(plain == sound_.substr(0, (size - 128) / chunk * kPiece.size())) << size;
  }
}

TEST_F(SealedReaderTest, AnyChangedByteIsDamageAndWhatComesBeforeItIsSound) {
  const size_t chunk = kPiece.size() + 20;
  for (size_t at = 128; at < bytes_.size(); at += 67) {
    std::string changed = bytes_;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    files_.Put("/captures/x", changed);
    Status status;
    bool unfinished = false;
    const std::string plain = ReadSealed(files_, "/captures/x", KeyOf(1), &status, &unfinished);
    const bool in_length = (at - 128) % chunk < 4;  // which may as well make the file look cut
    EXPECT_TRUE(status.code() == ErrorCode::kDamaged || (in_length && unfinished)) << at;
    EXPECT_TRUE(plain == sound_.substr(0, (at - 128) / chunk * kPiece.size())) << at;
  }
}

TEST_F(SealedReaderTest, ChunksCannotBeMovedRepeatedOrAddedTo) {
  const size_t chunk = kPiece.size() + 20;
  const std::string head = bytes_.substr(0, 128);
  const std::string first = bytes_.substr(128, chunk);
  const std::string second = bytes_.substr(128 + chunk, chunk);
  const std::string end = bytes_.substr(128 + 4 * chunk);
  for (const std::string& changed : {head + second + first, head + first + first, head + first + end, bytes_ + "x",
                                     head + end + first, bytes_ + end}) {
    files_.Put("/captures/x", changed);
    Status status;
    ReadSealed(files_, "/captures/x", KeyOf(1), &status);
    EXPECT_EQ(status.code(), ErrorCode::kDamaged);
  }
}

TEST_F(SealedReaderTest, AnyBytesBehindAHeaderGiveAnErrorOrNothing) {
  uint32_t random = 7;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = bytes_.substr(0, 128);
    for (int i = 0; i < round; ++i) bytes += static_cast<char>((random = random * 1664525 + 1013904223) >> 24);
    files_.Put("/captures/x", bytes);
    Status status;
    bool unfinished = false;
    EXPECT_EQ(ReadSealed(files_, "/captures/x", KeyOf(1), &status, &unfinished), "");
    EXPECT_TRUE(unfinished || status.code() == ErrorCode::kDamaged);
  }
}

TEST_F(SealedReaderTest, ADiskThatCannotBeReadIsToldAsItIs) {
  for (uint64_t number = 1; number < 12; ++number) {
    FaultyFileSystem files(files_);
    files.FailAt(number, ErrorCode::kIoError, true);
    Status status;
    const std::string plain = ReadSealed(files, kWav, KeyOf(1), &status);
    EXPECT_EQ(status.code(), files.failed_operation().empty() ? ErrorCode::kOk : ErrorCode::kIoError);
    EXPECT_TRUE(sound_.compare(0, plain.size(), plain) == 0);
  }
}

}  // namespace
}  // namespace vr
