// Leaving somebody out, forgetting and destroying.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/json_text.h"
#include "native/recorder/harness.h"
#include "support/faulty_file_system.h"
#include "tap/tap_table.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

class RecorderPrivacy : public ::testing::Test {
 protected:
  RecorderPrivacy() {
    options_.captures_folder = captures_.path();
    options_.recovery_folder = rings_.path();
    options_.min_free_bytes = 0;
  }
  // path outlives the request.
  static vr::TaskRequest Request(const std::string& path, int cycle_time_s, bool tracks) {
    vr::TaskRequest request;
    request.file_path = path.c_str();
    request.sample_rate_hz = kRate;
    request.cycle_time_s = static_cast<uint32_t>(cycle_time_s);
    request.tracks = tracks ? 1 : 0;
    return request;
  }
  void Begin(Harness& harness, const std::string& path, int cycle_time_s, bool tracks) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Mine);
    harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
    ASSERT_TRUE(harness.Start(Request(path, cycle_time_s, tracks)).ok());
  }
  static int16_t Silence(int64_t) { return 0; }
  // How many samples of a WAV in [first, end) are not value(n).
  static int64_t Others(const WavFile& wav, int64_t first, int64_t end, const std::function<int16_t(int64_t)>& value) {
    int64_t others = 0;
    for (int64_t i = first; i < end; ++i) others += wav.samples[static_cast<size_t>(i)] != value(i) ? 1 : 0;
    return others;
  }
  // Whether a stretch of the voice's first 10 s stands in a file of the folder.
  static bool HoldsVoice(const TemporaryFolder& folder, const std::function<int16_t(int64_t)>& voice) {
    return vr_test::HoldsVoice(folder, voice, 10 * kRate, kRate / 10);
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
  vr::RecorderOptions options_;
  const std::string wav_ = captures_ / "a.wav";
};

TEST_F(RecorderPrivacy, AnExcludedUserIsNotInTheMixFromThenOn) {
  Harness harness(options_);
  Begin(harness, wav_, 10, false);
  harness.Run(4.0);
  ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
  harness.Run(3.0);
  harness.recorder().Stop();
  harness.Settle();
  const WavFile wav = ReadWav(wav_);
  ASSERT_EQ(wav.samples.size(), 7u * kRate);
  EXPECT_EQ(Others(wav, 4 * kRate, 7 * kRate, Mine), 0);
  EXPECT_GT(Others(wav, 0, 3 * kRate, Mine), 2 * kRate) << "what was said before is there, as nobody asked for less";
}

TEST_F(RecorderPrivacy, WithAMixAloneForgettingForgetsEverything) {
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  ASSERT_TRUE(harness.Start(wav_, 10, kRate).ok());
  harness.Run(4.0);
  ASSERT_TRUE(HoldsVoice(rings_, Theirs));
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  ASSERT_TRUE(harness.recorder().Exclude("x", true).ok());
  harness.Run(3.0);
  EXPECT_FALSE(HoldsVoice(rings_, Theirs));
  EXPECT_TRUE(HoldsVoice(rings_, Mine));
  harness.recorder().Stop();
  harness.Settle();
  const WavFile wav = ReadWav(wav_);
  const auto frames = static_cast<int64_t>(wav.samples.size());
  EXPECT_GE(frames, static_cast<int64_t>(2.9 * kRate));
  EXPECT_LE(frames, 3 * kRate);
  EXPECT_EQ(Others(wav, 0, frames, [&](int64_t i) { return Mine(3 * kRate - frames + i); }), 0);
}

