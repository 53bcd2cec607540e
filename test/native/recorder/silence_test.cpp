// Pause, mute and what happens around the app: silence and markers on the time line, never a shifted file.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/json_text.h"
#include "native/recorder/harness.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

class RecorderSilence : public ::testing::Test {
 protected:
  void Begin(int cycle_time_s, vr::RecorderOptions options = {}) {
    options.captures_folder = captures_.path();
    harness_ = std::make_unique<Harness>(options);
    harness_->recorder().EnterRoom("room", "me");
    source_ = harness_->Open(SourceKind::kLocal, "me", kRate, Counting);
    ASSERT_TRUE(harness_->Start(captures_ / "a.wav", cycle_time_s, kRate).ok());
  }
  void End() {
    harness_->recorder().Stop();
    harness_->Settle();
    wav_ = ReadWav(captures_ / "a.wav");
    sidecar_ = vr::ParseJson(ReadText(captures_ / "a.wav.json"));
  }
  // Of the file, the frames [first, end) are the voice at its place, or silence.
  void ExpectVoice(int64_t first, int64_t end) const {
    for (int64_t i = first; i < end; ++i) ASSERT_EQ(wav_.samples.at(static_cast<size_t>(i)), Counting(i)) << i;
  }
  void ExpectSilence(int64_t first, int64_t end) const {
    for (int64_t i = first; i < end; ++i) ASSERT_EQ(wav_.samples.at(static_cast<size_t>(i)), 0) << i;
  }
  // The seconds of every marker of this label.
  std::vector<double> Markers(const std::string& label) const {
    std::vector<double> seconds;
    for (const auto& marker : sidecar_.at("markers")) {
      if (marker.at("label") == label) seconds.push_back(marker.at("frame").get<double>() / kRate);
    }
    return seconds;
  }
  std::vector<int> StateCodes() {
    std::vector<int> codes;
    for (const vr::Event& event : harness_->TakeEvents()) {
      if (event.kind == EventKind::kState) codes.push_back(event.code);
    }
    return codes;
  }

  TemporaryFolder captures_;
  std::unique_ptr<Harness> harness_;
  vr::SourceId source_ = 0;
  WavFile wav_;
  nlohmann::json sidecar_;
};

TEST_F(RecorderSilence, APauseIsSilenceOfItsLength) {
  for (const int cycle_time_s : {0, 20}) {
    Begin(cycle_time_s);
    harness_->Run(2.0);
    ASSERT_TRUE(harness_->recorder().Pause().ok());
    ASSERT_TRUE(harness_->recorder().Pause().ok()) << "twice is once";
    harness_->Run(3.0);
    EXPECT_TRUE(harness_->recorder().stats().paused);
    ASSERT_TRUE(harness_->recorder().Resume().ok());
    harness_->Run(2.0);
    EXPECT_FALSE(harness_->recorder().stats().paused);
    End();
    ASSERT_EQ(wav_.samples.size(), 7u * kRate);
    ExpectVoice(0, 2 * kRate);
    ExpectSilence(2 * kRate, 5 * kRate);
    ExpectVoice(5 * kRate, 7 * kRate);
    EXPECT_EQ(Markers("paused"), std::vector<double>{2.0});
    EXPECT_EQ(Markers("resumed"), std::vector<double>{5.0});
    EXPECT_TRUE(sidecar_.at("sources").at(0).at("gaps").empty()) << "silence that was asked for is no gap";
    EXPECT_EQ(StateCodes(), (std::vector<int>{1, 2, 1, 0}));
  }
}

TEST_F(RecorderSilence, PausingNeedsATask) {
  Begin(20);
  End();
  EXPECT_EQ(harness_->recorder().Pause().code, vr::CallCode::kInvalidState);
  EXPECT_EQ(harness_->recorder().Resume().code, vr::CallCode::kInvalidState);
}

