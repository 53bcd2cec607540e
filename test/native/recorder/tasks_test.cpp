#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "native/recorder/harness.h"

namespace vr_test {
namespace {

using vr::CallCode;
using vr::EventKind;
using vr::SourceKind;

// A signal of which every sample tells its own place.
// "a lone int16 source with the file's rate and channels is copied verbatim"
TEST(Recorder, WritesALoneSourceBitForBit) {
  for (const int rate : {16000, 32000, 44100, 48000}) {
    Harness harness;
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", rate, Counting);
    harness.Run(1.0);
    ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 0, rate).ok());
    harness.Run(3.0);
    ASSERT_TRUE(harness.recorder().Stop().ok());
    harness.Settle();
    EXPECT_EQ(harness.TakeTaskCodes(), (std::vector<int>{3, 5}));
    const WavFile wav = ReadWav(harness.folder() / "a.wav");
    EXPECT_EQ(wav.sample_rate_hz, rate);
    ASSERT_EQ(wav.samples.size(), static_cast<size_t>(3 * rate));
    EXPECT_EQ(BreakInCounting(wav.samples, rate), "") << rate;
  }
}

// The SDK's own example: "With a 15-minute buffer, 20 minutes of talk leave minutes 5 to 20."
TEST(Recorder, KeepsMinutesFiveToTwentyOfTwentyMinutes) {
  constexpr int kRate = 16000;
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Counting);
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 900, kRate).ok());
  harness.Run(20 * 60);
  ASSERT_TRUE(harness.recorder().Stop().ok());
  harness.Settle();
  EXPECT_EQ(harness.TakeTaskCodes(), (std::vector<int>{3, 5}));
  const WavFile wav = ReadWav(harness.folder() / "a.wav");
  ASSERT_EQ(wav.samples.size(), static_cast<size_t>(900 * kRate));
  EXPECT_EQ(BreakInCounting(wav.samples, 300 * kRate), "");
}

TEST(Recorder, KeepsARecordingShorterThanTheBufferWhole) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", 16000, Counting);
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 60).ok());
  harness.Run(7.5);
  ASSERT_TRUE(harness.recorder().Stop().ok());
  harness.Settle();
  EXPECT_EQ(ReadWav(harness.folder() / "a.wav").samples.size(), static_cast<size_t>(7.5 * 16000));
}

TEST(Recorder, FillsAPauseWithSilenceOfExactlyThatLength) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  const vr::SourceId id = harness.Open(SourceKind::kLocal, "me", 16000, [](int64_t) { return int16_t{1000}; });
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 0).ok());
  harness.Run(1.0);
  harness.Pause(id, true);
  harness.Run(2.0);
  harness.Pause(id, false);
  harness.Run(1.0);
  ASSERT_TRUE(harness.recorder().Stop().ok());
  harness.Settle();
  const WavFile wav = ReadWav(harness.folder() / "a.wav");
  ASSERT_EQ(wav.samples.size(), 4u * 16000);
  for (size_t i = 0; i < wav.samples.size(); ++i) {
    const bool silent = i >= 16000 && i < 3 * 16000;
    ASSERT_EQ(wav.samples[i], silent ? 0 : 1000) << i;
  }
  const std::vector<uint8_t> sidecar = ReadBytes(harness.folder() / "a.wav.json");
  const std::string text(sidecar.begin(), sidecar.end());
  EXPECT_NE(text.find("\"gaps\""), std::string::npos);
  EXPECT_NE(text.find("32000"), std::string::npos) << "the gap's length in frames";
}