TEST_F(RecorderPrivacy, WithTracksTheUserIsGoneFromThePastToo) {
  for (const bool durable : {true, false}) {
    if (!durable) options_.recovery_folder.clear();
    Harness harness(options_);
    Begin(harness, wav_, 10, true);
    harness.Run(4.0);
    EXPECT_EQ(HoldsVoice(rings_, Theirs), durable);
    ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
    harness.Run(3.0);
    EXPECT_FALSE(HoldsVoice(rings_, Theirs));
    ASSERT_TRUE(harness.Dump(0, captures_ / "d.wav").ok());
    harness.Run(1.0);
    harness.recorder().Stop();
    harness.Settle();
    const WavFile dump = ReadWav(captures_ / "d.wav");
    ASSERT_EQ(dump.samples.size(), 7u * kRate);
    EXPECT_EQ(Others(dump, 0, 7 * kRate, Mine), 0) << "the mix before is made anew";
    EXPECT_EQ(Others(ReadWav(captures_ / "d.local.wav"), 0, 7 * kRate, Mine), 0);
    const WavFile wav = ReadWav(wav_);
    ASSERT_EQ(wav.samples.size(), 8u * kRate);
    EXPECT_EQ(Others(wav, 0, 8 * kRate, Mine), 0);
    EXPECT_FALSE(HoldsVoice(captures_, Theirs));
    for (const std::string& name : captures_.names()) EXPECT_EQ(name.find("remote"), std::string::npos) << name;
    for (const std::string& name : captures_.names()) std::filesystem::remove(captures_ / name);
  }
}

TEST_F(RecorderPrivacy, AfterAKillTheUserIsGoneFromThePastToo) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, wav_, 10, true);
    harness.Run(4.0);
    EXPECT_TRUE(harness.recorder().Exclude("x", false).ok());
    harness.Run(3.0);
  });
  const auto events = RecoverLeft(options_);
  const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
  ASSERT_NE(recovered, nullptr);
  const WavFile wav = ReadWav(recovered->capture->file_path);
  ASSERT_GE(wav.samples.size(), 6u * kRate);
  EXPECT_EQ(Others(wav, 0, static_cast<int64_t>(wav.samples.size()), Mine), 0);
  EXPECT_FALSE(HoldsVoice(captures_, Theirs));
}

// A kill, or a dump, right after the call.
TEST_F(RecorderPrivacy, NothingThatIsAskedForAfterwardsHoldsTheUser) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, wav_, 10, true);
    harness.Run(4.0);
    EXPECT_TRUE(harness.recorder().Exclude("x", false).ok());
    harness.RunSilent(0.03);
  });
  const auto events = RecoverLeft(options_);
  const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
  ASSERT_NE(recovered, nullptr);
  const WavFile wav = ReadWav(recovered->capture->file_path);
  ASSERT_GE(wav.samples.size(), 3u * kRate);
  EXPECT_EQ(Others(wav, 0, static_cast<int64_t>(wav.samples.size()), Mine), 0);

  for (const char* name : {"b.wav", "b.aac"}) {
    Harness harness(options_);
    Begin(harness, captures_ / name, 10, true);
    harness.Run(4.0);
    ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
    const std::string dump = captures_ / ("d" + std::string(name).substr(1));
    ASSERT_TRUE(harness.Dump(0, dump).ok());
    harness.Run(1.0);
    if (std::string(name) == "b.wav") {
      EXPECT_EQ(Others(ReadWav(dump), 0, 4 * kRate, Mine), 0);
      continue;
    }
    const auto bytes = ReadBytes(dump + ".json");
    const std::string sidecar(bytes.begin(), bytes.end());
    EXPECT_NE(sidecar.find("\"frames\": 64000"), std::string::npos) << "all of it is silent, and told";
  }
}

TEST_F(RecorderPrivacy, OfAacTheMixBeforeIsSilent) {
  Harness harness(options_);
  const std::string path = captures_ / "a.aac";
  Begin(harness, path, 10, true);
  harness.Run(4.0);
  ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
  harness.Run(3.0);
  harness.recorder().Stop();
  harness.Settle();
  const auto bytes = ReadBytes(path + ".json");
  const std::string sidecar(bytes.begin(), bytes.end());
  EXPECT_NE(sidecar.find("\"excluded\""), std::string::npos) << "the hole is told";
  EXPECT_GE(AdtsFrames(path), 7 * kRate);
}