TEST_F(RecorderSilence, ANewTaskIsNotPaused) {
  Begin(20);
  ASSERT_TRUE(harness_->recorder().Pause().ok());
  harness_->Run(1.0);
  ASSERT_TRUE(harness_->Start(captures_ / "b.wav", 20, kRate).ok());
  harness_->Run(1.0);
  harness_->recorder().Stop();
  harness_->Settle();
  const WavFile b = ReadWav(captures_ / "b.wav");
  for (int64_t i = 0; i < kRate; ++i) ASSERT_EQ(b.samples.at(static_cast<size_t>(i)), Counting(kRate + i)) << i;
}

TEST_F(RecorderSilence, AMutedRoomIsSilentUntilItIsNot) {
  Begin(20);
  harness_->Run(1.0);
  ASSERT_TRUE(harness_->recorder().SetAllMuted(true).ok());
  harness_->Run(1.0);
  const vr::SourceId late = harness_->Open(SourceKind::kRemote, "x", kRate, [](int64_t) { return int16_t{5000}; });
  harness_->Run(1.0);
  harness_->Close(late);
  ASSERT_TRUE(harness_->recorder().SetAllMuted(false).ok());
  harness_->Run(1.0);
  End();
  ASSERT_EQ(wav_.samples.size(), 4u * kRate);
  ExpectVoice(0, kRate);
  ExpectSilence(kRate, 3 * kRate);
  ExpectVoice(3 * kRate, 4 * kRate);
  EXPECT_EQ(Markers("all-muted"), std::vector<double>{1.0});
  EXPECT_EQ(Markers("all-unmuted"), std::vector<double>{3.0});
}

// A source that was muted by its own switch stays so when the room's is let go.
TEST_F(RecorderSilence, EachSwitchIsItsOwn) {
  Begin(20);
  ASSERT_TRUE(harness_->recorder().SetMuted(source_, true).ok());
  ASSERT_TRUE(harness_->recorder().SetAllMuted(true).ok());
  ASSERT_TRUE(harness_->recorder().Pause().ok());
  harness_->Run(1.0);
  ASSERT_TRUE(harness_->recorder().SetAllMuted(false).ok());
  ASSERT_TRUE(harness_->recorder().Resume().ok());
  harness_->Run(1.0);
  ASSERT_TRUE(harness_->recorder().SetMuted(source_, false).ok());
  harness_->Run(1.0);
  End();
  ExpectSilence(0, 2 * kRate);
  ExpectVoice(2 * kRate, 3 * kRate);
}

TEST_F(RecorderSilence, WhoComesWhileItIsSilentIsHeardAfterIt) {
  for (const bool pause : {true, false}) {
    Begin(20);
    vr::Recorder& recorder = harness_->recorder();
    ASSERT_TRUE(recorder.SetMuted(source_, true).ok());
    ASSERT_TRUE((pause ? recorder.Pause() : recorder.SetAllMuted(true)).ok());
    harness_->Open(SourceKind::kRemote, "x", kRate, Counting);
    harness_->Run(1.0);
    ASSERT_TRUE((pause ? recorder.Resume() : recorder.SetAllMuted(false)).ok());
    harness_->Run(1.0);
    End();
    ExpectSilence(0, kRate);
    ExpectVoice(kRate, 2 * kRate);
  }
}

TEST_F(RecorderSilence, WhoWasMutedBeforeTheStartIsHeardOnceTheyAreNot) {
  Begin(20);
  ASSERT_TRUE(harness_->recorder().SetMuted(source_, true).ok());
  harness_->Run(1.0);
  ASSERT_TRUE(harness_->Start(captures_ / "b.wav", 20, kRate).ok());
  harness_->Run(1.0);
  ASSERT_TRUE(harness_->recorder().SetMuted(source_, false).ok());
  harness_->Run(1.0);
  harness_->recorder().Stop();
  harness_->Settle();
  const WavFile b = ReadWav(captures_ / "b.wav");
  ASSERT_EQ(b.samples.size(), 2u * kRate);
  EXPECT_EQ(b.samples[0], 0);
  for (int64_t i = kRate; i < 2 * kRate; ++i) {
    ASSERT_EQ(b.samples[static_cast<size_t>(i)], Counting(kRate + i)) << i;
  }
}

