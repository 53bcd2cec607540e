#include "writer/retention.h"

#include <gtest/gtest.h>

#include "support/faulty_file_system.h"
#include "support/memory_file_system.h"

namespace vr {
namespace {

using test::FaultyFileSystem;
using test::MemoryFileSystem;
using Names = std::vector<std::string>;

constexpr int64_t kNowMs = 1'764'000'000'000;

std::string Path(const std::string& name) {
  return "/captures/" + name;
}

// A capture of 100 bytes of audio that ended `age_s` before now; `more` is added to its sidecar.
void PutCapture(MemoryFileSystem& files, const std::string& name, int64_t age_s, const std::string& more = "") {
  files.Put(Path(name), std::string(100, 'a'), kNowMs);
  files.Put(Path(name + ".json"), R"({"version":1,"origin":"dump","durationSeconds":10,"startedAtUnixMs":)" +
                                      std::to_string(kNowMs - age_s * 1000 - 10'000) + more + "}");
}

RetentionLimits Count(uint32_t count) {
  RetentionLimits limits;
  limits.max_count = count;
  return limits;
}

Names Apply(FileSystem& files, const RetentionLimits& limits, const Names& keep = {}) {
  return ApplyRetention(files, "/captures", limits, keep, kNowMs);
}

TEST(Retention, RemovesTheOldestBeyondTheCountWithTheirCompanions) {
  MemoryFileSystem files;
  PutCapture(files, "old.wav", 300);
  PutCapture(files, "older.aac", 400);
  PutCapture(files, "new.wav", 100);
  files.Put(Path("older.aac.features"), "f");
  EXPECT_EQ(Apply(files, Count(2)), Names{Path("older.aac")});
  EXPECT_EQ(files.Paths(), (Names{Path("new.wav"), Path("new.wav.json"), Path("old.wav"), Path("old.wav.json")}));
  EXPECT_EQ(Apply(files, Count(1)), Names{Path("old.wav")});
  EXPECT_TRUE(Apply(files, Count(1)).empty());
}

TEST(Retention, MakesRoomForWhatIsComing) {
  MemoryFileSystem files;
  PutCapture(files, "a.wav", 300);
  PutCapture(files, "b.wav", 200);
  PutCapture(files, "c.wav", 100);
  EXPECT_EQ(ApplyRetention(files, "/captures", Count(3), {}, kNowMs, {1, 0}), Names{Path("a.wav")});
  RetentionLimits limits;
  limits.max_bytes = 2 * (100 + files.SizeOf(Path("b.wav.json")));
  EXPECT_TRUE(Apply(files, limits).empty());
  EXPECT_EQ(ApplyRetention(files, "/captures", limits, {}, kNowMs, {1, 50}), Names{Path("b.wav")});
}

TEST(Retention, BytesCountAllFilesOfACapture) {
  MemoryFileSystem files;
  PutCapture(files, "a.wav", 300);
  PutCapture(files, "b.wav", 200);
  files.Put(Path("b.wav.features"), std::string(1000, 'f'));
  const uint64_t all = 2 * (100 + files.SizeOf(Path("a.wav.json"))) + 1000;
  RetentionLimits limits;
  limits.max_bytes = all;
  EXPECT_TRUE(Apply(files, limits).empty());
  limits.max_bytes = all - 1;
  EXPECT_EQ(Apply(files, limits), Names{Path("a.wav")});
}

TEST(Retention, AgeRunsFromTheEndOfTheCapture) {
  MemoryFileSystem files;
  PutCapture(files, "a.wav", 61);
  PutCapture(files, "b.wav", 60);
  RetentionLimits limits;
  limits.max_age_s = 60;
  EXPECT_EQ(Apply(files, limits), Names{Path("a.wav")});
}

TEST(Retention, WhereTheSidecarTellsNoTimeTheFileDoes) {
  MemoryFileSystem files;
  for (const char* name : {"a.wav", "b.wav"})
    files.Put(Path(std::string(name) + ".json"), R"({"version":1,"origin":"task"})");
  files.Put(Path("a.wav"), "x", kNowMs - 1000);
  files.Put(Path("b.wav"), "x", kNowMs - 2000);
  EXPECT_EQ(Apply(files, Count(1)), Names{Path("b.wav")});
}

TEST(Retention, WithoutLimitsNothingGoes) {
  MemoryFileSystem files;
  PutCapture(files, "a.wav", 1'000'000'000);
  EXPECT_TRUE(Apply(files, RetentionLimits()).empty());
}

// "Files in `keep` (full paths of audio files) stay."
TEST(Retention, FilesToKeepStayAndTheNextOldestGoes) {
  MemoryFileSystem files;
  PutCapture(files, "a.wav", 300);
  PutCapture(files, "b.wav", 200);
  PutCapture(files, "c.wav", 100);
  EXPECT_EQ(Apply(files, Count(2), {Path("a.wav")}), Names{Path("b.wav")});
  EXPECT_EQ(Apply(files, Count(1), {Path("a.wav"), Path("c.wav")}), Names{});
}

TEST(Retention, PinnedAndNotedCapturesStay) {
  MemoryFileSystem files;
  PutCapture(files, "pinned.wav", 300, R"(,"pinned":true)");
  PutCapture(files, "noted.wav", 300, R"(,"note":"listen at 0:07")");
  PutCapture(files, "plain.wav", 200, R"(,"pinned":false,"note":"")");
  PutCapture(files, "new.wav", 100);
  EXPECT_EQ(Apply(files, Count(1)), Names{Path("plain.wav")});
}

TEST(Retention, WhatIsNotOursIsNeverTouched) {
  MemoryFileSystem files;
  const auto foreign = [&files](const std::string& name, const std::string& sidecar) {
    files.Put(Path(name), "audio", 0);
    if (!sidecar.empty()) files.Put(Path(name + ".json"), sidecar);
  };
  const std::string ours = R"({"version":1,"origin":"dump","startedAtUnixMs":0,"durationSeconds":1})";
  foreign("alone.wav", "");
  foreign("text.wav", "not json");
  foreign("list.wav", "[1]");
  foreign("other.wav", R"({"version":1})");
  foreign("origin.wav", R"({"version":1,"origin":"elsewhere"})");
  foreign("type.wav", R"({"version":"1","origin":"dump"})");
  foreign("future.wav", R"({"version":3,"origin":"dump"})");
  foreign("past.wav", R"({"version":0,"origin":"dump"})");
  foreign("deep.wav", std::string(1'000'000, '['));
  foreign("large.wav", ours + std::string(65 << 20, ' '));
  foreign("song.mp3", ours);
  foreign("making.part.wav", ours);
  foreign("making.part-2.wav", ours);
  const Names before = files.Paths();
  PutCapture(files, "a.wav", 10);
  RetentionLimits limits;
  limits.max_count = 1;
  limits.max_bytes = 1;
  limits.max_age_s = 1;
  EXPECT_EQ(Apply(files, limits), Names{Path("a.wav")});
  EXPECT_EQ(files.Paths(), before);
}

// A sidecar of version 2 names the tracks.
TEST(Retention, TracksGoWithTheirCaptureAndTheirBytesCount) {
  MemoryFileSystem files;
  const auto put = [&files](const std::string& name, int64_t age_s) {
    const std::string tracks = R"(,"tracks":[{"file":")" + name + R"(.local.wav"},{"file":"gone.wav"},)" +
                               R"({"file":"other.wav"},{"file":"../far.wav"},{"file":"x.txt"}])";
    files.Put(Path(name + ".wav"), std::string(100, 'a'), kNowMs);
    files.Put(Path(name + ".local.wav"), std::string(1000, 't'), kNowMs);
    files.Put(Path(name + ".wav.json"), R"({"version":2,"origin":"task","durationSeconds":10,"startedAtUnixMs":)" +
                                            std::to_string(kNowMs - age_s * 1000 - 10'000) + tracks + "}");
  };
  put("a", 300);
  put("b", 200);
  files.AddFolder("/");
  files.Put("/far.wav", "of another folder");
  files.Put(Path("x.txt"), "no audio");
  PutCapture(files, "other.wav", 1);
  const uint64_t all = 2 * (1100 + files.SizeOf(Path("a.wav.json"))) + 100 + files.SizeOf(Path("other.wav.json"));
  RetentionLimits limits;
  limits.max_bytes = all;
  EXPECT_TRUE(Apply(files, limits).empty());
  limits.max_bytes = all - 1;
  EXPECT_EQ(Apply(files, limits), Names{Path("a.wav")});
  EXPECT_EQ(Apply(files, Count(1)), Names{Path("b.wav")});
  EXPECT_EQ(files.Paths(), (Names{Path("other.wav"), Path("other.wav.json"), Path("x.txt"), "/far.wav"}));
}

TEST(Retention, AFileThatCannotBeRemovedKeepsItsCompanions) {
  MemoryFileSystem memory;
  PutCapture(memory, "a.wav", 300);
  PutCapture(memory, "b.wav", 200);
  FaultyFileSystem files(memory);
  files.FailAt(4, ErrorCode::kPermissionDenied, false);  // list, read, read, remove
  EXPECT_EQ(Apply(files, Count(1)), Names{Path("b.wav")});
  EXPECT_EQ(memory.Paths(), (Names{Path("a.wav"), Path("a.wav.json")}));
}

TEST(Retention, AMissingFolderIsNothingToDo) {
  MemoryFileSystem files;
  EXPECT_TRUE(ApplyRetention(files, "/gone", Count(1), {}, kNowMs).empty());
}

TEST(Retention, TheFolderMayEndInASeparator) {
  MemoryFileSystem files;
  PutCapture(files, "a.wav", 300);
  PutCapture(files, "b.wav", 200);
  EXPECT_EQ(ApplyRetention(files, "/captures/", Count(1), {}, kNowMs), Names{Path("a.wav")});
}

}  // namespace
}  // namespace vr