TEST_F(RecorderPrivacy, AnIncludedUserIsHeardAgain) {
  Harness harness(options_);
  Begin(harness, wav_, 10, true);
  ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
  harness.Run(2.0);
  ASSERT_TRUE(harness.recorder().Include("x").ok());
  harness.Run(2.0);
  harness.recorder().Stop();
  harness.Settle();
  const WavFile x = ReadWav(captures_ / "a.remote-x.wav");
  ASSERT_EQ(x.samples.size(), 4u * kRate);
  EXPECT_EQ(Others(x, 0, 2 * kRate, [](int64_t) { return int16_t{0}; }), 0);
  EXPECT_EQ(Others(x, 2 * kRate, 4 * kRate, Theirs), 0);
  EXPECT_EQ(Others(ReadWav(wav_), 0, 2 * kRate, Mine), 0);
}

// In a mix alone the sidecar has known them all the time; live, and after a kill.
TEST_F(RecorderPrivacy, OfAnIncludedUserTheSidecarTellsAgain) {
  const auto life = [this](Harness& harness) {
    Begin(harness, wav_, 10, false);
    harness.Run(1.0);
    EXPECT_TRUE(harness.recorder().Exclude("x", false).ok());
    harness.Run(2.0);
    EXPECT_TRUE(harness.recorder().Include("x").ok());
    harness.Run(2.0);
    harness.Dump(1, captures_ / "d.wav");
    harness.Settle();
  };
  const auto expect_told = [](const std::string& sidecar) {
    const size_t x = sidecar.find("\"user\": \"x\"");
    ASSERT_NE(x, std::string::npos) << sidecar;
    const size_t end = sidecar.find('}', x);
    EXPECT_EQ(sidecar.substr(x, end - x).find("\"peakDbfs\": -120"), std::string::npos) << sidecar;
  };
  LiveAndBeKilled(options_, life);
  expect_told(ReadText(captures_ / "d.wav.json"));
  const auto events = RecoverLeft(options_);
  const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
  ASSERT_NE(recovered, nullptr);
  expect_told(ReadText(recovered->capture->file_path + ".json"));
}

// Who was left out before they came is left out when they come.
TEST_F(RecorderPrivacy, AnExclusionHoldsForThoseWhoComeLater) {
  Harness harness(options_);
  ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
  Begin(harness, wav_, 10, true);
  harness.Run(2.0);
  harness.recorder().Stop();
  harness.Settle();
  EXPECT_EQ(Others(ReadWav(wav_), 0, 2 * kRate, Mine), 0);
  const auto bytes = ReadBytes(wav_ + ".json");
  EXPECT_EQ(std::string(bytes.begin(), bytes.end()).find("\"x\""), std::string::npos);
}

