// A file for each user beside the mix: "tracks: separate".
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "native/recorder/harness.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

class RecorderTracks : public ::testing::Test {
 protected:
  RecorderTracks() {
    vr::RecorderOptions options;
    options.captures_folder = captures_.path();
    options.recovery_folder = rings_.path();
    options.min_free_bytes = 0;
    options_ = options;
    options_.max_tracks = 2;
  }
  vr::TaskRequest Request(const std::string& path, int cycle_time_s) {
    vr::TaskRequest request;
    request.file_path = path.c_str();
    request.sample_rate_hz = kRate;
    request.cycle_time_s = static_cast<uint32_t>(cycle_time_s);
    request.tracks = 1;
    return request;
  }
  // Frame n of the file is frame first + n of the voice.
  static void ExpectVoice(const std::string& path, int16_t (*voice)(int64_t), int64_t first, int64_t frames) {
    const WavFile wav = ReadWav(path);
    EXPECT_EQ(wav.sample_rate_hz, kRate);
    ASSERT_EQ(static_cast<int64_t>(wav.samples.size()), frames) << path;
    for (int64_t i = 0; i < frames; ++i) {
      ASSERT_EQ(wav.samples[static_cast<size_t>(i)], voice(first + i)) << path << " frame " << i;
    }
  }
  static void ExpectSilence(const WavFile& wav, int64_t first, int64_t end) {
    for (int64_t i = first; i < end; ++i) ASSERT_EQ(wav.samples[static_cast<size_t>(i)], 0) << "frame " << i;
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
  vr::RecorderOptions options_;
  const std::string wav_ = captures_ / "a.wav";
};

TEST_F(RecorderTracks, OfADumpLieOnOneTimeLine) {
  for (const bool durable : {true, false}) {
    if (!durable) options_.recovery_folder.clear();
    Harness harness(options_);
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Mine);
    harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
    ASSERT_TRUE(harness.Start(Request(wav_, 5)).ok());
    harness.Run(9.0);
    vr::DumpRequest request;
    request.last_s = 3;
    request.path = captures_ / "d.wav";
    request.overwrite = true;
    uint64_t id = 0;
    ASSERT_TRUE(harness.recorder().Dump(request, &id).ok());
    harness.Run(1.0);
    const auto events = harness.TakeEvents();
    const vr::Event* done = FindEvent(events, EventKind::kDumpDone, id);
    ASSERT_NE(done, nullptr);
    EXPECT_EQ(done->capture->track_paths,
              (std::vector<std::string>{captures_ / "d.local.wav", captures_ / "d.remote-x.wav"}));
    ExpectVoice(captures_ / "d.local.wav", Mine, 6 * kRate, 3 * kRate);
    ExpectVoice(captures_ / "d.remote-x.wav", Theirs, 6 * kRate, 3 * kRate);
    EXPECT_EQ(ReadWav(captures_ / "d.wav").samples.size(), 3u * kRate);
    harness.recorder().Stop();
    harness.Settle();
    ExpectVoice(captures_ / "a.local.wav", Mine, 5 * kRate, 5 * kRate);
    ExpectVoice(captures_ / "a.remote-x.wav", Theirs, 5 * kRate, 5 * kRate);
  }
}

TEST_F(RecorderTracks, InRealTimeLieOnOneTimeLine) {
  for (const bool durable : {true, false}) {
    if (!durable) options_.recovery_folder.clear();
    Harness harness(options_);
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Mine);
    ASSERT_TRUE(harness.Start(Request(wav_, 0)).ok());
    harness.Run(2.0);
    harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
    harness.Run(3.0);
    harness.recorder().Stop();
    harness.Settle();
    const auto events = harness.TakeEvents();
    const auto finished = std::find_if(events.begin(), events.end(), [](const vr::Event& event) {
      return event.kind == EventKind::kTask && event.code == static_cast<int>(vr::TaskCode::kFinish);
    });
    ASSERT_NE(finished, events.end());
    EXPECT_EQ(finished->capture->track_paths,
              (std::vector<std::string>{captures_ / "a.local.wav", captures_ / "a.remote-x.wav"}));
    ExpectVoice(captures_ / "a.local.wav", Mine, 0, 5 * kRate);
    const WavFile x = ReadWav(captures_ / "a.remote-x.wav");
    ASSERT_EQ(x.samples.size(), 5u * kRate);
    ExpectSilence(x, 0, 2 * kRate);
    for (int64_t i = 0; i < 3 * kRate; ++i) ASSERT_EQ(x.samples[static_cast<size_t>(2 * kRate + i)], Theirs(i)) << i;
  }
}

