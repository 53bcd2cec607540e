// A mix and its tracks are one group of files.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/json_text.h"
#include "native/writer/capture_samples.h"
#include "support/faulty_file_system.h"
#include "support/memory_file_system.h"
#include "writer/held_pieces.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite
using Json = nlohmann::json;
using Names = std::vector<std::string>;

constexpr const char* kMix = "/captures/a.wav";
constexpr const char* kLocal = "/captures/a.local.wav";
constexpr const char* kGuest = "/captures/a.remote-guest.wav";
constexpr const char* kSidecar = "/captures/a.wav.json";

CaptureInfo Info() {
  CaptureInfo info = WavInfo();
  info.tracks = {{SourceKind::kLocal, "me", 1}, {SourceKind::kRemote, "guest", 1}};
  return info;
}

const std::vector<std::string>& Audio() {
  static const std::vector<std::string> audio = {Pcm(1000, 2), Pcm(1000, 1), Pcm(1000, 1, 32000)};
  return audio;
}

// Gives so many pieces and then fails.
class FailingPieces final : public AudioPieces {
 public:
  explicit FailingPieces(int pieces) : left_(pieces) {}
  uint64_t expected_bytes() const override { return 4'000; }
  Result<std::vector<ByteView>> Next() override {
    if (left_-- > 0) return std::vector<ByteView>{View(audio_)};
    return Status(ErrorCode::kDamaged, "a slot of the ring is damaged");
  }

 private:
  int left_;
  std::string audio_ = Pcm(100, 2);
};

TEST(CaptureTracks, EachIsAFileOfItsOwnBesideTheMix) {
  MemoryFileSystem files;
  const auto written = WriteHeld(files, kMix, ExistingTarget::kRefuse, Audio(), Info());
  ASSERT_TRUE(written.ok()) << written.status().message();
  EXPECT_EQ(written.value().track_paths, (Names{kLocal, kGuest}));
  EXPECT_EQ(files.Paths(), (Names{kLocal, kGuest, kMix, kSidecar}));
  EXPECT_EQ(files.Get(kMix).substr(80), Audio()[0]);
  EXPECT_EQ(files.Get(kLocal).substr(80), Audio()[1]);
  EXPECT_EQ(files.Get(kGuest).substr(80), Audio()[2]);
  EXPECT_EQ(Le(files.Get(kLocal), 58, 2), 1u) << "channels of the track";
  EXPECT_EQ(Le(files.Get(kLocal), 60, 4), 48000u) << "rate of the mix";
}

TEST(CaptureTracks, AreListedInTheSidecar) {
  MemoryFileSystem files;
  ASSERT_TRUE(WriteHeld(files, kMix, ExistingTarget::kRefuse, Audio(), Info()).ok());
  const Json tracks = ParseJson(files.Get(kSidecar))["tracks"];
  EXPECT_EQ(tracks, ParseJson(R"([
    {"file":"a.local.wav","kind":"local","user":"me","channels":1,"fileBytes":2080},
    {"file":"a.remote-guest.wav","kind":"remote","user":"guest","channels":1,"fileBytes":2080}])"));
}

TEST(CaptureTracks, AnyNameThatIsTakenRefusesTheGroup) {
  for (const char* taken : {kMix, kLocal, kGuest}) {
    MemoryFileSystem files;
    files.Put(taken, "old");
    const auto written = WriteHeld(files, kMix, ExistingTarget::kRefuse, Audio(), Info());
    EXPECT_EQ(written.status().code(), ErrorCode::kAlreadyExists);
    EXPECT_NE(written.status().message().find(taken), std::string::npos);
    EXPECT_EQ(files.Paths(), Names{taken});
    EXPECT_EQ(files.Get(taken), "old");
  }
}

TEST(CaptureTracks, TheFirstNumberThatIsFreeForAllIsTaken) {
  MemoryFileSystem files;
  files.Put("/captures/a.local.wav", "old");
  files.Put("/captures/a-2.wav", "old");
  files.Put("/captures/a-3.remote-guest.wav", "old");
  const auto written = WriteHeld(files, kMix, ExistingTarget::kCountUp, Audio(), Info());
  ASSERT_TRUE(written.ok());
  EXPECT_EQ(written.value().file_path, "/captures/a-4.wav");
  EXPECT_EQ(written.value().track_paths, (Names{"/captures/a-4.local.wav", "/captures/a-4.remote-guest.wav"}));
  EXPECT_EQ(files.Paths().size(), 3u + 4);
}

// Between looking for a free name and renaming, another program may take it.
TEST(CaptureTracks, ANameThatIsTakenInTheLastMomentMovesTheGroupOn) {
  for (const char* taken : {kMix, kLocal, kGuest}) {
    MemoryFileSystem memory;
    FaultyFileSystem files(memory);
    files.SetHook([&](const std::string& operation) {
      if (operation == "rename" && !memory.Exists(taken)) memory.Put(taken, "another program's");
    });
    const auto written = WriteHeld(files, kMix, ExistingTarget::kCountUp, Audio(), Info());
    ASSERT_TRUE(written.ok()) << written.status().message();
    EXPECT_EQ(written.value().file_path, "/captures/a-2.wav");
    EXPECT_EQ(memory.Get(taken), "another program's");
    EXPECT_EQ(memory.Paths(), (Names{"/captures/a-2.local.wav", "/captures/a-2.remote-guest.wav", "/captures/a-2.wav",
                                     "/captures/a-2.wav.json", taken}));
    const auto refused = WriteHeld(files, kMix, ExistingTarget::kRefuse, Audio(), Info());
    EXPECT_EQ(refused.status().code(), ErrorCode::kAlreadyExists);
    EXPECT_EQ(memory.Paths().size(), 5u) << "nothing of the refused one is left";
  }
}

TEST(CaptureTracks, ReplacingTakesTheTracksOfTheOlderCaptureAway) {
  MemoryFileSystem files;
  CaptureInfo older = Info();
  older.tracks[1].user_id = "somebody else";
  ASSERT_TRUE(WriteHeld(files, kMix, ExistingTarget::kRefuse, {"", "", ""}, older).ok());
  files.Put("/captures/a.remote-alone.wav", "of nobody");
  ASSERT_TRUE(WriteHeld(files, kMix, ExistingTarget::kReplace, Audio(), Info()).ok());
  EXPECT_EQ(files.Paths(), (Names{kLocal, "/captures/a.remote-alone.wav", kGuest, kMix, kSidecar}));
  EXPECT_EQ(files.Get(kLocal).substr(80), Audio()[1]);
}

TEST(CaptureTracks, WhatASidecarNamesIsRemovedOnlyWhenItIsATrack) {
  MemoryFileSystem files;
  files.AddFolder("/other");
  const Names kept = {"/captures/a.txt", "/captures/b.aac", "/captures/b.wav", "/captures/b.wav.json", "/other/c.wav"};
  for (const std::string& path : kept) files.Put(path, "kept");
  files.Put(kMix, "old");
  files.Put("/captures/a.local.wav", "old track");
  files.Put(kSidecar, R"({"version":2,"origin":"task","tracks":[{"file":"b.wav"},{"file":"a.wav"},{"file":"a.txt"},
    {"file":"b.aac"},{"file":"../other/c.wav"},{"file":".."},{"file":7},3,{"file":"a.local.wav"}]})");
  RemoveCompanions(files, kMix, {});
  EXPECT_EQ(files.Paths(), (Names{"/captures/a.txt", kMix, "/captures/b.aac", "/captures/b.wav", "/captures/b.wav.json",
                                  "/other/c.wav"}));
}

