#include <gtest/gtest.h>

#include "analysis/adts_index_file.h"
#include "base/little_endian.h"
#include "native/analysis/analysis_support.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

TEST(AdtsIndexFile, TellsWhereEverySixteenthFrameBegins) {
  MemoryFileSystem files;
  const std::vector<std::string> frames = {Adts(33, 100), "garbage", Adts(7, 100)};
  const auto capture = OpenedBytes(files, "a.aac", Joined(frames));
  const auto made = MakeAdtsIndexFile(*capture, 0);
  ASSERT_TRUE(made.ok()) << made.status().message();
  const uint8_t* bytes = made.value().data();
  ASSERT_EQ(32u + 8 * 3, made.value().size());
  EXPECT_EQ("VRAI", std::string(bytes, bytes + 4));
  EXPECT_EQ(1u, GetLe(bytes + 4, 2));
  EXPECT_EQ(32u, GetLe(bytes + 6, 2));
  EXPECT_EQ(1024u, GetLe(bytes + 8, 4));
  EXPECT_EQ(16u, GetLe(bytes + 12, 4));
  EXPECT_EQ(40u, GetLe(bytes + 16, 8));
  EXPECT_EQ(4007u, GetLe(bytes + 24, 8));
  EXPECT_EQ(0u, GetLe(bytes + 32, 8));
  EXPECT_EQ(1600u, GetLe(bytes + 40, 8));
  EXPECT_EQ(3200u, GetLe(bytes + 48, 8));
}

// The index is finer than what is kept in memory of a long file.
TEST(AdtsIndexFile, IsWholeForLongFiles) {
  MemoryFileSystem files;
  const uint64_t frames = 1'100'005;
  const auto capture = OpenedBytes(files, "a.aac", Adts(static_cast<int>(frames), 7));
  const auto made = MakeAdtsIndexFile(*capture, 0);
  ASSERT_TRUE(made.ok());
  ASSERT_EQ(32 + 8 * ((frames + 15) / 16), made.value().size());
  for (uint64_t entry = 0; entry < (frames + 15) / 16; ++entry) {
    ASSERT_EQ(entry * 16 * 7, GetLe(made.value().data() + 32 + 8 * entry, 8));
  }
}

TEST(AdtsIndexFile, IsNotMadeOfWhatHasNoPlainAdts) {
  MemoryFileSystem files;
  const auto wav = OpenedBytes(files, "a.wav", Wav(Ramp(10, 1)));
  EXPECT_EQ(ErrorCode::kNotSupported, MakeAdtsIndexFile(*wav, 0).status().code());
  EXPECT_EQ(ErrorCode::kInvalidArgument, MakeAdtsIndexFile(*wav, 1).status().code());
}

}  // namespace
}  // namespace vr