TEST_F(RecorderTracks, AreRecoveredWithTheirMix) {
  for (const int cycle_time_s : {5, 0}) {
    LiveAndBeKilled(options_, [&](Harness& harness) {
      harness.recorder().EnterRoom("room", "me");
      harness.Open(SourceKind::kLocal, "me", kRate, Mine);
      harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
      EXPECT_TRUE(harness.Start(Request(wav_, cycle_time_s)).ok());
      harness.Run(8.0);
    });
    const auto events = RecoverLeft(options_);
    const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
    ASSERT_NE(recovered, nullptr);
    EXPECT_EQ(recovered->text, "");
    ASSERT_EQ(recovered->capture->track_paths.size(), 2u);
    const WavFile mix = ReadWav(recovered->capture->file_path);
    const WavFile mine = ReadWav(recovered->capture->track_paths[0]);
    const WavFile theirs = ReadWav(recovered->capture->track_paths[1]);
    ASSERT_EQ(mine.samples.size(), mix.samples.size());
    ASSERT_EQ(theirs.samples.size(), mix.samples.size());
    int64_t first = 0;
    while (first < 8 * kRate && (Mine(first) != mine.samples[0] || Theirs(first) != theirs.samples[0])) ++first;
    for (size_t i = 0; i < mix.samples.size(); ++i) {
      ASSERT_EQ(mine.samples[i], Mine(first + static_cast<int64_t>(i))) << i;
      ASSERT_EQ(theirs.samples[i], Theirs(first + static_cast<int64_t>(i))) << i;
    }
    EXPECT_GE(first + static_cast<int64_t>(mix.samples.size()), 7 * kRate);
    EXPECT_EQ(rings_.names(), std::vector<std::string>());
  }
}

TEST_F(RecorderTracks, BeyondTheMostAreInTheMixOnlyAndThatIsTold) {
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  harness.Open(SourceKind::kRemote, "y", kRate, Theirs);
  ASSERT_TRUE(harness.Start(Request(wav_, 5)).ok());
  harness.Run(3.0);
  harness.recorder().Stop();
  harness.Settle();
  const auto events = harness.TakeEvents();
  const vr::Event* degraded = FindEvent(events, EventKind::kDegraded);
  ASSERT_NE(degraded, nullptr);
  EXPECT_EQ(degraded->code, static_cast<int>(vr::Degraded::kTracks));
  EXPECT_NE(degraded->text.find("\"y\""), std::string::npos) << degraded->text;
  ExpectVoice(captures_ / "a.local.wav", Mine, 0, 3 * kRate);
  ExpectVoice(captures_ / "a.remote-x.wav", Theirs, 0, 3 * kRate);
}

// The track of one who has left goes to one who comes, once nothing of the first is in the buffer any more.
TEST_F(RecorderTracks, GoToThoseWhoComeLater) {
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  const vr::SourceId x = harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  ASSERT_TRUE(harness.Start(Request(wav_, 3)).ok());
  harness.Run(2.0);
  harness.Close(x);
  harness.Run(6.0);
  harness.Open(SourceKind::kRemote, "y", kRate, Theirs);
  harness.Run(4.0);
  harness.recorder().Stop();
  harness.Settle();
  ExpectVoice(captures_ / "a.local.wav", Mine, 9 * kRate, 3 * kRate);
  ExpectVoice(captures_ / "a.remote-y.wav", Theirs, kRate, 3 * kRate);
  EXPECT_EQ(captures_.names(),
            (std::vector<std::string>{"a.local.wav", "a.remote-y.wav", "a.wav", "a.wav.features", "a.wav.json"}));
}

