#include <gtest/gtest.h>
#include <sys/mount.h>

#include <filesystem>
#include <string>
#include <vector>

#include "native/recorder/harness.h"
#include "tap/tap_table.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

class RecorderPaths : public ::testing::Test {
 protected:
  void SetUp() override {
    harness_.recorder().EnterRoom("room", "me");
    harness_.Open(SourceKind::kLocal, "me", 16000, Counting);
  }

  // Records a second to this path, as it happens or from a cycle buffer, and gives the codes of the events.
  std::vector<int> CodesAt(const std::string& path, int cycle_time_s) {
    EXPECT_TRUE(harness_.Start(path, cycle_time_s).ok()) << path;
    harness_.Run(1.0);
    harness_.recorder().Stop();
    harness_.Settle();
    return harness_.TakeTaskCodes();
  }

  Harness harness_;
};

TEST_F(RecorderPaths, TakesSpacesChineseEmojiAndAnyLetterCase) {
  for (const char* name : {"with space.wav", "\xe5\xbd\x95\xe9\x9f\xb3 \xe6\xb5\x8b\xe8\xaf\x95.wav",
                           "\xf0\x9f\x8e\xa4\xf0\x9f\x94\xa5.wav", "SHOUT.WAV", "quo'te\"d $HOME `ls`.wav"}) {
    for (const int cycle_time_s : {0, 10}) {
      EXPECT_EQ(CodesAt(harness_.folder() / name, cycle_time_s), (std::vector<int>{3, 5})) << name;
      EXPECT_EQ(ReadWav(harness_.folder() / name).samples.size(), 16000u) << name;
    }
  }
}

TEST_F(RecorderPaths, AnswersAFileThatCannotBeOpenedWithTwo) {
  const std::string folder_as_target = harness_.folder() / "folder.wav";
  std::filesystem::create_directory(folder_as_target);
  for (const std::string& path :
       {harness_.folder() / "missing/a.wav", harness_.folder() / (std::string(1000, 'x') + ".wav"), folder_as_target,
        std::string("/proc/a.wav"), std::string("/dev/null/a.wav")}) {
    for (const int cycle_time_s : {0, 10}) {
      EXPECT_EQ(CodesAt(path, cycle_time_s), (std::vector<int>{2})) << path;
    }
  }
  EXPECT_FALSE(std::filesystem::exists(harness_.folder() / "missing"));
}

TEST_F(RecorderPaths, AnswersAFolderThatCannotBeWrittenWithTwo) {
  TemporaryFolder mounted;
  if (::mount("tmpfs", mounted.path().c_str(), "tmpfs", MS_RDONLY, "size=64k") != 0) {
    GTEST_SKIP() << "SKIPPED: a read-only tmpfs cannot be mounted here";
  }
  EXPECT_EQ(CodesAt(mounted / "a.wav", 0), (std::vector<int>{2}));
  EXPECT_EQ(CodesAt(mounted / "a.wav", 10), (std::vector<int>{2}));
  ::umount(mounted.path().c_str());
}

TEST_F(RecorderPaths, AnswersAnyOtherSuffixWithOne) {
  for (const char* name : {"a.mp3", "a", "a.wav.txt", "wav", ".wav", "a.wave"}) {
    EXPECT_EQ(CodesAt(harness_.folder() / name, 0), (std::vector<int>{1})) << name;
  }
  EXPECT_TRUE(harness_.folder().names().empty());
}

// "A source may change its rate or channel count in the middle. The file keeps its own."
TEST(Recorder, KeepsItsRateAndTimeWhenASourceChangesItsFormat) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  vr::SourceId id = 0;
  ASSERT_TRUE(harness.recorder().OpenSource(SourceKind::kLocal, "me", "", &id).ok());
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 0, 48000).ok());
  const struct {
    int rate_hz, channels;
  } formats[] = {{48000, 2}, {16000, 1}, {44100, 1}, {8000, 2}, {48000, 1}};
  for (const auto& format : formats) {
    for (int cell = 0; cell < 100; ++cell) {
      const int64_t begin_ns = harness.recorder().NowNs();
      harness.recorder().Advance(10 * vr::kNsPerMs);
      const int frames = format.rate_hz / 100;
      const std::vector<int16_t> block(static_cast<size_t>(frames * format.channels), 8000);
      const vr::StreamFormat stream{format.rate_hz, format.channels, vr::SampleFormat::kInt16};
      ASSERT_EQ(vr::PushToTap(id, block.data(), static_cast<uint32_t>(frames), stream, begin_ns),
                vr::PushResult::kTaken);
    }
  }
  harness.recorder().Stop();
  harness.Settle();
  const WavFile wav = ReadWav(harness.folder() / "a.wav");
  EXPECT_EQ(wav.sample_rate_hz, 48000);
  ASSERT_EQ(wav.samples.size(), 5u * 48000);
  for (size_t i = 0; i < wav.samples.size(); ++i) {
    const size_t from_change = std::min(i % 48000, 48000 - i % 48000);
    if (from_change <= 480) continue;
    ASSERT_NEAR(wav.samples[i], 8000, 100) << i;
  }
  EXPECT_EQ(harness.recorder().stats().sources.at(0).gaps, 0u);
}

// "15 minutes of mono at Medium, with the feature track of two sources and the mix, fit in under 8 MiB, each further
// track at most 1 MiB more."
TEST(Recorder, HoldsFifteenMinutesOfAacInUnderEightMebibytes) {
  constexpr uint64_t kMebibyte = 1 << 20;
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", 16000, Counting);
  harness.Open(SourceKind::kRemote, "you", 16000, Counting);
  ASSERT_TRUE(harness.Start(harness.folder() / "a.aac", 900, 32000).ok());
  harness.Run(0.5);
  const uint64_t with_two = harness.recorder().stats().buffer_capacity_bytes;
  EXPECT_LT(with_two, 8 * kMebibyte);
  harness.Open(SourceKind::kRemote, "third", 16000, Counting);
  harness.Run(0.5);
  EXPECT_LE(harness.recorder().stats().buffer_capacity_bytes, with_two + kMebibyte);
}

}  // namespace
}  // namespace vr_test
