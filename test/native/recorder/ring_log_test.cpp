// The log beside the audio of a ring: what it is told costs no audio, and of what found no room that is told.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "native/recorder/harness.h"
#include "support/faulty_file_system.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

// How often a text stands in another.
size_t Count(const std::string& text, const std::string& wanted) {
  size_t count = 0;
  for (size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) ++count;
  return count;
}

// A JSON object of about so many bytes.
std::string Figures(size_t size_bytes) {
  return "{\"jitter\":\"" + std::string(size_bytes - 13, 'j') + "\"}";
}

class RecorderRingLog : public ::testing::Test {
 protected:
  RecorderRingLog() {
    options_.captures_folder = captures_.path();
    options_.recovery_folder = rings_.path();
    options_.min_free_bytes = 0;
  }
  void Begin(Harness& harness, int cycle_time_s, bool tracks = false) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Counting);
    vr::TaskRequest request;
    request.file_path = wav_.c_str();
    request.sample_rate_hz = kRate;
    request.cycle_time_s = static_cast<uint32_t>(cycle_time_s);
    request.tracks = tracks ? 1 : 0;
    ASSERT_TRUE(harness.Start(request).ok());
  }
  // The sidecar of the one capture that a recovery makes.
  std::string Recover() {
    const auto events = RecoverLeft(options_);
    const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
    if (recovered == nullptr) return "";
    return ReadText(recovered->capture->file_path + ".json");
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
  vr::RecorderOptions options_;
  const std::string wav_ = captures_ / "a.wav";
};

TEST_F(RecorderRingLog, StatisticsAtAnyRateCostNoAudio) {
  Harness harness(options_);
  Begin(harness, 60);
  for (int i = 0; i < 120; ++i) {
    harness.Run(1);
    ASSERT_TRUE(harness.recorder().AddStatistics(Figures(60000)).ok());
  }
  ASSERT_TRUE(harness.Dump(0, captures_ / "d.wav").ok());
  harness.Settle();
  ExpectCounting(captures_ / "d.wav", 60 * kRate, 60 * kRate);
  EXPECT_GE(Count(ReadText(captures_ / "d.wav.json"), "\"jitter\""), 58u) << "memory knows of all of them";
  const auto events = harness.TakeEvents();
  EXPECT_EQ(FindEvent(events, EventKind::kDegraded), nullptr);
  EXPECT_EQ(std::count_if(events.begin(), events.end(),
                          [](const vr::Event& event) {
                            return event.kind == EventKind::kLog &&
                                   event.text.find("the log on disk has no room") != std::string::npos;
                          }),
            1)
      << "that the log on disk lacks some is told once";
}

TEST_F(RecorderRingLog, WhatFoundNoRoomIsAProblemOfWhatIsRecovered) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, 60);
    for (int i = 0; i < 100; ++i) {
      harness.Run(1);
      EXPECT_TRUE(harness.recorder().AddStatistics(Figures(60000)).ok());
      EXPECT_TRUE(harness.recorder().Mark("round " + std::to_string(i), "").ok());
    }
    harness.Run(2);
  });
  const std::string sidecar = Recover();
  EXPECT_NE(sidecar.find("records of statistics"), std::string::npos);
  for (int i = 45; i < 100; ++i) {
    EXPECT_NE(sidecar.find("\"round " + std::to_string(i) + "\""), std::string::npos) << i;
  }
  EXPECT_EQ(sidecar.find("\"why\""), std::string::npos) << "and no audio is missing";
}

TEST_F(RecorderRingLog, OfAUsualSessionNothingIsMissing) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, 60, true);
    for (int user = 0; user < 7; ++user) {
      harness.Open(SourceKind::kRemote, "user " + std::to_string(user), kRate, Counting);
    }
    EXPECT_TRUE(harness.recorder().SetAbout("{\"build\":\"" + std::string(60000, 'b') + "\"}").ok());
    for (int i = 0; i < 100; ++i) {
      harness.Run(1);
      EXPECT_TRUE(harness.recorder().AddStatistics(Figures(1500)).ok());
      EXPECT_TRUE(harness.recorder().Mark("round " + std::to_string(i), "{\"score\":[1,2,3]}").ok());
    }
    harness.Run(2);
  });
  const std::string sidecar = Recover();
  EXPECT_GE(Count(sidecar, "\"jitter\""), 58u);
  EXPECT_GE(Count(sidecar, "\"round "), 58u);
  EXPECT_NE(sidecar.find("\"problems\": []"), std::string::npos) << sidecar.substr(sidecar.find("\"problems\""), 300);
}