TEST(CaptureTracks, OfTheCaptureThatReplacesAnotherAreKept) {
  MemoryFileSystem files;
  ASSERT_TRUE(WriteHeld(files, kMix, ExistingTarget::kRefuse, Audio(), Info()).ok());
  RemoveCompanions(files, kMix, {kGuest});
  EXPECT_EQ(files.Paths(), (Names{kGuest, kMix}));
}

TEST(CaptureTracks, CompanionsThatWouldMakeACaptureOfATrackGo) {
  MemoryFileSystem files;
  files.Put("/captures/a.local.wav.json", "of something older");
  files.Put("/captures/a.local.wav.features", "of something older");
  ASSERT_TRUE(WriteHeld(files, kMix, ExistingTarget::kRefuse, Audio(), Info()).ok());
  EXPECT_EQ(files.Paths(), (Names{kLocal, kGuest, kMix, kSidecar}));
}

TEST(CaptureTracks, AudioAndDescriptionMustAgree) {
  MemoryFileSystem files;
  const auto written = WriteHeld(files, kMix, ExistingTarget::kRefuse, {Audio()[0], Audio()[1]}, Info());
  EXPECT_EQ(written.status().code(), ErrorCode::kInvalidArgument);
  EXPECT_TRUE(files.Paths().empty());
}

