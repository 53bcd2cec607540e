// ADTS AAC, whole and damaged: what is found in it, with or without a decoder.
#include <gtest/gtest.h>

#include "analysis/adts_beginning.h"
#include "analysis/adts_index.h"
#include "base/json_text.h"
#include "native/analysis/analysis_support.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

constexpr size_t kFrameBytes = 100;

std::string Id3(size_t size_bytes) {
  std::string tag = "ID3" + std::string("\x04\0\0", 3);
  for (int shift = 21; shift >= 0; shift -= 7) tag += static_cast<char>(size_bytes >> shift & 127);
  return tag + std::string(size_bytes, '\xff');
}

TEST(AdtsCapture, IsAsLongAsItsFrames) {
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.aac", Adts(50, kFrameBytes));
  ASSERT_NE(nullptr, capture);
  const Json info = InfoOf(*capture);
  EXPECT_EQ("adts", info["container"]);
  EXPECT_EQ("aac-lc", info["codec"]);
  EXPECT_EQ(32000, info["sampleRate"]);
  EXPECT_EQ(1, info["channels"]);
  EXPECT_EQ(50 * 1024, info["fileFrames"]);
  EXPECT_EQ(50 * 1024, info["validFrames"]);
  EXPECT_EQ(0, info["files"][0]["dataOffset"]);
  EXPECT_EQ(50 * kFrameBytes, info["files"][0]["dataBytes"].get<size_t>());
  EXPECT_EQ(0, info["files"][0]["frameBytes"]);
  EXPECT_EQ(false, info["unfinished"]);
  EXPECT_EQ("[]", JsonText(info["problems"]));
}

TEST(AdtsCapture, BehindATagIsReadWithoutAWord) {
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.aac", Id3(5000) + Adts(20, kFrameBytes) + "TAG" + std::string(125, 'x'));
  ASSERT_NE(nullptr, capture);
  const Json info = InfoOf(*capture);
  EXPECT_EQ(20 * 1024, info["fileFrames"]);
  EXPECT_EQ(5010, info["files"][0]["dataOffset"]);
  EXPECT_EQ("[]", JsonText(info["problems"]));
}

TEST(AdtsCapture, BehindGarbageIsFound) {
  std::string garbage;
  for (int i = 0; i < 3000; ++i) garbage += static_cast<char>(i % 7 == 0 ? 0xff : i % 5 == 0 ? 0xf1 : i * 31);
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.aac", garbage + Adts(20, kFrameBytes));
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(20 * 1024, InfoOf(*capture)["fileFrames"]);
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("3000 bytes before the first AAC frame"));
}

// LATM begins with so few bits that the rest of a frame may, too.
TEST(AdtsCapture, ThatIsCutWithinAFrameMayBeginAsLatmDoes) {
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.aac", "\x56\xe5\x12" + std::string(60, 'x') + Adts(10, 100));
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(10 * 1024, InfoOf(*capture)["fileFrames"]);
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("63 bytes before the first AAC frame"));
}

TEST(AdtsCapture, SkipsGarbageBetweenFramesAndTellsIt) {
  MemoryFileSystem files;
  const auto capture =
      OpenedBytes(files, "a.aac", Adts(10, kFrameBytes) + std::string(777, '\xff') + Adts(10, kFrameBytes) + "junk");
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(20 * 1024, InfoOf(*capture)["fileFrames"]);
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("777 bytes at byte 1000"));
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("4 bytes at byte 2777"));
}

TEST(AdtsCapture, FindsTheNextFrameWhereALengthIsWrong) {
  std::string bytes = Adts(20, kFrameBytes);
  bytes[5 * kFrameBytes + 4] = static_cast<char>(0xff);  // of frame 5: about 2000 bytes too long
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.aac", bytes);
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(19 * 1024, InfoOf(*capture)["fileFrames"]);
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("100 bytes at byte 500"));
}

TEST(AdtsCapture, WhoseLastFrameIsCutOffIsUnfinished) {
  for (const size_t cut : {1, 50, 95, 99}) {
    MemoryFileSystem files;
    const std::string bytes = Adts(10, kFrameBytes);
    const auto capture = OpenedBytes(files, "a.aac", bytes.substr(0, bytes.size() - cut));
    ASSERT_NE(nullptr, capture);
    EXPECT_EQ(9 * 1024, InfoOf(*capture)["fileFrames"]) << cut;
    EXPECT_EQ(true, InfoOf(*capture)["unfinished"]) << cut;
    EXPECT_EQ("[]", ProblemsOf(*capture)) << cut;
  }
}

TEST(AdtsCapture, WithChecksumsInItsHeadersIsRead) {
  std::string bytes = Adts(10, kFrameBytes);
  for (size_t i = 0; i < 10; ++i) bytes[i * kFrameBytes + 1] = static_cast<char>(0xf0);
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.aac", bytes);
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(10 * 1024, InfoOf(*capture)["fileFrames"]);
}

TEST(AdtsCapture, OfOneFrameIsRead) {
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.aac", Adts(1, kFrameBytes));
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(1024, capture->valid_frames());
  EXPECT_EQ(ErrorCode::kUnreadable, [&] {
    files.Put("/captures/b.aac", Adts(1, kFrameBytes).substr(0, 60));
    return OpenStatus(files, "/captures/b.aac").code();
  }());
}

TEST(AdtsCapture, OfAKindThatIsNotReadIsRefusedWithTheReason) {
  const struct {
    size_t byte;
    int value;
    const char* word;
  } kCases[] = {{2, 0x14, "profile"}, {3, 0x00, "channels"}, {6, 0xfd, "several blocks"}};
  for (const auto& each : kCases) {
    std::string bytes = Adts(10, kFrameBytes);
    for (size_t i = 0; i < 10; ++i) bytes[i * kFrameBytes + each.byte] = static_cast<char>(each.value);
    MemoryFileSystem files;
    files.Put("/captures/a.aac", bytes);
    const Status status = OpenStatus(files, "/captures/a.aac");
    EXPECT_EQ(ErrorCode::kNotSupported, status.code()) << status.message();
    EXPECT_NE(std::string::npos, status.message().find(each.word)) << status.message();
  }
}

// A file of a week must not make a list of a week.
TEST(AdtsCapture, IsIndexedInBoundedMemoryAndFoundAnywhere) {
  MemoryFileSystem files;
  const int frames = 1'200'000;
  files.Put("/captures/a.aac", Adts(frames, 8));
  auto capture = Opened(files, "/captures/a.aac");
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(int64_t{frames} * 1024, capture->valid_frames());
}

TEST(AdtsCapture, IsCancelledByItsListener) {
  MemoryFileSystem files;
  files.Put("/captures/a.aac", Adts(20000, kFrameBytes));
  const auto status = OpenCapture(files, "/captures/a.aac", nullptr, [](double) { return false; }).status();
  EXPECT_EQ(ErrorCode::kCancelled, status.code());
}

}  // namespace
}  // namespace vr