TEST_F(RecorderTracks, OfAacHaveTheSameLength) {
  Harness harness(options_);
  const std::string path = captures_ / "a.aac";
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  harness.Run(1.0);
  ASSERT_TRUE(harness.Start(Request(path, 5)).ok());
  harness.Run(2.0);
  harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  harness.Run(6.0);
  harness.recorder().Stop();
  harness.Settle();
  const int64_t frames = AdtsFrames(path);
  EXPECT_GE(frames, 5 * kRate);
  EXPECT_EQ(AdtsFrames(captures_ / "a.local.aac"), frames);
  EXPECT_EQ(AdtsFrames(captures_ / "a.remote-x.aac"), frames);
}

TEST_F(RecorderTracks, WhoLeavesIsInTheirTrackToTheEnd) {
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  const vr::SourceId left = harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  ASSERT_TRUE(harness.Start(Request(captures_ / "a.wav", 10)).ok());
  harness.Run(4.0);
  harness.Close(left);
  harness.Run(2.0);
  harness.Dump(0, captures_ / "d.wav");
  harness.Settle();
  const WavFile track = ReadWav(captures_ / "d.remote-x.wav");
  for (int64_t i = 0; i < 4 * kRate; ++i) ASSERT_EQ(track.samples[static_cast<size_t>(i)], Theirs(i)) << i;
}

// In real time a file is one user's to its end: nobody else speaks in it.
TEST_F(RecorderTracks, InRealTimeAStreamDoesNotPassOn) {
  options_.max_tracks = 1;
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  const vr::SourceId left = harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  const std::string path = captures_ / "a.wav";
  ASSERT_TRUE(harness.Start(Request(path, 0)).ok());
  harness.Run(2.0);
  harness.Close(left);
  harness.Run(4.0);
  harness.Open(SourceKind::kRemote, "y", kRate, Mine);
  harness.Run(2.0);
  harness.recorder().Stop();
  harness.Settle();
  const WavFile track = ReadWav(captures_ / "a.remote-x.wav");
  ASSERT_EQ(track.samples.size(), ReadWav(path).samples.size());
  for (size_t i = 2 * kRate; i < track.samples.size(); ++i) ASSERT_EQ(track.samples[i], 0) << i;
}

// Two users had one stream, one after the other, and a capture that was pinned before a kill holds the first one.
TEST_F(RecorderTracks, APinnedCaptureKeepsItsTracksThroughAKill) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(options_, [&](Harness& harness) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Mine);
    const vr::SourceId left = harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
    EXPECT_TRUE(harness.Start(Request(path, 10)).ok());
    harness.Run(8.0);
    harness.Dump(5, captures_ / "later/d.wav");
    harness.Run(2.0);
    harness.Close(left);
    harness.Run(20.0);
    harness.Open(SourceKind::kRemote, "y", kRate, Mine);
    harness.Run(5.0);
  });
  std::filesystem::create_directory(captures_ / "later");
  Harness next(options_);
  ASSERT_TRUE(next.recorder().Recover(nullptr).ok());
  next.Settle();
  const WavFile track = ReadWav(captures_ / "later/d.remote-x.wav");
  ASSERT_EQ(track.samples.size(), 5u * kRate);
  for (int64_t i = 0; i < 5 * kRate; ++i) ASSERT_EQ(track.samples[static_cast<size_t>(i)], Theirs(3 * kRate + i)) << i;
  EXPECT_FALSE(std::filesystem::exists(captures_ / "later/d.remote-y.wav"));
}