TEST_F(RecorderSilence, InterruptionsAreMarkersInOneFile) {
  Begin(20);
  harness_->Run(1.0);
  ASSERT_TRUE(harness_->recorder().Notify(vr::Notice::kInterruptionBegan, "phone call").ok());
  harness_->Pause(source_, true);  // the system has taken the microphone
  harness_->Run(2.0);
  harness_->Pause(source_, false);
  ASSERT_TRUE(harness_->recorder().Notify(vr::Notice::kInterruptionEnded, "").ok());
  ASSERT_TRUE(harness_->recorder().Notify(vr::Notice::kDeviceChanged, "headset").ok());
  harness_->Run(1.0);
  End();
  ASSERT_EQ(wav_.samples.size(), 4u * kRate);
  ExpectVoice(0, kRate);
  ExpectVoice(3 * kRate, 4 * kRate);
  EXPECT_EQ(Markers("interruption-began"), std::vector<double>{1.0});
  EXPECT_EQ(Markers("interruption-ended"), std::vector<double>{3.0});
  EXPECT_EQ(Markers("device-changed"), std::vector<double>{3.0});
  const auto& gaps = sidecar_.at("sources").at(0).at("gaps");
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(gaps.at(0).at("frames"), 2 * kRate);
}

// A machine that slept has recorded nothing and its clock did not go on: no hole, a marker that says how long.
TEST_F(RecorderSilence, SleepLeavesAMarkerAndNoTime) {
  Begin(20);
  harness_->Run(2.0);
  ASSERT_TRUE(harness_->recorder().Suspend(3600 * vr::kNsPerSecond).ok());
  harness_->Run(2.0);
  End();
  ASSERT_EQ(wav_.samples.size(), 4u * kRate);
  ExpectVoice(0, 4 * kRate);
  ASSERT_EQ(Markers("suspended").size(), 1u);
  EXPECT_NEAR(Markers("suspended")[0], 2.0, 0.1);
  EXPECT_TRUE(Markers("clock-jumped").empty()) << "the wall clock went on as it must";
  for (const auto& marker : sidecar_.at("markers")) {
    if (marker.at("label") != "suspended") continue;
    EXPECT_NEAR(marker.at("data").at("seconds").get<double>(), 3600, 1);
  }
}

