#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "native/recorder/harness.h"
#include "support/faulty_file_system.h"
#include "support/power_cut_file_system.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

constexpr int kSourceRate = 48000;

// A file system of so many KiB, or none where mounting is not allowed.
class SmallDisk {
 public:
  explicit SmallDisk(int size_kib) {
    const std::string size = "size=" + std::to_string(size_kib) + "k";
    mounted_ = ::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, size.c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount(folder_.path().c_str());
  }
  bool mounted() const { return mounted_; }
  std::string operator/(const std::string& name) const { return folder_ / name; }
  // Leaves so many bytes.
  void FillBut(uint64_t bytes) {
    const uint64_t free_bytes = std::filesystem::space(folder_.path()).available;
    std::ofstream(folder_ / "filler") << std::string(free_bytes > bytes ? free_bytes - bytes : 0, 'x');
  }
  void Empty() { std::filesystem::remove(folder_ / "filler"); }

 private:
  TemporaryFolder folder_;
  bool mounted_ = false;
};

class RecorderFailure : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!disk_.mounted()) GTEST_SKIP() << "SKIPPED: a small tmpfs cannot be mounted here";
    harness_.recorder().EnterRoom("room", "me");
    harness_.Open(SourceKind::kLocal, "me", kSourceRate, Counting);
  }

  SmallDisk disk_{1024};
  Harness harness_;
};

// "4 only when the task has ended and nothing more will be written"; what fitted is there.
TEST_F(RecorderFailure, EndsARealTimeTaskWithFourWhenTheDiskIsFullAndKeepsWhatFitted) {
  ASSERT_TRUE(harness_.Start(disk_ / "a.wav", 0, kSourceRate).ok());
  harness_.Run(20.0);  // 1.9 MB
  EXPECT_EQ(harness_.TakeTaskCodes(), (std::vector<int>{3, 4}));
  EXPECT_EQ(harness_.recorder().Stop().code, vr::CallCode::kInvalidState);
  const WavFile wav = ReadWav(disk_ / "a.wav");
  EXPECT_GT(wav.samples.size(), 9u * kSourceRate);
  EXPECT_EQ(BreakInCounting(wav.samples, 0), "");
  ASSERT_TRUE(harness_.Start(harness_.folder() / "b.wav", 0, kSourceRate).ok());
  harness_.Run(1.0);
  EXPECT_EQ(harness_.TakeTaskCodes(), (std::vector<int>{3}));
}

TEST_F(RecorderFailure, AnswersAFullDiskFromTheBeginningWithThreeAndFour) {
  disk_.FillBut(0);
  ASSERT_TRUE(harness_.Start(disk_ / "a.wav", 0, kSourceRate).ok());
  harness_.Run(2.0);
  const auto events = harness_.TakeEvents();
  std::vector<int> codes;
  for (const vr::Event& event : events) {
    if (event.kind != EventKind::kTask) continue;
    codes.push_back(event.code);
    EXPECT_FALSE(event.capture.has_value()) << "there is no file";
  }
  EXPECT_TRUE(codes == (std::vector<int>{3, 4}) || codes == (std::vector<int>{2})) << codes.size();
  for (const char* name : {"a.wav", "a.wav.json", "a.wav.features"}) {
    EXPECT_FALSE(std::filesystem::exists(disk_ / name)) << name;
  }
}

// What is known of a recording stays in its log until it stands beside the file.
TEST(RecorderFullDisk, LeavesTheLogOfARecordingForARecovery) {
  SmallDisk disk(1024);
  if (!disk.mounted()) GTEST_SKIP() << "SKIPPED: a small tmpfs cannot be mounted here";
  TemporaryFolder rings;
  vr::RecorderOptions options;
  options.recovery_folder = rings.path();
  options.min_free_bytes = 0;
  disk.FillBut(300 << 10);
  {
    Harness harness(options);
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kSourceRate, Counting);
    ASSERT_TRUE(harness.Start(disk / "a.wav", 0, kSourceRate).ok());
    harness.Run(8.0);
    EXPECT_EQ(harness.TakeTaskCodes(), (std::vector<int>{3, 4}));
  }
  EXPECT_FALSE(std::filesystem::exists(disk / "a.wav.json"));
  EXPECT_FALSE(rings.names().empty());
  disk.Empty();
  const auto events = RecoverLeft(options);
  EXPECT_TRUE(std::filesystem::exists(disk / "a.wav.json"));
  EXPECT_TRUE(std::filesystem::exists(disk / "a.wav.features"));
  EXPECT_TRUE(rings.names().empty());
}