TEST_F(RecorderPrivacy, WipedAudioIsNowhere) {
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  const vr::SourceId x = harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  ASSERT_TRUE(harness.Start(wav_, 10, kRate).ok());
  harness.Run(4.0);
  uint64_t written_late = 0;
  ASSERT_TRUE(harness.Dump(2, captures_ / "missing/d.wav", &written_late).ok());
  harness.Run(1.0);
  vr::DumpRequest listening;
  listening.after_s = 5;
  listening.path = captures_ / "e.wav";
  uint64_t waiting = 0;
  ASSERT_TRUE(harness.recorder().Dump(listening, &waiting).ok());
  harness.Run(1.0);
  harness.Close(x);
  harness.TakeEvents();
  ASSERT_TRUE(HoldsVoice(rings_, Theirs));
  ASSERT_TRUE(harness.recorder().Wipe().ok());
  harness.RunSilent(0.5);
  const auto events = harness.TakeEvents();
  const vr::Event* wiped = FindEvent(events, EventKind::kWiped);
  ASSERT_NE(wiped, nullptr);
  EXPECT_EQ(wiped->code, 0) << wiped->text;
  EXPECT_NE(FindEvent(events, EventKind::kDumpFailed, waiting), nullptr);
  EXPECT_FALSE(HoldsVoice(rings_, Theirs));
  EXPECT_EQ(harness.recorder().stats().captures_failed, 0u);
  ASSERT_TRUE(harness.recorder().Retry(written_late, captures_ / "d.wav").ok());
  harness.RunSilent(0.1);
  EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kDumpFailed, written_late), nullptr) << "it is gone";

  // The task goes on, on a ring of its own.
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  harness.Run(2.0);
  EXPECT_TRUE(HoldsVoice(rings_, Mine));
  harness.recorder().Stop();
  harness.Settle();
  const WavFile wav = ReadWav(wav_);
  ASSERT_GE(wav.samples.size(), 2u * kRate);
  const auto silent = static_cast<int64_t>(wav.samples.size()) - 2 * kRate;
  EXPECT_EQ(Others(wav, 0, silent, [](int64_t) { return int16_t{0}; }), 0);
  EXPECT_EQ(Others(wav, silent, silent + 2 * kRate, [&](int64_t i) { return Mine(i - silent); }), 0);
  EXPECT_FALSE(HoldsVoice(captures_, Theirs));
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

TEST_F(RecorderPrivacy, WipeDestroysWhatTheDeadLeft) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, wav_, 10, false);
    harness.Run(3.0);
  });
  ASSERT_FALSE(rings_.names().empty());
  Harness next(options_);
  ASSERT_TRUE(next.recorder().Wipe().ok());
  next.RunSilent(0.1);
  EXPECT_NE(FindEvent(next.TakeEvents(), EventKind::kWiped), nullptr);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

// "VR_EVENT_WIPED ... code 1: something could not be destroyed".
TEST_F(RecorderPrivacy, AWipeThatCannotSeeTheFolderSaysSo) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, wav_, 10, false);
    harness.Run(3.0);
  });
  vr::test::FaultyFileSystem disk{vr::PlatformFileSystem()};
  for (const char* operation : {"list", "open-blocks"}) {
    Harness next(options_, disk);
    disk.SetHook([&](const std::string& each) {
      if (each == operation) disk.FailAt(disk.operations() + 1, vr::ErrorCode::kPermissionDenied, false);
    });
    ASSERT_TRUE(next.recorder().Wipe().ok());
    next.RunSilent(0.1);
    const auto events = next.TakeEvents();
    const vr::Event* wiped = FindEvent(events, EventKind::kWiped);
    ASSERT_NE(wiped, nullptr);
    EXPECT_EQ(wiped->code, 1) << operation;
    EXPECT_NE(wiped->text, "");
    EXPECT_FALSE(rings_.names().empty());
    disk.SetHook(nullptr);
    disk.FailAt(0, vr::ErrorCode::kIoError, false);
  }
}

// A recovery, too, does not take a folder that it cannot see, or a ring that it may not open, for one that is not
// there.
TEST_F(RecorderPrivacy, ARecoveryThatCannotSeeTheFolderSaysSo) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, wav_, 10, false);
    harness.Run(3.0);
  });
  vr::test::FaultyFileSystem disk{vr::PlatformFileSystem()};
  for (const char* operation : {"list", "open-blocks"}) {
    Harness next(options_, disk);
    disk.SetHook([&](const std::string& each) {
      if (each == operation) disk.FailAt(disk.operations() + 1, vr::ErrorCode::kPermissionDenied, false);
    });
    ASSERT_TRUE(next.recorder().Recover(nullptr).ok());
    next.RunSilent(0.1);
    const auto events = next.TakeEvents();
    EXPECT_NE(FindEvent(events, EventKind::kRecoveryProblem), nullptr) << operation;
    EXPECT_NE(FindEvent(events, EventKind::kRecoveryDone), nullptr);
    disk.SetHook(nullptr);
    disk.FailAt(0, vr::ErrorCode::kIoError, false);
  }
}

