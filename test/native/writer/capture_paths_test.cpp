#include "writer/capture_paths.h"

#include <gtest/gtest.h>

#include "writer/capture_writer.h"

namespace vr {
namespace {

TEST(CapturePaths, CompanionsStandBesideTheirCapture) {
  EXPECT_EQ(PartPath("a/b.aac"), "a/b.part.aac");
  EXPECT_EQ(PartPath("a/b.aac", 2), "a/b.part-2.aac");
  EXPECT_EQ(SidecarPath("a/b.aac"), "a/b.aac.json");
  EXPECT_EQ(FeaturesPath("a/b.aac"), "a/b.aac.features");
  EXPECT_EQ(CountedPath("/x.y/b.wav", 1), "/x.y/b.wav");
  EXPECT_EQ(CountedPath("/x.y/b.wav", 12), "/x.y/b-12.wav");
  EXPECT_EQ(TemporaryPath("/x/b.wav.json", 2), "/x/b.wav.json.tmp-2");
}

// "in any letter case; false for anything else, also for a name that is a suffix only"
TEST(CapturePaths, TheSuffixNamesTheCodec) {
  Codec codec = Codec::kPcm16;
  EXPECT_TRUE(CodecOfPath("/x/a.AaC", &codec));
  EXPECT_EQ(codec, Codec::kAacLc);
  EXPECT_TRUE(CodecOfPath("/x/a.b.WAV", &codec));
  EXPECT_EQ(codec, Codec::kPcm16);
  for (const char* path : {"", ".wav", "/x/.wav", "/x/.aac", "/x/wav", "/x.wav/a", "/x/a.wav ", "/x/a.mp3", "/x/a."}) {
    EXPECT_FALSE(CodecOfPath(path, &codec)) << path;
  }
}

TEST(CapturePaths, AddedPartsNeverMakeANameTooLong) {
  const std::string name = std::string(251, 'a') + ".wav";
  for (const std::string& path : {PartPath("/f/" + name), PartPath("/f/" + name, 99), CountedPath("/f/" + name, 17),
                                  TemporaryPath("/f/" + name, 1)}) {
    EXPECT_EQ(path.size(), 3 + 255u) << path;
  }
  std::string chinese;
  for (int i = 0; i < 83; ++i) chinese += "录";
  const std::string part = PartPath("/f/" + chinese + ".wav");
  EXPECT_LE(part.size(), 3 + 255u);
  EXPECT_EQ((part.size() - 3 - 9) % 3, 0u) << "cut between characters";
  EXPECT_EQ(part.substr(part.size() - 9), ".part.wav");
}

TEST(CapturePaths, PartsAreKnownByTheirNames) {
  for (const char* name : {"b.part.wav", "b.part-2.aac", "a.b.part.wav"}) EXPECT_TRUE(IsPartName(name)) << name;
  for (const char* name : {"b.wav", "part.wav", "b.part", "b.part-x.wav", "b.party.wav", "b.part-.wav"}) {
    EXPECT_FALSE(IsPartName(name)) << name;
  }
}

}  // namespace
}  // namespace vr