// Somebody whom nobody knew of at the call is in the dump as a track of their own.
TEST_F(RecorderTracks, WhoJoinsWhileADumpListensIsInItsTrack) {
  for (const bool durable : {true, false}) {
    if (!durable) options_.recovery_folder.clear();
    Harness harness(options_);
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Mine);
    vr::TaskRequest begun = Request(wav_, 10);
    begun.overwrite = 1;
    ASSERT_TRUE(harness.Start(begun).ok());
    harness.Run(4.0);
    vr::DumpRequest request;
    request.last_s = 2;
    request.after_s = 5;
    request.path = captures_ / "d.wav";
    request.overwrite = true;
    uint64_t id = 0;
    ASSERT_TRUE(harness.recorder().Dump(request, &id).ok());
    harness.Run(1.0);
    harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
    harness.Run(6.0);
    const auto events = harness.TakeEvents();
    ASSERT_NE(FindEvent(events, EventKind::kDumpDone, id), nullptr);
    const WavFile theirs = ReadWav(captures_ / "d.remote-x.wav");
    ASSERT_EQ(theirs.samples.size(), 7u * kRate);
    ExpectSilence(theirs, 0, 3 * kRate);
    for (int64_t i = 0; i < 4 * kRate; ++i) {
      ASSERT_EQ(theirs.samples[static_cast<size_t>(3 * kRate + i)], Theirs(i)) << i << (durable ? " on disk" : "");
    }
    EXPECT_NE(ReadText(captures_ / "d.wav.json").find("\"problems\": []"), std::string::npos);
    harness.recorder().Stop();
    harness.Settle();
  }
}

// The mix lags what is said, so somebody may come who is not in the window, but in what is mixed after the call.
TEST_F(RecorderTracks, WhoJoinsAfterADumpIsNotInIt) {
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  ASSERT_TRUE(harness.Start(Request(wav_, 10)).ok());
  harness.Run(4.0);
  uint64_t id = 0;
  ASSERT_TRUE(harness.Dump(2, captures_ / "d.wav", &id).ok());
  harness.Run(0.05);
  harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  harness.Run(1.0);
  const auto events = harness.TakeEvents();
  const vr::Event* done = FindEvent(events, EventKind::kDumpDone, id);
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->capture->track_paths, std::vector<std::string>{captures_ / "d.local.wav"});
}

// A stream that was passed on lies in one piece of memory with what its first user said.
TEST_F(RecorderTracks, OfAacInMemoryThatWerePassedOnAreAsLongAsTheMix) {
  options_.recovery_folder.clear();
  options_.max_tracks = 1;
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  const vr::SourceId x = harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  ASSERT_TRUE(harness.Start(Request(captures_ / "a.aac", 2)).ok());
  harness.Run(3.0);
  harness.Close(x);
  harness.Run(66.0);
  harness.Open(SourceKind::kRemote, "y", kRate, Theirs);
  harness.Run(1.0);
  uint64_t id = 0;
  ASSERT_TRUE(harness.Dump(2, captures_ / "d.aac", &id).ok());
  harness.Run(1.0);
  const auto events = harness.TakeEvents();
  const vr::Event* done = FindEvent(events, EventKind::kDumpDone, id);
  ASSERT_NE(done, nullptr);
  ASSERT_EQ(done->capture->track_paths, std::vector<std::string>{captures_ / "d.remote-y.aac"});
  EXPECT_EQ(AdtsFrames(captures_ / "d.remote-y.aac"), AdtsFrames(captures_ / "d.aac"));
}

// A kill may come between the files of a recording in real time: what each has stays, and the sidecar says so.
TEST_F(RecorderTracks, ThatEndBesideTheirMixAfterAKillAreTold) {
  LiveAndBeKilled(options_, [this](Harness& harness) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Mine);
    harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
    ASSERT_TRUE(harness.Start(Request(wav_, 0)).ok());
    harness.Run(5.0);
  });
  const std::string track = captures_ / "a.remote-x.wav";
  std::filesystem::resize_file(track, std::filesystem::file_size(track) - 2 * 160);
  const auto events = RecoverLeft(options_);
  ASSERT_NE(FindEvent(events, EventKind::kRecovered), nullptr);
  const std::string sidecar = ReadText(captures_ / "a.wav.json");
  EXPECT_NE(sidecar.find("the own file of x ends 160 frames before the mix"), std::string::npos) << sidecar;
  EXPECT_EQ(sidecar.find("the own file of me"), std::string::npos);
}

}  // namespace
}  // namespace vr_test