TEST_F(RecorderFailure, KeepsADumpThatDidNotFitUntilItIsRetried) {
  ASSERT_TRUE(harness_.Start(harness_.folder() / "a.wav", 30, kSourceRate).ok());
  harness_.Run(30.0);
  uint64_t id = 0;
  ASSERT_TRUE(harness_.Dump(20.0, disk_ / "d.wav", &id).ok());  // 1.9 MB
  harness_.Run(1.0);
  auto events = harness_.TakeEvents();
  const vr::Event* failed = FindEvent(events, EventKind::kDumpFailed, id);
  ASSERT_NE(failed, nullptr);
  EXPECT_NE(failed->text, "");
  EXPECT_FALSE(std::filesystem::exists(disk_ / "d.wav"));
  EXPECT_FALSE(std::filesystem::exists(disk_ / "d.part.wav"));
  EXPECT_EQ(harness_.recorder().stats().captures_failed, 1u);

  harness_.Run(60.0);  // the buffer has gone round twice
  ASSERT_TRUE(harness_.recorder().Retry(id, harness_.folder() / "d.wav").ok());
  harness_.Run(1.0);
  events = harness_.TakeEvents();
  ASSERT_NE(FindEvent(events, EventKind::kDumpDone, id), nullptr);
  const WavFile wav = ReadWav(harness_.folder() / "d.wav");
  ASSERT_EQ(wav.samples.size(), 20u * kSourceRate);
  EXPECT_EQ(BreakInCounting(wav.samples, 10 * kSourceRate), "");
  EXPECT_EQ(harness_.recorder().stats().captures_failed, 0u);
}

TEST_F(RecorderFailure, KeepsTheLastCycleFileThatDidNotFitUntilItIsRetried) {
  ASSERT_TRUE(harness_.Start(disk_ / "a.wav", 30, kSourceRate).ok());
  harness_.Run(30.0);
  harness_.recorder().Stop();
  harness_.Settle();
  uint64_t id = 0;
  for (const vr::Event& event : harness_.TakeEvents()) {
    if (event.kind == EventKind::kTask && event.code == 4) id = event.capture_id;
  }
  ASSERT_NE(id, 0u);
  ASSERT_TRUE(harness_.recorder().Retry(id, harness_.folder() / "a.wav").ok());
  harness_.Settle();
  EXPECT_EQ(ReadWav(harness_.folder() / "a.wav").samples.size(), 30u * kSourceRate);
}

TEST_F(RecorderFailure, LeavesAnOldFileAsItWasWhenTheNewOneDoesNotFit) {
  std::ofstream(disk_ / "a.wav") << "the file of yesterday";
  ASSERT_TRUE(harness_.Start(disk_ / "a.wav", 30, kSourceRate).ok());
  harness_.Run(30.0);
  harness_.recorder().Stop();
  harness_.Settle();
  EXPECT_EQ(harness_.TakeTaskCodes(), (std::vector<int>{3, 4}));
  const std::vector<uint8_t> bytes = ReadBytes(disk_ / "a.wav");
  EXPECT_EQ(std::string(bytes.begin(), bytes.end()), "the file of yesterday");
}

// Memory that runs out in any operation on a file is a failure like any other: it is told, and nothing hangs.
TEST(RecorderMemory, ThatRunsOutInADumpFailsItAndKeepsItsAudio) {
  vr::test::FaultyFileSystem disk(vr::PlatformFileSystem());
  bool once = true;
  Harness harness({}, disk);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kSourceRate, Counting);
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 10, kSourceRate).ok());
  harness.Run(5.0);
  disk.SetHook([&](const std::string& operation) {
    if (operation != "reserve" || !once) return;
    once = false;
    throw std::bad_alloc();
  });
  uint64_t id = 0;
  ASSERT_TRUE(harness.Dump(3.0, harness.folder() / "d.wav", &id).ok());
  harness.Run(1.0);
  EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kDumpFailed, id), nullptr);
  ASSERT_TRUE(harness.recorder().Retry(id, "").ok());
  harness.Run(1.0);
  EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kDumpDone, id), nullptr);
  EXPECT_EQ(ReadWav(harness.folder() / "d.wav").samples.size(), 3u * kSourceRate);
}

