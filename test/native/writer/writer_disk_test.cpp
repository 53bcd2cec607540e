// Captures in real folders, on small disks, and by several processes' worth of writers at once.
#include <gtest/gtest.h>
#if defined(__linux__)
#include <sys/mount.h>
#endif

#include <set>
#include <thread>

#include "native/writer/capture_samples.h"
#include "support/temp_folder.h"
#include "writer/capture_writer.h"
#include "writer/retention.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite
using Names = std::vector<std::string>;

Result<WrittenCapture> Write(const std::string& path, ExistingTarget existing, const std::string& audio,
                             const CaptureInfo& info) {
  return WriteHeld(PlatformFileSystem(), path, existing, {audio}, info);
}

TEST(CaptureWriterOnDisk, WritesUnderNamesOfEveryKind) {
  const TempFolder folder;
  const std::string audio = Adts(3, 77);
  for (const char* name : {"plain.aac", "with space.aac", "语音录制.aac", "🎤.aac", "a'b\"c.AAC"}) {
    const auto written = Write(folder.File(name), ExistingTarget::kRefuse, audio, FullInfo());
    ASSERT_TRUE(written.ok()) << written.status().message();
    EXPECT_EQ(folder.Get(name), audio);
    EXPECT_FALSE(folder.Get(std::string(name) + ".json").empty());
    EXPECT_FALSE(folder.Get(std::string(name) + ".features").empty());
  }
  EXPECT_EQ(folder.Names().size(), 15u) << "and nothing else is left";
}

TEST(CaptureWriterOnDisk, ANameOf1000CharactersIsRefused) {
  const TempFolder folder;
  const auto written = Write(folder.File(std::string(1000, 'n') + ".aac"), ExistingTarget::kCountUp, "", AacInfo());
  EXPECT_EQ(written.status().code(), ErrorCode::kNameTooLong);
  EXPECT_TRUE(folder.Names().empty());
}

TEST(CaptureWriterOnDisk, TheLongestNameIsWrittenThoughItsCompanionsHaveNoRoom) {
  const TempFolder folder;
  const std::string name = std::string(251, 'n') + ".aac";
  const auto written = Write(folder.File(name), ExistingTarget::kRefuse, Adts(1, 50), FullInfo());
  ASSERT_TRUE(written.ok()) << written.status().message();
  EXPECT_EQ(written.value().sidecar_path, "");
  EXPECT_EQ(folder.Names(), Names{name});
}

TEST(CaptureWriterOnDisk, WritersThatRaceToOneNameAllGetOne) {
  const TempFolder folder;
  constexpr int kWriters = 6;
  std::vector<std::string> paths(kWriters);
  std::vector<std::thread> threads;
  for (int i = 0; i < kWriters; ++i) {
    threads.emplace_back([&folder, &paths, i] {
      const auto written = Write(folder.File("a.aac"), ExistingTarget::kCountUp, Adts(i + 1, 64), AacInfo());
      if (written.ok()) paths[i] = written.value().file_path;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::set<std::string>(paths.begin(), paths.end()).size(), 6u);
  for (int i = 0; i < kWriters; ++i) EXPECT_EQ(std::filesystem::file_size(paths[i]), 64u * (i + 1));
  EXPECT_EQ(folder.Names().size(), 2u * kWriters);
}

TEST(CaptureWriterOnDisk, RetentionUnderstandsTheSidecarsOfTheWriter) {
  const TempFolder folder;
  CaptureInfo info = FullInfo();
  for (const char* name : {"a.aac", "b.aac", "c.aac"}) {
    info.start_unix_ms += 1000;
    ASSERT_TRUE(Write(folder.File(name), ExistingTarget::kRefuse, Adts(1, 50), info).ok());
  }
  folder.Put("foreign.wav", "x");
  RetentionLimits limits;
  limits.max_count = 1;
  const Names removed = ApplyRetention(PlatformFileSystem(), folder.path(), limits, {}, info.start_unix_ms);
  EXPECT_EQ(removed, (Names{folder.File("a.aac"), folder.File("b.aac")}));
  EXPECT_EQ(folder.Names(), (Names{"c.aac", "c.aac.features", "c.aac.json", "foreign.wav"}));
}

#if defined(__linux__)

TEST(CaptureWriterOnDisk, AFullDiskKeepsTheOldFileAndLeavesNothingNew) {
  const TempFolder folder;
  if (mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=512k") != 0) {
    GTEST_SKIP() << "SKIPPED: a small tmpfs can be mounted by root only";
  }
  folder.Put("a.wav", "old");
  const auto written = Write(folder.File("a.wav"), ExistingTarget::kReplace, Pcm(200'000, 2), WavInfo());
  EXPECT_EQ(written.status().code(), ErrorCode::kDiskFull);
  EXPECT_NE(written.status().message().find("the disk is full"), std::string::npos);
  EXPECT_EQ(folder.Names(), Names{"a.wav"});
  EXPECT_EQ(folder.Get("a.wav"), "old");

  // A recording in real time keeps what did fit, playable.
  auto made = CaptureFile::Make(PlatformFileSystem(), folder.File("live.wav"), OpenMode::kReplace,
                                {Codec::kPcm16, 48000, 2}, 0, nullptr, "");
  ASSERT_TRUE(made.ok());
  const std::string second = Pcm(48'001, 2);
  Status status;
  for (int i = 0; i < 10 && status.ok(); ++i) status = made.value()->Append({View(second)});
  EXPECT_EQ(status.code(), ErrorCode::kDiskFull);
  EXPECT_TRUE(made.value()->Finish().ok());
  const std::string file = folder.Get("live.wav");
  EXPECT_GT(file.size(), 400'000u);
  EXPECT_EQ(Le(file, 76, 4), file.size() - 80);
  EXPECT_EQ((file.size() - 80) % 4, 0u);
  umount2(folder.path().c_str(), MNT_DETACH);
}

#endif

}  // namespace
}  // namespace vr