// The old ring goes before the new one comes, and one that cannot be made is tried again.
TEST_F(RecorderPrivacy, AfterAWipeTheRingComesBackWhereOneAloneFits) {
  vr::test::FaultyFileSystem disk{vr::PlatformFileSystem()};
  Harness harness(options_, disk);
  disk.SetRoom(uint64_t{8} << 20);
  Begin(harness, wav_, 10, false);
  harness.Run(5.0);
  const uint64_t ring_bytes = harness.recorder().stats().ring_bytes;
  ASSERT_GT(2 * ring_bytes, uint64_t{8} << 20) << "two do not fit";
  ASSERT_TRUE(harness.recorder().Wipe().ok());
  harness.Run(3.0);
  EXPECT_GT(harness.recorder().stats().durable_s, 7.0);
  EXPECT_EQ(FindEvent(harness.TakeEvents(), EventKind::kDegraded), nullptr);

  disk.SetRoom(1);
  ASSERT_TRUE(harness.recorder().Wipe().ok());
  harness.Run(5.0);
  EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kDegraded), nullptr);
  EXPECT_EQ(harness.recorder().stats().ring_bytes, 0u);
  disk.SetRoom(uint64_t{8} << 20);
  harness.Run(31.0);
  EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kRestored), nullptr);
  EXPECT_GT(harness.recorder().stats().durable_s, 40.0);
  harness.recorder().Stop();
  harness.Settle();
  EXPECT_EQ(ReadWav(wav_).samples.size(), 10u * kRate);
}

// On the recorder's own threads: a file in the making and its ring are overwritten before they are removed.
TEST_F(RecorderPrivacy, AWipeDestroysTheLastFileThatIsBeingWritten) {
  TemporaryFolder links;  // second names of what is removed, by which its bytes can still be seen
  vr::test::FaultyFileSystem disk{vr::PlatformFileSystem()};
  vr::Recorder* recorder = nullptr;
  std::atomic<bool> wanted{false};
  std::atomic<bool> wiped{false};
  disk.SetHook([&](const std::string& operation) {
    if (operation != "append" || !wanted || wiped.exchange(true)) return;
    for (const TemporaryFolder* folder : {&rings_, &captures_}) {
      for (const std::string& name : folder->names()) {
        std::error_code gone;  // segments without audio go while this looks
        std::filesystem::create_hard_link(*folder / name, links / name, gone);
      }
    }
    recorder->Wipe();
    std::this_thread::sleep_for(std::chrono::milliseconds(500));  // it is on its way
  });
  vr::RecorderOptions options = options_;
  options.virtual_clock = false;
  auto real = std::make_unique<vr::Recorder>(options, disk);
  recorder = real.get();
  recorder->EnterRoom("room", "x");
  vr::SourceId id = 0;
  ASSERT_TRUE(recorder->OpenSource(SourceKind::kLocal, "x", "", &id).ok());
  vr::TaskRequest request;
  request.file_path = wav_.c_str();
  request.sample_rate_hz = kRate;
  request.cycle_time_s = 10;
  ASSERT_TRUE(recorder->Start(request).ok());
  int64_t frame = 0;
  for (int block = 0; block < 100; ++block) {
    std::vector<int16_t> samples(kRate / 100);
    for (int16_t& sample : samples) sample = Theirs(frame++);
    vr::PushToTap(id, samples.data(), static_cast<uint32_t>(samples.size()), {kRate, 1, vr::SampleFormat::kInt16},
                  vr::kNoCaptureTime);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  wanted = true;
  recorder->Stop();
  std::vector<vr::Event> events;
  for (int wait = 0; wait < 2000 && FindEvent(events, EventKind::kWiped) == nullptr; ++wait) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    for (vr::Event event; recorder->Poll(&event);) events.push_back(event);
  }
  const vr::Event* told = FindEvent(events, EventKind::kWiped);
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->code, 0) << told->text;
  EXPECT_FALSE(links.names().empty());
  EXPECT_FALSE(HoldsVoice(links, Theirs));
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
  EXPECT_EQ(captures_.names(), std::vector<std::string>());
}