TEST(RecorderMemory, ThatRunsOutAnywhereEndsEveryTaskAsItMust) {
  struct Kind {
    int cycle_time_s;
    bool durable;
  };
  for (const Kind kind : {Kind{10, false}, Kind{10, true}, Kind{0, false}, Kind{0, true}}) {
    bool more = true;
    for (uint64_t n = 1; more; ++n) {
      SCOPED_TRACE(std::to_string(kind.cycle_time_s) + (kind.durable ? " durable " : " ") + std::to_string(n));
      TemporaryFolder rings;
      vr::RecorderOptions options;
      options.min_free_bytes = 0;
      if (kind.durable) options.recovery_folder = rings.path();
      vr::test::PowerCutFileSystem fast(vr::PlatformFileSystem());  // whose syncing takes no time
      vr::test::FaultyFileSystem disk(fast);
      Harness harness(options, disk);
      harness.recorder().EnterRoom("room", "me");
      harness.Open(SourceKind::kLocal, "me", 16000, Counting);
      uint64_t operations = 0;
      disk.SetHook([&](const std::string&) {
        if (++operations == n) throw std::bad_alloc();
      });
      ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", kind.cycle_time_s, 16000).ok());
      harness.Run(0.4);
      harness.recorder().Stop();
      harness.Settle();
      more = operations >= n && n < 60;
      const std::vector<int> codes = harness.TakeTaskCodes();
      const bool as_it_must =
          codes == std::vector<int>{2} || codes == (std::vector<int>{3, 4}) || codes == (std::vector<int>{3, 5});
      EXPECT_TRUE(as_it_must) << ::testing::PrintToString(codes);
      harness.Destroy();
    }
  }
}

// A task that cannot begin leaves what stands at the paths of its files.
TEST(RecorderOpening, OfTracksWaitsForTheMix) {
  for (uint64_t n = 1; n < 12; ++n) {
    vr::test::FaultyFileSystem disk(vr::PlatformFileSystem());
    Harness harness({}, disk);
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", 16000, Counting);
    const std::string path = harness.folder() / "a.wav";
    const std::string track = harness.folder() / "a.local.wav";
    std::ofstream(track) << "of yesterday";
    vr::TaskRequest request;
    request.file_path = path.c_str();
    request.sample_rate_hz = 16000;
    request.tracks = 1;
    disk.FailAt(n, vr::ErrorCode::kPermissionDenied, false);
    ASSERT_TRUE(harness.Start(request).ok());
    harness.Run(0.5);
    if (harness.TakeTaskCodes() != std::vector<int>{2}) continue;
    const std::vector<uint8_t> bytes = ReadBytes(track);
    EXPECT_EQ(std::string(bytes.begin(), bytes.end()), "of yesterday") << disk.failed_operation();
  }
}

// ---- Written, and not on the disk