TEST_F(RecorderSilence, AClockThatIsSetIsAMarker) {
  Begin(20);
  harness_->Run(2.0);
  ASSERT_TRUE(harness_->recorder().SetWallClockForward(-90'000).ok());
  harness_->Run(2.0);
  End();
  ASSERT_EQ(wav_.samples.size(), 4u * kRate);
  ExpectVoice(0, 4 * kRate);
  ASSERT_EQ(Markers("clock-jumped").size(), 1u);
}

TEST_F(RecorderSilence, AReconnectedRoomIsTheSameRecording) {
  Begin(20);
  harness_->Run(1.0);
  harness_->recorder().Reconnecting();
  harness_->recorder().Reconnecting();
  harness_->Run(1.0);
  harness_->recorder().EnterRoom("room", "me");
  harness_->Run(1.0);
  harness_->recorder().EnterRoom("room", "me");
  End();
  ASSERT_EQ(wav_.samples.size(), 3u * kRate);
  EXPECT_EQ(Markers("reconnecting"), std::vector<double>{1.0});
  EXPECT_EQ(Markers("reconnected"), std::vector<double>{2.0});
}

TEST_F(RecorderSilence, TheStateFollowsTheTask) {
  Begin(20);
  harness_->Run(0.5);
  EXPECT_EQ(StateCodes(), std::vector<int>{1});
  harness_->recorder().LeaveRoom();
  harness_->Settle();
  EXPECT_EQ(StateCodes(), std::vector<int>{0});
}

// In the background the process may die any moment: what is held goes to the disk at once and every second.
TEST_F(RecorderSilence, InTheBackgroundEverythingIsOnTheDiskWithinASecond) {
  TemporaryFolder rings;
  vr::RecorderOptions options;
  options.recovery_folder = rings.path();
  options.min_free_bytes = 0;
  Begin(20, options);
  harness_->Run(2.0);
  ASSERT_TRUE(harness_->recorder().Notify(vr::Notice::kBackground, "").ok());
  harness_->Run(0.3);
  EXPECT_GE(harness_->recorder().stats().durable_s, 2.0);
  ASSERT_TRUE(harness_->recorder().Notify(vr::Notice::kForeground, "").ok());
  End();
  EXPECT_EQ(Markers("background"), std::vector<double>{2.0});
  EXPECT_EQ(Markers("foreground"), std::vector<double>{2.3});
}

// What a mix of voices was is told in numbers; formats as they changed.
TEST_F(RecorderSilence, TheSidecarTellsLoudnessAndFormats) {
  vr::RecorderOptions options;
  options.captures_folder = captures_.path();
  Harness harness(options);
  harness.recorder().EnterRoom("room", "me");
  const auto tone = [](int rate) {
    return [rate](int64_t frame) {
      return static_cast<int16_t>(std::lround(3276.7 * std::sin(2 * M_PI * 997 * static_cast<double>(frame) / rate)));
    };
  };
  harness.Open(SourceKind::kRemote, "x", kRate, tone(kRate));
  ASSERT_TRUE(harness.Start(captures_ / "a.wav", 20, kRate).ok());
  harness.Run(6.0);
  harness.recorder().Stop();
  harness.Settle();
  const nlohmann::json sidecar = vr::ParseJson(ReadText(captures_ / "a.wav.json"));
  const auto& source = sidecar.at("sources").at(0);
  // BS.1770: a sine of -20 dBFS peak on one channel is -23.0 LUFS.
  EXPECT_NEAR(source.at("loudnessLufs").get<double>(), -23.0, 0.2);
  EXPECT_NEAR(source.at("peakDbfs").get<double>(), -20.0, 0.2);
  EXPECT_NEAR(source.at("rmsDbfs").get<double>(), -23.0, 0.2);
  ASSERT_EQ(source.at("formats").size(), 1u);
  EXPECT_EQ(source.at("formats").at(0).at("sampleRate"), kRate);
}

// Who looks at a capture sees that the silence was wanted, although nobody pressed anything within it.
TEST_F(RecorderSilence, WhatWasSilentBeforeACaptureBeginsStandsAtItsBeginning) {
  for (const bool before_the_task : {true, false}) {
    vr::RecorderOptions options;
    options.captures_folder = captures_.path();
    harness_ = std::make_unique<Harness>(options);
    harness_->recorder().EnterRoom("room", "me");
    source_ = harness_->Open(SourceKind::kLocal, "me", kRate, Counting);
    if (before_the_task) harness_->recorder().SetMuted(source_, true);
    ASSERT_TRUE(harness_->Start(captures_ / "a.wav", 5, kRate).ok());
    harness_->Run(1.0);
    if (!before_the_task) harness_->recorder().SetMuted(source_, true);
    harness_->Run(1.0);
    harness_->recorder().SetAllMuted(true);
    harness_->Run(1.0);
    harness_->recorder().SetAllMuted(false);
    harness_->Run(100.0);  // the log has forgotten what happened then
    End();
    EXPECT_EQ(Markers("muted"), std::vector<double>{0});
    EXPECT_EQ(Markers("all-muted"), std::vector<double>());
    for (const auto& marker : sidecar_.at("markers")) {
      if (marker.at("label") != "muted") continue;
      EXPECT_EQ(marker.at("source"), "me");
      EXPECT_NEAR(marker.at("data").at("secondsBefore").get<double>(), before_the_task ? 98.0 : 97.0, 0.02);
    }
    std::filesystem::remove(captures_ / "a.wav");
  }
}

TEST_F(RecorderSilence, AStateThatBeganLongBeforeAKillIsRecovered) {
  TemporaryFolder rings;
  vr::RecorderOptions options;
  options.captures_folder = captures_.path();
  options.recovery_folder = rings.path();
  options.min_free_bytes = 0;
  LiveAndBeKilled(options, [this](Harness& harness) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Counting);
    ASSERT_TRUE(harness.Start(captures_ / "a.wav", 10, kRate).ok());
    harness.Run(2.0);
    ASSERT_TRUE(harness.recorder().Pause().ok());
    harness.Run(300.0);  // the ring has gone round more than once
  });
  const auto events = RecoverLeft(options);
  ASSERT_NE(FindEvent(events, EventKind::kRecovered), nullptr);
  sidecar_ = vr::ParseJson(ReadText(FindEvent(events, EventKind::kRecovered)->capture->sidecar_path));
  EXPECT_EQ(Markers("paused"), std::vector<double>{0});
}