TEST_F(RecorderPrivacy, FilesAreTheirOwnersAlone) {
  Harness harness(options_);
  Begin(harness, wav_, 10, true);
  harness.Run(3.0);
  const auto expect_private = [](const TemporaryFolder& folder) {
    EXPECT_FALSE(folder.names().empty());
    for (const std::string& name : folder.names()) {
      struct stat info{};
      ASSERT_EQ(::stat((folder / name).c_str(), &info), 0);
      EXPECT_EQ(info.st_mode & 0777u, 0600u) << name;
    }
  };
  expect_private(rings_);
  ASSERT_TRUE(harness.Dump(2, captures_ / "d.wav").ok());
  harness.Run(1.0);
  harness.recorder().Stop();
  harness.Settle();
  expect_private(captures_);
}

// Whoever has left is left out like who is still there.
TEST_F(RecorderPrivacy, WhoHasLeftIsTakenOutOfThePastToo) {
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  const vr::SourceId left = harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  ASSERT_TRUE(harness.Start(Request(wav_, 10, true)).ok());
  harness.Run(4.0);
  harness.Close(left);
  harness.Run(1.0);
  ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
  harness.Run(1.0);
  harness.Dump(0, captures_ / "d.wav");
  harness.Settle();
  EXPECT_FALSE(std::filesystem::exists(captures_ / "d.remote-x.wav"));
  EXPECT_EQ(Others(ReadWav(captures_ / "d.wav"), 0, 6 * kRate, Mine), 0);
  EXPECT_FALSE(HoldsVoice(rings_, Theirs));
}

// The audio of x is pinned when x is left out, so that it is overwritten later; y gets the stream meanwhile.
TEST_F(RecorderPrivacy, AStreamThatPassesOnDoesNotSpeakWithTheVoiceBefore) {
  options_.max_tracks = 2;
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Silence);
  const vr::SourceId left = harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  ASSERT_TRUE(harness.Start(Request(wav_, 10, true)).ok());
  harness.Run(18.0);
  harness.Dump(5, captures_ / "nowhere/a.wav");
  harness.Run(2.0);
  ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
  harness.Run(1.0);
  harness.Close(left);
  harness.Open(SourceKind::kRemote, "y", kRate, Silence);
  harness.Run(2.0);
  harness.Dump(10, captures_ / "d.wav");
  harness.Settle();
  const WavFile track = ReadWav(captures_ / "d.remote-y.wav");
  EXPECT_EQ(Others(track, 0, static_cast<int64_t>(track.samples.size()), Silence), 0);
  const WavFile mix = ReadWav(captures_ / "d.wav");
  EXPECT_EQ(Others(mix, 0, static_cast<int64_t>(mix.samples.size()), Silence), 0);
}

// Though the worker wakes late and mixes much at once.
TEST_F(RecorderPrivacy, WhatTheOthersSayBehindAnExclusionStays) {
  for (const bool durable : {true, false}) {
    if (!durable) options_.recovery_folder.clear();
    const std::string path = captures_ / (durable ? "durable.wav" : "memory.wav");
    Harness harness(options_);
    Begin(harness, path, 10, true);
    harness.Run(4.0);
    ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
    harness.recorder().Advance(70 * vr::kNsPerMs);
    harness.recorder().Advance(60 * vr::kNsPerMs);
    const std::string dump = captures_ / (durable ? "d1.wav" : "d2.wav");
    harness.Dump(0, dump);
    harness.Settle();
    EXPECT_EQ(Others(ReadWav(dump), 0, 4 * kRate - kRate / 100, Mine), 0) << durable;
    EXPECT_NE(ReadText(dump + ".json").find("\"missing\": []"), std::string::npos) << ReadText(dump + ".json");
  }
}

