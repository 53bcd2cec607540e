#include "writer/capture_writer.h"

#include <gtest/gtest.h>

#include <thread>

#include "native/writer/capture_samples.h"
#include "support/faulty_file_system.h"
#include "support/memory_file_system.h"
#include "writer/held_pieces.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite
using Names = std::vector<std::string>;

Result<WrittenCapture> Write(FileSystem& files, const std::string& path, ExistingTarget existing,
                             const std::string& audio, const CaptureInfo& info = WavInfo()) {
  return WriteHeld(files, path, existing, {audio}, info);
}

TEST(CaptureWriter, WritesAudioFeaturesAndSidecar) {
  MemoryFileSystem files;
  const std::string audio = Adts(4, 90);
  const auto written = Write(files, kAac, ExistingTarget::kRefuse, audio, FullInfo());
  ASSERT_TRUE(written.ok()) << written.status().message();
  EXPECT_EQ(written.value().file_path, kAac);
  EXPECT_EQ(written.value().sidecar_path, "/captures/a.aac.json");
  EXPECT_EQ(written.value().features_path, "/captures/a.aac.features");
  EXPECT_EQ(written.value().file_bytes, audio.size());
  EXPECT_EQ(files.Get(kAac), audio);
  EXPECT_EQ(files.Paths(), (Names{kAac, "/captures/a.aac.features", "/captures/a.aac.json"}));
}