TEST_F(RecorderSilence, WhoWasLeftOutIsNotNamedByWhatTheyDo) {
  Begin(10);
  harness_->Run(1.0);
  const vr::SourceId x = harness_->Open(SourceKind::kRemote, "x", kRate, Counting);
  ASSERT_TRUE(harness_->recorder().Exclude("x", true).ok());
  harness_->Run(1.0);
  harness_->recorder().SetMuted(x, true);
  harness_->Run(8.0);
  End();
  for (const auto& marker : sidecar_.at("markers")) {
    EXPECT_FALSE(marker.at("label") == "muted" && marker.at("source") == "x") << vr::JsonText(marker);
  }
}

TEST_F(RecorderSilence, WhoLeavesAtOnceIsCountedWhole) {
  Begin(10);
  const vr::SourceId x = harness_->Open(SourceKind::kRemote, "x", kRate, Counting);
  harness_->Run(0.6);
  harness_->Close(x);
  harness_->Run(1.0);
  End();
  for (const auto& source : sidecar_.at("sources")) {
    if (source.at("user") != "x") continue;
    EXPECT_EQ(source.at("blocksTaken"), 60);
  }
  EXPECT_EQ(sidecar_.at("sources").size(), 2u);
}

TEST_F(RecorderSilence, ThatMarkersWereTooManyIsTold) {
  Begin(3600);
  for (int i = 0; i < 20100; ++i) {
    harness_->recorder().Mark("many", "");
    if (i % 100 == 0) harness_->Run(0.1);
  }
  harness_->Run(1.0);
  End();
  EXPECT_LE(sidecar_.at("markers").size(), 20000u);
  ASSERT_EQ(sidecar_.at("problems").size(), 1u) << vr::JsonText(sidecar_.at("problems"));
  EXPECT_NE(sidecar_.at("problems")[0].get<std::string>().find("oldest markers"), std::string::npos);
}

// A mute ends with its source: who comes again is heard, and nothing else is said of them.
TEST_F(RecorderSilence, WhoComesAgainIsNotMutedAnyMore) {
  Begin(5);
  const vr::SourceId x = harness_->Open(SourceKind::kRemote, "x", kRate, Counting);
  harness_->Run(1.0);
  harness_->recorder().SetMuted(x, true);
  harness_->Run(1.0);
  harness_->Close(x);
  harness_->Run(1.0);
  harness_->Open(SourceKind::kRemote, "x", kRate, Counting);
  harness_->Run(60.0);
  End();
  EXPECT_EQ(Markers("muted"), std::vector<double>());
}

}  // namespace
}  // namespace vr_test