TEST_F(RecorderPrivacy, WhoHasNoTrackIsToldToBeMissingWhereTheMixIsMadeAnew) {
  options_.max_tracks = 1;
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  ASSERT_TRUE(harness.Start(Request(wav_, 10, true)).ok());
  harness.Run(4.0);
  ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
  harness.Run(2.0);
  harness.Dump(0, captures_ / "d.wav");
  harness.Settle();
  EXPECT_NE(ReadText(captures_ / "d.wav.json").find("me is not in the first"), std::string::npos);
}

TEST_F(RecorderPrivacy, FeaturesAndLevelsOfTheMixDoNotTellOfTheUserEither) {
  for (const char* name : {"d.wav", "d.aac"}) {
    Harness harness(options_);
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Silence);
    harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
    ASSERT_TRUE(harness.Start(Request(captures_ / (std::string("room-") + name), 10, true)).ok());
    harness.Run(4.0);
    ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
    harness.Run(2.0);
    harness.Dump(0, captures_ / name);
    harness.Settle();
    const auto events = harness.TakeEvents();
    const vr::Event* done = FindEvent(events, EventKind::kDumpDone);
    ASSERT_NE(done, nullptr);
    EXPECT_LE(done->capture->peak_dbfs, -119) << name;
    const std::vector<uint8_t> features = ReadBytes(captures_ / (std::string(name) + ".features"));
    uint64_t cells = 0;
    uint64_t first = 0;
    std::memcpy(&cells, &features[16], 8);
    std::memcpy(&first, &features[48], 8);  // of the mix
    for (uint64_t cell = 0; cell < cells; ++cell) {
      int16_t lowest = 0;
      std::memcpy(&lowest, &features[first + 8 * cell], 2);
      ASSERT_GT(lowest, -100) << name << " cell " << cell;
    }
  }
}

// The mix is overwritten a moment after the call; until it goes on, all that there is of it is in the tracks.
TEST_F(RecorderPrivacy, AKillWhileTheMixIsOverwrittenLosesNothingOfTheOthers) {
  for (const double later_s : {0.06, 0.1, 0.12, 0.14, 0.18, 0.24}) {
    LiveAndBeKilled(options_, [&](Harness& harness) {
      Begin(harness, wav_, 60, true);
      harness.Run(3.0);
      EXPECT_TRUE(harness.recorder().Exclude("x", false).ok());
      harness.Run(later_s);
    });
    const auto events = RecoverLeft(options_);
    const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
    ASSERT_NE(recovered, nullptr) << later_s;
    const WavFile wav = ReadWav(recovered->capture->file_path);
    EXPECT_GE(wav.samples.size(), static_cast<size_t>(2.5 * kRate)) << later_s;
    EXPECT_EQ(Others(wav, 0, static_cast<int64_t>(wav.samples.size()), Mine), 0) << later_s;
  }
}

// Not even what was on its way through the mix.
TEST_F(RecorderPrivacy, NothingFromBeforeAWipeIsWrittenBehindIt) {
  Harness harness(options_);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  ASSERT_TRUE(harness.Start(Request(wav_, 2, false)).ok());
  harness.Run(3.0);
  ASSERT_TRUE(HoldsVoice(rings_, Mine));
  ASSERT_TRUE(harness.recorder().Wipe().ok());
  for (int step = 0; step < 10; ++step) {
    harness.RunSilent(0.04);
    EXPECT_FALSE(HoldsVoice(rings_, Mine)) << step;
  }
}

