#include "tools/open_arguments.h"

#include <gtest/gtest.h>

#include "tools/key_file.h"

#include "native/writer/capture_samples.h"
#include "support/memory_file_system.h"

namespace vr {
namespace {

TEST(OpenArguments, TakeAFileAKeyAndAFolderInAnyOrder) {
  const auto parsed = ParseOpenArguments({"--out", "o", "a.wav", "--key-file", "k"});
  ASSERT_TRUE(parsed.ok()) << parsed.status().message();
  EXPECT_EQ(parsed.value().file, "a.wav");
  EXPECT_EQ(parsed.value().key_file, "k");
  EXPECT_EQ(parsed.value().out, "o");
  EXPECT_EQ(ParseOpenArguments({"a.wav"}).value().out, ".");
  EXPECT_EQ(ParseOpenArguments({"--", "--help"}).value().file, "--help");
  EXPECT_TRUE(ParseOpenArguments({"--help"}).value().help);
}

TEST(OpenArguments, SayWhatIsWrong) {
  const auto wrong = [](const std::vector<std::string>& words, const std::string& what) {
    const auto parsed = ParseOpenArguments(words);
    EXPECT_FALSE(parsed.ok());
    EXPECT_NE(parsed.status().message().find(what), std::string::npos) << parsed.status().message();
  };
  wrong({}, "FILE is missing");
  wrong({""}, "FILE is empty");
  wrong({"a.wav", "b.wav"}, "more than one FILE: a.wav and b.wav");
  wrong({"a.wav", "--key-file"}, "missing behind --key-file");
  wrong({"a.wav", "--out", ""}, "missing behind --out");
  wrong({"a.wav", "--keyfile", "k"}, "no option --keyfile");
}

TEST(KeyFile, HoldsBytesOrHexadecimalDigits) {
  test::MemoryFileSystem files;
  const auto key = [&files](const std::string& bytes) {
    files.Put("/captures/key", bytes);
    return ReadKeyFile(files, "/captures/key");
  };
  const std::string raw(32, '\x0a');
  const std::string hex = "0A0a0A0a0A0a0A0a0A0a0A0a0A0a0A0a0A0a0A0a0A0a0A0a0A0a0A0a0A0a0A0a";
  for (const std::string& bytes : {raw, hex, hex + "\r\n", " " + hex + " \n"}) {
    const auto read = key(bytes);
    ASSERT_TRUE(read.ok()) << read.status().message();
    EXPECT_EQ(std::string(read.value().bytes(), read.value().bytes() + 32), raw);
  }
  for (const std::string& bytes : {std::string(), raw + "\n", hex + "00", hex.substr(2), std::string(64, 'g')}) {
    EXPECT_EQ(key(bytes).status().code(), ErrorCode::kInvalidArgument) << bytes.size();
    EXPECT_NE(key(bytes).status().message().find("64 hexadecimal digits are expected"), std::string::npos);
  }
  EXPECT_FALSE(key(std::string(5'000, '0')).ok());
  EXPECT_EQ(ReadKeyFile(files, "/captures/none").status().code(), ErrorCode::kNotFound);
}

}  // namespace
}  // namespace vr