TEST(CaptureWriter, AWavKeepsEverySampleOfAllViews) {
  MemoryFileSystem files;
  const std::string audio = Pcm(900'000, 2);
  std::vector<ByteView> views;
  for (size_t at = 0; at < audio.size(); at += 65'537) {
    views.push_back({View(audio).data + at, std::min<size_t>(65'537, audio.size() - at)});
  }
  HeldPieces pieces(views, WavInfo().format);
  ASSERT_TRUE(WriteCapture(files, kWav, ExistingTarget::kRefuse, {pieces, {}}, WavInfo(), nullptr, nullptr).ok());
  const std::string file = files.Get(kWav);
  EXPECT_EQ(Le(file, 76, 4), audio.size());
  EXPECT_TRUE(file.compare(80, std::string::npos, audio) == 0);
}

TEST(CaptureWriter, WithoutFeaturesThereIsNoFeatureFile) {
  MemoryFileSystem files;
  files.Put("/captures/a.wav.features", "of an older capture");
  const auto written = Write(files, kWav, ExistingTarget::kReplace, Pcm(10, 2));
  ASSERT_TRUE(written.ok());
  EXPECT_EQ(written.value().features_path, "");
  EXPECT_EQ(files.Paths(), (Names{kWav, "/captures/a.wav.json"}));
}

TEST(CaptureWriter, AnExistingTargetIsReplacedRefusedOrCountedPast) {
  MemoryFileSystem files;
  files.Put(kWav, "old");
  const auto refused = Write(files, kWav, ExistingTarget::kRefuse, Pcm(1, 2));
  EXPECT_EQ(refused.status().code(), ErrorCode::kAlreadyExists);
  EXPECT_NE(refused.status().message().find(kWav), std::string::npos);
  EXPECT_EQ(files.Paths(), Names{kWav});
  EXPECT_EQ(files.Get(kWav), "old");
  EXPECT_EQ(Write(files, kWav, ExistingTarget::kCountUp, Pcm(1, 2)).value().file_path, "/captures/a-2.wav");
  EXPECT_EQ(Write(files, kWav, ExistingTarget::kCountUp, Pcm(2, 2)).value().file_path, "/captures/a-3.wav");
  EXPECT_TRUE(files.Exists("/captures/a-3.wav.json"));
  EXPECT_EQ(files.Get(kWav), "old");
  EXPECT_EQ(Write(files, kWav, ExistingTarget::kReplace, Pcm(1, 2)).value().file_path, kWav);
  EXPECT_EQ(files.SizeOf(kWav), 84u);
}

TEST(CaptureWriter, ForeignPartAndTemporaryFilesAreNeverTouched) {
  MemoryFileSystem files;
  files.Put("/captures/a.part.wav", "foreign");
  files.Put("/captures/a.wav.json.tmp", "foreign");
  ASSERT_TRUE(Write(files, kWav, ExistingTarget::kRefuse, Pcm(1, 2)).ok());
  EXPECT_EQ(files.Get("/captures/a.part.wav"), "foreign");
  EXPECT_EQ(files.Get("/captures/a.wav.json.tmp"), "foreign");
  EXPECT_EQ(files.Paths().size(), 4u);
}

TEST(CaptureWriter, RefusesPathsThatCannotBe) {
  MemoryFileSystem files;
  const auto code = [&files](const std::string& path, const CaptureInfo& info) {
    return Write(files, path, ExistingTarget::kReplace, "", info).status().code();
  };
  EXPECT_EQ(code("/captures/a.mp3", WavInfo()), ErrorCode::kInvalidArgument);
  EXPECT_EQ(code("/captures/.wav", WavInfo()), ErrorCode::kInvalidArgument);
  EXPECT_EQ(code("/captures/a.aac", WavInfo()), ErrorCode::kInvalidArgument);
  EXPECT_EQ(code("/captures/a.wav", AacInfo()), ErrorCode::kInvalidArgument);
  EXPECT_EQ(code("/gone/a.wav", WavInfo()), ErrorCode::kNotFound);
  EXPECT_EQ(code("/captures/" + std::string(1000, 'a') + ".wav", WavInfo()), ErrorCode::kNameTooLong);
  EXPECT_TRUE(files.Paths().empty());
}

// A target that was checked when recording began must not fail because of what we add to its name.
TEST(CaptureWriter, TheLongestNameStillGivesACapture) {
  MemoryFileSystem files;
  const std::string path = "/captures/" + std::string(251, 'a') + ".wav";
  const auto written = Write(files, path, ExistingTarget::kRefuse, Pcm(1, 2));
  ASSERT_TRUE(written.ok()) << written.status().message();
  EXPECT_EQ(written.value().file_path, path);
}

TEST(CaptureWriter, ProgressRunsFromNoneToAll) {
  MemoryFileSystem memory;
  FaultyFileSystem files(memory);
  files.SetHook([](const std::string& operation) {
    if (operation == "append") std::this_thread::sleep_for(std::chrono::milliseconds(60));
  });
  std::vector<double> told;
  const std::string audio = Pcm(1'000'000, 2);
  const auto tell = [&told](double done) {
    told.push_back(done);
    return true;
  };
  const auto written = WriteHeld(files, kWav, ExistingTarget::kRefuse, {audio}, WavInfo(), nullptr, tell);
  ASSERT_TRUE(written.ok());
  ASSERT_GE(told.size(), 4u);
  EXPECT_EQ(told.front(), 0.0);
  EXPECT_EQ(told.back(), 1.0);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
}

// "returning false cancels, and nothing is left behind"
TEST(CaptureWriter, CancellingLeavesNothingAtAnyPoint) {
  const std::string audio = Pcm(1'000'000, 2);
  for (int calls = 0; calls < 4; ++calls) {
    MemoryFileSystem memory;
    memory.Put(kWav, "old");
    FaultyFileSystem files(memory);
    files.SetHook([](const std::string& operation) {
      if (operation == "append") std::this_thread::sleep_for(std::chrono::milliseconds(60));
    });
    int left = calls;
    const auto more = [&left](double) { return left-- > 0; };
    const auto written = WriteHeld(files, kWav, ExistingTarget::kReplace, {audio}, WavInfo(), nullptr, more);
    EXPECT_EQ(written.status().code(), ErrorCode::kCancelled) << calls;
    EXPECT_EQ(memory.Paths(), Names{kWav});
    EXPECT_EQ(memory.Get(kWav), "old");
  }
}

TEST(CaptureWriter, WritersThatRaceToOneNameAllGetOne) {
  MemoryFileSystem files;
  constexpr int kWriters = 8;
  std::vector<std::thread> threads;
  std::vector<std::string> paths(kWriters);
  for (int i = 0; i < kWriters; ++i) {
    threads.emplace_back([&files, &paths, i] {
      paths[i] = Write(files, kWav, ExistingTarget::kCountUp, Pcm(i + 1, 2)).value().file_path;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < kWriters; ++i) EXPECT_EQ(files.SizeOf(paths[i]), 80u + 4u * (i + 1)) << paths[i];
  EXPECT_EQ(files.Paths().size(), 2u * kWriters);
}

TEST(CaptureWriter, CompanionsOfAFinishedRecordingAreWrittenAndRemoved) {
  MemoryFileSystem files;
  files.Put(kAac, "audio");
  const WrittenCapture written = WriteCompanions(files, {{kAac, 5}, {}}, FullInfo(), nullptr, nullptr);
  EXPECT_EQ(written.file_path, kAac);
  EXPECT_EQ(written.file_bytes, 5u);
  EXPECT_TRUE(files.Exists(written.sidecar_path));
  EXPECT_TRUE(files.Exists(written.features_path));
  RemoveCompanions(files, kAac, {});
  EXPECT_EQ(files.Paths(), Names{kAac});
  RemoveCompanions(files, kAac, {});
}

// The words of a recording of many hours come from where it keeps them.
TEST(CaptureWriter, CompanionsTakeFeaturesFromTheirSource) {
  class Source final : public FeatureSource {
   public:
    std::vector<SourceId> tracks() const override { return {0, 9}; }
    uint64_t cells() const override { return 3; }
    Status Read(size_t track, const std::function<Status(const FeatureWord*, size_t)>& take) override {
      const FeatureWord words[] = {track, 2, 3};
      return fails ? Status(ErrorCode::kIoError, "cannot be read") : take(words, 3);
    }
    bool fails = false;
  } source;
  MemoryFileSystem files;
  files.Put(kAac, "audio");
  EXPECT_EQ(WriteCompanions(files, {{kAac, 5}, {}}, FullInfo(), &source, nullptr).features_path,
            "/captures/a.aac.features");
  EXPECT_EQ(files.SizeOf("/captures/a.aac.features"), 40u + 2 * 16 + 2 * 3 * 8);
  EXPECT_NE(files.Get("/captures/a.aac.json").find("\"sourceId\": 9"), std::string::npos);
  source.fails = true;
  const WrittenCapture without = WriteCompanions(files, {{kAac, 5}, {}}, FullInfo(), &source, nullptr);
  EXPECT_EQ(without.features_path, "");
  EXPECT_EQ(files.Paths(), (Names{kAac, "/captures/a.aac.json"})) << "the sidecar is there without it";
}

}  // namespace
}  // namespace vr