class RecorderSync : public ::testing::Test {
 protected:
  void SetUp() override {
    vr::RecorderOptions options;
    options.recovery_folder = rings_.path();
    options.min_free_bytes = 0;
    harness_ = std::make_unique<Harness>(options, disk_);
    harness_->recorder().EnterRoom("room", "me");
    harness_->Open(SourceKind::kLocal, "me", 16000, Counting);
  }
  // Records, and the file that is written then cannot be synced when it is tried for the first time. What is synced is
  // opened after the last file has got its name.
  void Record(int cycle_time_s) {
    ASSERT_TRUE(harness_->Start(captures_ / "a.wav", cycle_time_s).ok());
    harness_->Run(2.0);
    harness_->recorder().Stop();
    bool is_named = false;
    disk_.SetHook([this, is_named](const std::string& operation) mutable {
      is_named = is_named || operation == "rename";
      if (!is_named || operation != "open-blocks" || failures_ == 0) return;
      --failures_;
      throw std::bad_alloc();
    });
    harness_->Run(1.0);
    ASSERT_EQ(harness_->TakeTaskCodes(), (std::vector<int>{3, 5}));
    ASSERT_EQ(failures_, 0);
    ASSERT_NE(rings_.names(), std::vector<std::string>());
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
  vr::test::FaultyFileSystem disk_{vr::PlatformFileSystem()};
  std::unique_ptr<Harness> harness_;
  int failures_ = 1;
};

TEST_F(RecorderSync, OfACaptureIsTriedAgain) {
  Record(10);
  harness_->RunSilent(6.0);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

TEST_F(RecorderSync, OfARecordingIsTriedAgain) {
  Record(0);
  harness_->RunSilent(6.0);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

TEST_F(RecorderSync, IsNotWaitedForAfterADiscard) {
  Record(10);
  ASSERT_TRUE(harness_->recorder().Discard(2).ok());
  harness_->RunSilent(0.1);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

// A handler of the game may move a capture as soon as it is told of.
TEST_F(RecorderSync, IsNotWaitedForWhereTheCaptureHasBeenMoved) {
  Record(10);
  std::filesystem::rename(captures_.path(), captures_.path() + "-moved");
  harness_->RunSilent(6.0);
  std::filesystem::rename(captures_.path() + "-moved", captures_.path());
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

TEST(RecorderRetention, RemovesTheOldestDumpsOnly) {
  vr::RecorderOptions options;
  options.retention.max_count = 2;
  Harness harness(options);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", 16000, Counting);
  std::ofstream(harness.folder() / "foreign.wav") << "not ours";
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 10).ok());
  harness.Run(1.0);
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(harness.Dump(1.0, "").ok());
    harness.Run(0.5);
    ::usleep(20000);  // file times have a grain
  }
  harness.Settle();
  size_t wavs = 0;
  for (const std::string& name : harness.folder().names()) {
    if (name.compare(0, 4, "dump") == 0 && name.size() >= 4 && name.compare(name.size() - 4, 4, ".wav") == 0) ++wavs;
  }
  EXPECT_EQ(wavs, 2u);
  EXPECT_TRUE(std::filesystem::exists(harness.folder() / "foreign.wav"));
  EXPECT_TRUE(std::filesystem::exists(harness.folder() / "dump-4.wav") ||
              std::filesystem::exists(harness.folder() / "dump.wav"));
  EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kCaptureRemoved), nullptr);
}

TEST(RecorderRetention, HoldsForRecordingsAndForWhatIsRecovered) {
  TemporaryFolder captures;
  TemporaryFolder rings;
  vr::RecorderOptions options;
  options.captures_folder = captures.path();
  options.recovery_folder = rings.path();
  options.min_free_bytes = 0;
  options.retention.max_count = 2;
  const auto wavs = [&captures] {
    std::vector<std::string> found;
    for (const std::string& name : captures.names()) {
      if (name.size() > 4 && name.compare(name.size() - 4, 4, ".wav") == 0) found.push_back(name);
    }
    return found;
  };
  {
    Harness harness(options);
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", 16000, Counting);
    for (const char* name : {"1.wav", "2.wav", "3.wav"}) {
      ASSERT_TRUE(harness.Start(captures / name, 0).ok());
      harness.Run(1.0);
      harness.recorder().Stop();
      harness.Settle();
    }
    EXPECT_EQ(wavs(), (std::vector<std::string>{"2.wav", "3.wav"}));
  }
  LiveAndBeKilled(options, [](Harness& harness) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", 16000, Counting);
    ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 10).ok());
    harness.Run(3.0);
  });
  const auto events = RecoverLeft(options);
  ASSERT_NE(FindEvent(events, EventKind::kRecovered), nullptr);
  EXPECT_EQ(wavs().size(), 2u);
  EXPECT_TRUE(std::filesystem::exists(FindEvent(events, EventKind::kRecovered)->path));
}

}  // namespace
}  // namespace vr_test
