// Files past 4 GiB, in a file system that counts what it does not store.
#include <gtest/gtest.h>

#include "native/writer/capture_samples.h"
#include "support/memory_file_system.h"
#include "writer/capture_file.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

class Rf64 : public testing::Test {
 protected:
  void SetUp() override {
    files_.SetStoredLimit(256);
    auto made = CaptureFile::Make(files_, kWav, OpenMode::kReplace, kStereo, 0, nullptr, "");
    ASSERT_TRUE(made.ok());
    file_ = std::move(made.value());
  }
  void Append(uint64_t bytes) {
    while (bytes > 0) {
      const size_t size = static_cast<size_t>(std::min<uint64_t>(bytes, piece_.size()));
      ASSERT_TRUE(file_->Append({{piece_.data(), size}}).ok());
      bytes -= size;
    }
  }
  std::string Header() const { return files_.Get(kWav).substr(0, 80); }

  MemoryFileSystem files_;
  std::unique_ptr<CaptureFile> file_;
  std::vector<uint8_t> piece_ = std::vector<uint8_t>(16 << 20, 1);
};

TEST_F(Rf64, TheHeaderTurnsWhenTheLengthNoLongerFits) {
  constexpr uint64_t kLargestRiffAudio = 0xffffffb4;  // whole frames; 72 bytes more are the RIFF length
  Append(kLargestRiffAudio - 4);
  ASSERT_TRUE(file_->UpdateHeader().ok());
  EXPECT_EQ(Header().substr(0, 4), "RIFF");
  EXPECT_EQ(Le(Header(), 4, 4), kLargestRiffAudio - 4 + 72);
  EXPECT_EQ(Le(Header(), 76, 4), kLargestRiffAudio - 4);
  Append(8);
  ASSERT_TRUE(file_->UpdateHeader().ok());
  const uint64_t audio = kLargestRiffAudio + 4;
  EXPECT_EQ(Header().substr(0, 4), "RF64");
  EXPECT_EQ(Le(Header(), 4, 4), 0xffffffffu);
  EXPECT_EQ(Header().substr(8, 8), "WAVEds64");
  EXPECT_EQ(Le(Header(), 16, 4), 28u);
  EXPECT_EQ(Le(Header(), 20, 8), audio + 72);
  EXPECT_EQ(Le(Header(), 28, 8), audio);
  EXPECT_EQ(Le(Header(), 36, 8), audio / 4);
  EXPECT_EQ(Le(Header(), 44, 4), 0u);
  EXPECT_EQ(Header().substr(48, 4), "fmt ");
  EXPECT_EQ(Header().substr(72, 4), "data");
  EXPECT_EQ(Le(Header(), 76, 4), 0xffffffffu);
}

TEST_F(Rf64, FinishingAVeryLongFileLeavesATrueHeader) {
  Append(uint64_t{6} << 30);
  ASSERT_TRUE(file_->Finish().ok());
  EXPECT_EQ(Header().substr(0, 4), "RF64");
  EXPECT_EQ(Le(Header(), 28, 8), uint64_t{6} << 30);
  EXPECT_EQ(Le(Header(), 20, 8), files_.SizeOf(kWav) - 8);
  EXPECT_EQ(file_->file_bytes(), files_.SizeOf(kWav));
}

TEST(WavHeader, SamplesNeverMoveWhenAFileGrows) {
  const WavHeader small = MakeWavHeader(kStereo, 0);
  const WavHeader large = MakeWavHeader(kStereo, uint64_t{1} << 40);
  EXPECT_EQ(small.size(), large.size());
  EXPECT_TRUE(std::equal(small.begin() + 48, small.begin() + 76, large.begin() + 48));
}

}  // namespace
}  // namespace vr