// "Starting again ends the running task, its file is complete at its path, and the new task starts."
TEST(Recorder, EndsTheOldTaskBeforeTheNewOneStarts) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", 16000, Counting);
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 0).ok());
  harness.Run(1.0);
  ASSERT_TRUE(harness.Start(harness.folder() / "b.wav", 30).ok());
  harness.Run(1.5);
  EXPECT_EQ(harness.TakeTaskCodes(), (std::vector<int>{3, 5, 3}));
  ASSERT_TRUE(harness.recorder().Stop().ok());
  harness.Settle();
  EXPECT_EQ(harness.TakeTaskCodes(), (std::vector<int>{5}));
  const WavFile a = ReadWav(harness.folder() / "a.wav");
  const WavFile b = ReadWav(harness.folder() / "b.wav");
  ASSERT_EQ(a.samples.size(), 16000u);
  ASSERT_EQ(b.samples.size(), 24000u);
  EXPECT_EQ(a.samples.back(), Counting(15999));
  EXPECT_EQ(b.samples.front(), Counting(16000));
}

TEST(Recorder, FinishesTheOldFileFirstWhenTheNewStartIsOnItsPath) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", 16000, Counting);
  const std::string path = harness.folder() / "same.wav";
  ASSERT_TRUE(harness.Start(path, 0).ok());
  harness.Run(1.0);
  ASSERT_TRUE(harness.Start(path, 0).ok());
  harness.Run(2.0);
  harness.recorder().Stop();
  harness.Settle();
  const std::vector<vr::Event> events = harness.TakeEvents();
  std::vector<double> lengths;
  for (const vr::Event& event : events) {
    if (event.capture.has_value()) lengths.push_back(event.capture->duration_s);
  }
  EXPECT_EQ(lengths, (std::vector<double>{1.0, 2.0}));
  EXPECT_EQ(ReadWav(path).samples.size(), 32000u);
}

TEST(Recorder, AnswersTenStartsInOneTickInTheirOrder) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", 16000, Counting);
  for (int i = 0; i < 10; ++i) {
    const std::string name = "t" + std::to_string(i) + (i % 2 == 0 ? ".wav" : ".aac");
    ASSERT_TRUE(harness.Start(harness.folder() / name, i % 3 == 0 ? 10 : 0).ok());
  }
  harness.Run(1.0);
  std::vector<std::pair<int, std::string>> got;
  for (const vr::Event& event : harness.TakeEvents()) {
    if (event.kind == EventKind::kTask) got.emplace_back(event.code, event.path.substr(event.path.rfind('/') + 1));
  }
  std::vector<std::pair<int, std::string>> expected;
  for (int i = 0; i < 10; ++i) {
    const std::string name = "t" + std::to_string(i) + (i % 2 == 0 ? ".wav" : ".aac");
    expected.emplace_back(3, name);
    if (i < 9) expected.emplace_back(5, name);
  }
  EXPECT_EQ(got, expected);
}

TEST(Recorder, GoesOnWithTheOldTaskWhenTheNewOneCannotStart) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", 16000, Counting);
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 10).ok());
  harness.Run(1.0);
  ASSERT_TRUE(harness.Start(harness.folder() / "a.mp3", 0).ok());
  ASSERT_TRUE(harness.Start(harness.folder() / "missing/a.wav", 0).ok());
  harness.Run(1.0);
  EXPECT_EQ(harness.TakeTaskCodes(), (std::vector<int>{3, 1, 2}));
  ASSERT_TRUE(harness.recorder().Stop().ok());
  harness.Settle();
  EXPECT_EQ(harness.TakeTaskCodes(), (std::vector<int>{5}));
  EXPECT_EQ(ReadWav(harness.folder() / "a.wav").samples.size(), 32000u);
}

TEST(Recorder, EndsTheTaskWhenTheRoomIsLeft) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", 16000, Counting);
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 0).ok());
  harness.Run(1.0);
  EXPECT_TRUE(harness.recorder().Reconnecting().ok());
  harness.Run(1.0);
  EXPECT_TRUE(harness.recorder().LeaveRoom().ok());
  EXPECT_EQ(harness.recorder().Stop().code, CallCode::kInvalidState);
  EXPECT_EQ(harness.Start(harness.folder() / "b.wav", 0).code, CallCode::kNotInRoom);
  harness.Settle();
  EXPECT_EQ(harness.TakeTaskCodes(), (std::vector<int>{3, 5}));
  EXPECT_EQ(ReadWav(harness.folder() / "a.wav").samples.size(), 32000u);
}