TEST_F(RecorderPrivacy, WhatFollowsOnAWipeIsWhole) {
  for (const bool durable : {true, false}) {
    if (!durable) options_.recovery_folder.clear();
    for (const char* suffix : {".wav", ".aac"}) {
      const std::string name = (durable ? "durable" : "memory") + std::string(suffix);
      Harness harness(options_);
      Begin(harness, captures_ / name, 10, false);
      harness.Run(3.005);
      ASSERT_TRUE(harness.recorder().Wipe().ok());
      harness.Run(2.0);
      harness.Dump(0, captures_ / ("d-" + name));
      harness.Settle();
      const auto events = harness.TakeEvents();
      const vr::Event* done = FindEvent(events, EventKind::kDumpDone);
      ASSERT_NE(done, nullptr) << name;
      EXPECT_NE(ReadText(captures_ / ("d-" + name + ".json")).find("\"missing\": []"), std::string::npos)
          << ReadText(captures_ / ("d-" + name + ".json"));
      // A decoder of AAC needs a block or two before the first one that it gives.
      EXPECT_GE(done->capture->duration_s, std::string(suffix) == ".wav" ? 1.985 : 1.8) << name;
    }
  }
}

TEST_F(RecorderPrivacy, InAMixTheVoiceEndsWhereTheCallWas) {
  options_.recovery_folder.clear();
  Harness harness(options_);
  Begin(harness, wav_, 10, false);
  harness.Run(4.0);
  ASSERT_TRUE(harness.recorder().Exclude("x", false).ok());
  harness.Run(2.0);
  harness.recorder().Stop();
  harness.Settle();
  const WavFile wav = ReadWav(wav_);
  const auto both = [](int64_t frame) { return static_cast<int16_t>(Mine(frame) + Theirs(frame)); };
  EXPECT_EQ(Others(wav, 0, 4 * kRate, both), 0);
  EXPECT_EQ(Others(wav, 4 * kRate, 6 * kRate, Mine), 0);
}

// A dump that was asked for before is listening when everything before is forgotten.
TEST_F(RecorderPrivacy, ForgettingCutsNoHoleIntoADumpThatIsListening) {
  options_.recovery_folder.clear();
  Harness harness(options_);
  Begin(harness, wav_, 10, false);
  harness.Run(3.0);
  vr::DumpRequest request;
  const std::string path = captures_ / "d.wav";
  request.path = path;
  request.after_s = 2;
  uint64_t id = 0;
  ASSERT_TRUE(harness.recorder().Dump(request, &id).ok());
  harness.Run(1.0);
  ASSERT_TRUE(harness.recorder().Exclude("x", true).ok());
  harness.Run(2.0);
  const auto both = [](int64_t frame) { return static_cast<int16_t>(Mine(frame) + Theirs(frame)); };
  const WavFile wav = ReadWav(path);
  EXPECT_EQ(Others(wav, 0, 4 * kRate, both), 0);
  EXPECT_EQ(Others(wav, 4 * kRate, 5 * kRate, Mine), 0);
  // And what is said of it is whole.
  const auto sidecar = vr::ParseJson(ReadText(path + ".json"));
  bool asked_for = false;
  for (const auto& marker : sidecar.at("markers")) asked_for = asked_for || marker.at("label") == "dump";
  EXPECT_TRUE(asked_for) << vr::JsonText(sidecar.at("markers"));
  for (const auto& source : sidecar.at("sources")) EXPECT_EQ(source.at("gaps").size(), 0u) << vr::JsonText(source);
  // A later one knows nothing of what was before.
  ASSERT_TRUE(harness.Dump(0, captures_ / "e.wav", &id).ok());
  harness.Run(1.0);
  const auto later = vr::ParseJson(ReadText(captures_ / "e.wav.json"));
  EXPECT_LT(later.at("durationSeconds").get<double>(), 2.1);
  ASSERT_GE(later.at("markers").size(), 1u);
  EXPECT_EQ(later.at("markers")[0].at("label"), "forgotten") << vr::JsonText(later.at("markers"));
}

}  // namespace
}  // namespace vr_test
