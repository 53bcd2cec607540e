#include "writer/sidecar_facts.h"

#include <gtest/gtest.h>

#include "native/writer/capture_samples.h"
#include "support/memory_file_system.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

SidecarFacts Facts(const std::string& text) {
  const auto facts = ReadSidecarFacts(text);
  EXPECT_TRUE(facts.ok()) << facts.status().message();
  return facts.value();
}

TEST(SidecarFacts, ReadWhatTheWriterWrites) {
  MemoryFileSystem files;
  const std::string audio = Adts(4, 90);
  ASSERT_TRUE(
      WriteHeld(files, "/captures/a.aac", ExistingTarget::kRefuse, {audio, audio, audio, audio}, TrackedInfo()).ok());
  const SidecarFacts facts = Facts(files.Get("/captures/a.aac.json"));
  EXPECT_EQ(facts.version, 2);
  EXPECT_EQ(facts.id, "0123456789abcdef-7");
  EXPECT_EQ(facts.origin, CaptureOrigin::kDump);
  EXPECT_FALSE(facts.pinned);
  EXPECT_EQ(facts.note, "");
  EXPECT_TRUE(facts.timed);
  EXPECT_EQ(facts.started_unix_ms, 1'764'000'000'123);
  EXPECT_DOUBLE_EQ(facts.duration_s, 0.05);
  EXPECT_FALSE(facts.encrypted);
  ASSERT_EQ(facts.tracks.size(), 3u);
  EXPECT_EQ(facts.tracks[0].file, "a.local.aac");
  EXPECT_EQ(facts.tracks[1].kind, SourceKind::kRemote);
  EXPECT_EQ(facts.tracks[1].user_id, "guest");
  EXPECT_EQ(facts.tracks[2].kind, SourceKind::kRemoteMix);
  EXPECT_EQ(facts.tracks[2].channels, 2);
}

TEST(SidecarFacts, ReadVersionOne) {
  const SidecarFacts facts = Facts(R"({"version":1,"origin":"task","startedAtUnixMs":5,"durationSeconds":2.5})");
  EXPECT_EQ(facts.version, 1);
  EXPECT_EQ(facts.origin, CaptureOrigin::kTask);
  EXPECT_EQ(facts.started_unix_ms, 5);
  EXPECT_TRUE(facts.tracks.empty());
}

TEST(SidecarFacts, SayWhatIsNoneOfOurs) {
  for (const char* text :
       {"", "text", "[1]", "7", "null", "{", R"({"version":1})", R"({"version":"2","origin":"dump"})",
        R"({"version":2.5,"origin":"dump"})", R"({"version":0,"origin":"dump"})", R"({"version":-1,"origin":"dump"})",
        R"({"version":2,"origin":"elsewhere"})"}) {
    EXPECT_EQ(ReadSidecarFacts(text).status().code(), ErrorCode::kInvalidArgument) << text;
  }
  const auto newer = ReadSidecarFacts(R"({"version":3,"origin":"dump"})");
  EXPECT_EQ(newer.status().code(), ErrorCode::kNotSupported);
  EXPECT_EQ(ReadSidecarFacts(R"({"version":18446744073709551615,"origin":"dump"})").status().code(),
            ErrorCode::kNotSupported);
}

TEST(SidecarFacts, PinsAndNotesCountUnlessTheyAreEmpty) {
  const auto with = [](const std::string& more) { return Facts(R"({"version":2,"origin":"dump",)" + more + "}"); };
  EXPECT_TRUE(with(R"("pinned":true)").pinned);
  EXPECT_TRUE(with(R"("pinned":1)").pinned);
  for (const char* empty : {"false", "null", "\"\"", "[]", "{}"}) {
    EXPECT_FALSE(with(std::string(R"("pinned":)") + empty).pinned) << empty;
    EXPECT_EQ(with(std::string(R"("note":)") + empty).note, "") << empty;
  }
  EXPECT_EQ(with(R"("note":"listen at 0:07")").note, "listen at 0:07");
  EXPECT_NE(with(R"("note":["a"])").note, "");
  EXPECT_NE(with("\"note\":" + std::string(5'000, '[') + std::string(5'000, ']')).note, "");
}

TEST(SidecarFacts, TimesThatAreNoneAreNotTold) {
  for (const char* more :
       {"", R"(,"startedAtUnixMs":1)", R"(,"startedAtUnixMs":"1","durationSeconds":1)",
        R"(,"startedAtUnixMs":1e300,"durationSeconds":1)", R"(,"startedAtUnixMs":1,"durationSeconds":1e300)"}) {
    EXPECT_FALSE(Facts(R"({"version":2,"origin":"dump")" + std::string(more) + "}").timed) << more;
  }
}

TEST(SidecarFacts, OnlyNamesAreTracks) {
  const SidecarFacts facts = Facts(R"({"version":2,"origin":"dump","tracks":[{"file":"a.wav"},{"file":"../a.wav"},
    {"file":"x\\a.wav"},{"file":""},{"file":"."},{"file":".."},{"file":"a\u0000b"},{"file":7},{},3,"a.wav",
    {"file":"b.wav","kind":"nobody","channels":"many"}]})");
  ASSERT_EQ(facts.tracks.size(), 2u);
  EXPECT_EQ(facts.tracks[0].file, "a.wav");
  EXPECT_EQ(facts.tracks[1].file, "b.wav");
  EXPECT_EQ(facts.tracks[1].channels, 1);
}

TEST(SidecarFacts, WhatIsNotAskedForMayBeOfAnyDepth) {
  const std::string deep = std::string(500'000, '[') + std::string(500'000, ']');
  EXPECT_EQ(Facts(R"({"about":)" + deep + R"(,"version":2,"origin":"dump","tracks":)" + deep + "}").version, 2);
}

TEST(SidecarFacts, AnyBytesGiveFactsOrAnError) {
  const std::string whole = R"({"version":2,"id":"a-1","origin":"dump","pinned":false,"note":"","startedAtUnixMs":1,)"
                            R"("durationSeconds":2.5,"tracks":[{"file":"a.wav","kind":"remote","user":"x"}]})";
  uint32_t random = 5;
  int read = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = whole;
    random = random * 1664525 + 1013904223;
    text[(random >> 8) % text.size()] = static_cast<char>(random >> 24);
    const auto facts = ReadSidecarFacts(text);
    if (!facts.ok()) continue;
    ++read;
    for (const SidecarTrack& track : facts.value().tracks) EXPECT_EQ(track.file.find('/'), std::string::npos);
  }
  EXPECT_GT(read, 1'000);
}

}  // namespace
}  // namespace vr