TEST(Recorder, WritesEverythingWhenItIsDestroyedInMidTask) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", 16000, Counting);
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 10).ok());
  harness.Run(3.0);
  uint64_t id = 0;
  ASSERT_TRUE(harness.Dump(2.0, harness.folder() / "dump.wav", &id).ok());
  harness.Destroy();
  EXPECT_EQ(ReadWav(harness.folder() / "a.wav").samples.size(), 48000u);
  EXPECT_EQ(ReadWav(harness.folder() / "dump.wav").samples.size(), 32000u);
}

TEST(Recorder, RefusesToStartWithoutConsentWhereItIsRequired) {
  vr::RecorderOptions options;
  options.require_consent = true;
  Harness harness(options);
  harness.recorder().EnterRoom("room", "me");
  EXPECT_EQ(harness.Start(harness.folder() / "a.wav", 0).code, CallCode::kInvalidState);
  harness.recorder().SetConsent(true);
  EXPECT_TRUE(harness.Start(harness.folder() / "a.wav", 0).ok());
  harness.Run(1.0);
  harness.recorder().SetConsent(false);
  harness.Settle();
  EXPECT_EQ(harness.TakeTaskCodes(), (std::vector<int>{3, 5}));
}

TEST(Recorder, RefusesABufferBeyondItsBound) {
  vr::RecorderOptions options;
  options.max_buffer_bytes = 1 << 20;
  Harness harness(options);
  harness.recorder().EnterRoom("room", "me");
  EXPECT_EQ(harness.Start(harness.folder() / "a.wav", 900, 48000, 2).code, CallCode::kInvalidParameter);
  EXPECT_TRUE(harness.Start(harness.folder() / "a.wav", 10).ok());
}

TEST(Recorder, SplitsLocalLeftAndRemoteRight) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", 48000, [](int64_t) { return int16_t{1111}; });
  harness.Open(SourceKind::kRemote, "you", 48000, [](int64_t) { return int16_t{-222}; });
  vr::TaskRequest request;
  const std::string path = harness.folder() / "split.wav";
  request.file_path = path.c_str();
  request.sample_rate_hz = 48000;
  request.layout = 1;
  request.channels = 0;
  ASSERT_TRUE(harness.recorder().Start(request).ok());
  harness.Run(1.0);
  harness.recorder().Stop();
  harness.Settle();
  const WavFile wav = ReadWav(path);
  ASSERT_EQ(wav.channels, 2);
  ASSERT_EQ(wav.samples.size(), 2u * 48000);
  for (size_t i = 0; i < 48000; ++i) {
    ASSERT_EQ(wav.samples[2 * i], 1111) << i;
    ASSERT_EQ(wav.samples[2 * i + 1], -222) << i;
  }
}

TEST(Recorder, TellsTheTruthInItsStatistics) {
  Harness harness;
  harness.recorder().EnterRoom("room", "me");
  const vr::SourceId me = harness.Open(SourceKind::kLocal, "me", 16000, [](int64_t) { return int16_t{16384}; });
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 5).ok());
  harness.Run(8.0);
  harness.RunSilent(0.25);
  const vr::RecorderStats stats = harness.recorder().stats();
  EXPECT_EQ(stats.task, vr::TaskKind::kCycle);
  EXPECT_DOUBLE_EQ(stats.buffered_s, 5.0);
  EXPECT_NEAR(stats.recorded_s, 8.05, 0.011);
  EXPECT_EQ(stats.blocks_taken, 800u);
  EXPECT_EQ(stats.blocks_dropped, 0u);
  ASSERT_EQ(stats.sources.size(), 1u);
  EXPECT_EQ(stats.sources[0].source.id, me);
  EXPECT_NEAR(stats.sources[0].peak_dbfs, -6.02, 0.05);
  EXPECT_GT(stats.buffer_bytes, 5u * 32000);
  EXPECT_GE(stats.buffer_capacity_bytes, stats.buffer_bytes);
}

}  // namespace
}  // namespace vr_test