// Memory has the window; what waited for the disk does not push it out of the ring.
TEST_F(RecorderRingLog, AfterALongFailureTheLogCostsNoAudio) {
  for (const double later : {2.0, 20.0}) {
    vr::test::FaultyFileSystem disk{vr::PlatformFileSystem()};
    Harness harness(options_, disk);
    Begin(harness, 10);
    harness.Run(5);
    disk.FailAt(disk.operations() + 1, vr::ErrorCode::kIoError, true);
    for (int i = 0; i < 200; ++i) {
      harness.Run(1);
      ASSERT_TRUE(harness.recorder().AddStatistics(Figures(10000)).ok());
    }
    disk.FailAt(0, vr::ErrorCode::kIoError, false);
    int64_t seconds = 205;
    for (bool restored = false; !restored && seconds < 245; ++seconds) {
      harness.Run(1);
      restored = FindEvent(harness.TakeEvents(), EventKind::kRestored) != nullptr;
    }
    ASSERT_LT(seconds, 245);
    harness.Run(later);
    seconds += static_cast<int64_t>(later);
    const std::string path = captures_ / (std::to_string(seconds) + ".wav");
    ASSERT_TRUE(harness.Dump(0, path).ok());
    harness.Settle();
    ExpectCounting(path, (seconds - 10) * kRate, 10 * kRate);
    EXPECT_EQ(ReadText(path + ".json").find("\"why\""), std::string::npos);
    EXPECT_EQ(FindEvent(harness.TakeEvents(), EventKind::kDegraded), nullptr);
  }
}

// Of every stream what memory has is written again beside what the others have of the same time.
TEST_F(RecorderRingLog, AFailureShorterThanMemoryCostsNoTrackAnything) {
  vr::test::FaultyFileSystem disk{vr::PlatformFileSystem()};
  Harness harness(options_, disk);
  Begin(harness, 100, true);
  harness.Open(SourceKind::kRemote, "x", kRate, Mine);
  harness.Run(50);
  disk.FailAt(disk.operations() + 1, vr::ErrorCode::kIoError, true);
  harness.Run(40);
  disk.FailAt(0, vr::ErrorCode::kIoError, false);
  harness.Run(35);
  ASSERT_TRUE(harness.Dump(0, captures_ / "d.wav").ok());
  harness.Settle();
  ExpectCounting(captures_ / "d.local.wav", 25 * kRate, 100 * kRate);
  const WavFile track = ReadWav(captures_ / "d.remote-x.wav");
  ASSERT_EQ(track.samples.size(), 100u * kRate);
  for (int64_t i = 0; i < 100 * kRate; ++i) {
    ASSERT_EQ(track.samples[static_cast<size_t>(i)], Mine(25 * kRate + i)) << i;
  }
}

// A snapshot of very many sources with long names leaves the ring its room.
TEST_F(RecorderRingLog, AsManySourcesAsThereMayBeCostNoAudio) {
  Harness harness(options_);
  Begin(harness, 10);
  for (int user = 0; user < 250; ++user) {
    const std::string name = std::to_string(1000 + user) + std::string(252, '\n');
    vr::SourceId id = 0;
    ASSERT_TRUE(harness.recorder().OpenSource(SourceKind::kRemote, name, name, &id).ok());
  }
  harness.Run(40);  // into the second segment
  ASSERT_TRUE(harness.Dump(0, captures_ / "d.wav").ok());
  harness.Settle();
  ExpectCounting(captures_ / "d.wav", 30 * kRate, 10 * kRate);
  EXPECT_EQ(FindEvent(harness.TakeEvents(), EventKind::kDegraded), nullptr);
}

// Failure upon failure begins segment upon segment; what the ring lacks then is told, and when it has it again.
TEST_F(RecorderRingLog, ThatFailuresShortenARingIsTold) {
  vr::test::FaultyFileSystem disk{vr::PlatformFileSystem()};
  Harness harness(options_, disk);
  Begin(harness, 100);
  harness.Run(100);
  for (int i = 0; i < 8; ++i) {
    disk.FailAt(disk.operations() + 1, vr::ErrorCode::kIoError, false);
    harness.Run(8);
  }
  harness.TakeEvents();
  EXPECT_EQ(harness.recorder().stats().degraded, vr::Degraded::kDisk);
  harness.Run(240);
  EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kRestored), nullptr);
  EXPECT_EQ(harness.recorder().stats().degraded, vr::Degraded::kNone);
  ASSERT_TRUE(harness.Dump(0, captures_ / "d.wav").ok());
  harness.Settle();
  ExpectCounting(captures_ / "d.wav", 304 * kRate, 100 * kRate);
}

// Every segment says again who is there, and that must fit.
TEST_F(RecorderRingLog, NamesAreBounded) {
  Harness harness(options_);
  const std::string longest(256, 'n');
  vr::SourceId id = 0;
  EXPECT_TRUE(harness.recorder().EnterRoom(longest, longest).ok());
  EXPECT_TRUE(harness.recorder().OpenSource(SourceKind::kRemote, longest, longest, &id).ok());
  const std::string longer = longest + "n";
  EXPECT_EQ(harness.recorder().EnterRoom(longer, "").code, vr::CallCode::kInvalidParameter);
  EXPECT_EQ(harness.recorder().EnterRoom("room", longer).code, vr::CallCode::kInvalidParameter);
  EXPECT_EQ(harness.recorder().OpenSource(SourceKind::kRemote, longer, "", &id).code, vr::CallCode::kInvalidParameter);
  EXPECT_EQ(harness.recorder().OpenSource(SourceKind::kRemote, "", longer, &id).code, vr::CallCode::kInvalidParameter);
}

}  // namespace
}  // namespace vr_test
