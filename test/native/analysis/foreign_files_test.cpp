// Files that are no captures: each gets an error that says what it seems to be.
#include <gtest/gtest.h>

#include <random>

#include "native/analysis/analysis_support.h"
#include "support/temp_folder.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

TEST(ForeignFiles, AreToldByName) {
  const struct {
    std::string bytes;
    const char* name;
  } kCases[] = {
      {"", "empty"},
      {"  {\"version\":2}", "JSON"},
      {"OggS" + std::string(100, '\0'), "Ogg"},
      {"fLaC" + std::string(100, '\0'), "FLAC"},
      {std::string("\0\0\0\x20", 4) + "ftypM4A " + std::string(100, '\0'), "MP4"},
      {"ID3" + std::string("\x03\0\0\0\0\0\x10", 7) + std::string(16, '\0') + std::string(4000, '\x55'), "MP3"},
      {"\xff\xfb\x90\x64" + std::string(400, '\0'), "MP3"},
      {"RIFF" + std::string(4, '\0') + "AVI " + std::string(100, '\0'), "RIFF"},
      {"VRFT" + std::string(100, '\0'), "feature file"},
      {std::string(100000, '\0'), "no frames of ADTS"},
  };
  for (const auto& each : kCases) {
    MemoryFileSystem files;
    files.Put("/captures/x", each.bytes);
    const Status status = OpenStatus(files, "/captures/x");
    EXPECT_EQ(ErrorCode::kUnreadable, status.code()) << status.message();
    EXPECT_NE(std::string::npos, status.message().find(each.name)) << status.message();
  }
}

TEST(ForeignFiles, OfNoiseAreRefused) {
  std::mt19937 random(7);
  std::string noise(300000, '\0');
  for (char& byte : noise) byte = static_cast<char>(random());
  noise[0] = 'x';
  MemoryFileSystem files;
  files.Put("/captures/x", noise);
  EXPECT_EQ(ErrorCode::kUnreadable, OpenStatus(files, "/captures/x").code());
}

TEST(ForeignFiles, ThatAreMissingOrFoldersGetTheirOwnErrors) {
  const TempFolder folder;
  EXPECT_EQ(ErrorCode::kNotFound, OpenStatus(PlatformFileSystem(), folder.File("no.wav")).code());
  EXPECT_EQ(ErrorCode::kUnreadable, OpenStatus(PlatformFileSystem(), folder.path()).code());
  EXPECT_EQ(ErrorCode::kUnreadable, OpenStatus(PlatformFileSystem(), "/dev/null").code());
  EXPECT_EQ(ErrorCode::kInvalidArgument, OpenStatus(PlatformFileSystem(), "").code());
}

}  // namespace
}  // namespace vr