// "A failure of `audio` is passed on as it is."
TEST(CaptureTracks, AudioThatCannotBeReadLeavesNothing) {
  for (const bool fails_in_track : {false, true}) {
    for (const int pieces : {0, 3}) {
      MemoryFileSystem files;
      files.Put(kMix, "old");
      CaptureInfo info = WavInfo();
      info.tracks = {{SourceKind::kLocal, "me", 2}};
      HeldPieces sound({View(Audio()[0])}, info.format);
      FailingPieces failing(pieces);
      CaptureAudio audio{fails_in_track ? static_cast<AudioPieces&>(sound) : failing, {}};
      audio.tracks = {fails_in_track ? static_cast<AudioPieces*>(&failing) : &sound};
      const auto written = WriteCapture(files, kMix, ExistingTarget::kReplace, audio, info, nullptr, nullptr);
      EXPECT_EQ(written.status().code(), ErrorCode::kDamaged);
      EXPECT_EQ(written.status().message(), "a slot of the ring is damaged");
      EXPECT_EQ(files.Paths(), Names{kMix});
      EXPECT_EQ(files.Get(kMix), "old");
    }
  }
}

// Pieces that say too little, or nothing, of what they will give.
class WrongPieces final : public AudioPieces {
 public:
  WrongPieces(const std::string& audio, uint64_t told_bytes) : audio_(audio), told_bytes_(told_bytes) {}
  uint64_t expected_bytes() const override { return told_bytes_; }
  Result<std::vector<ByteView>> Next() override {
    if (at_ == audio_.size()) return std::vector<ByteView>{};
    const size_t size = std::min<size_t>(100'000, audio_.size() - at_);
    at_ += size;
    return std::vector<ByteView>{{View(audio_).data + at_ - size, size}};
  }

 private:
  const std::string& audio_;
  uint64_t told_bytes_;
  size_t at_ = 0;
};

TEST(CaptureTracks, ProgressNeverFallsAndNeverPassesOne) {
  const std::string sound = Pcm(50'000, 2);
  for (const uint64_t told_bytes : {uint64_t{0}, uint64_t{1000}, uint64_t{9'000'000}}) {
    MemoryFileSystem memory;
    FaultyFileSystem files(memory);
    files.SetHook([](const std::string& operation) {
      if (operation == "append") std::this_thread::sleep_for(std::chrono::milliseconds(60));
    });
    CaptureInfo info = WavInfo();
    info.tracks = {{SourceKind::kLocal, "me", 2}};
    WrongPieces mix(sound, told_bytes);
    WrongPieces track(sound, told_bytes / 2);
    std::vector<double> told;
    const auto tell = [&told](double done) {
      told.push_back(done);
      return true;
    };
    const auto written = WriteCapture(files, kMix, ExistingTarget::kRefuse, {mix, {&track}}, info, nullptr, tell);
    ASSERT_TRUE(written.ok());
    EXPECT_EQ(memory.SizeOf(kLocal), 80 + sound.size());
    EXPECT_GE(told.size(), 4u);
    EXPECT_EQ(told.front(), 0.0);
    EXPECT_EQ(told.back(), 1.0);
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  }
}

TEST(CaptureTracks, RoomForAllOfThemIsReservedBeforeTheFirstByte) {
  MemoryFileSystem files;
  files.SetCapacity(4'080 + 2'080 + 2'000);
  const auto written = WriteHeld(files, kMix, ExistingTarget::kRefuse, Audio(), Info());
  EXPECT_EQ(written.status().code(), ErrorCode::kDiskFull);
  EXPECT_TRUE(files.Paths().empty());
}

}  // namespace
}  // namespace vr
