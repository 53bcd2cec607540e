// A task whose buffer is on disk: longer than memory, on disks that fill up, fail and come back.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "native/recorder/harness.h"
#include "support/faulty_file_system.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

size_t Count(const std::vector<vr::Event>& events, EventKind kind) {
  return static_cast<size_t>(
      std::count_if(events.begin(), events.end(), [kind](const vr::Event& event) { return event.kind == kind; }));
}

class RecorderRing : public ::testing::Test {
 protected:
  RecorderRing() {
    options_.captures_folder = captures_.path();
    options_.recovery_folder = rings_.path();
    options_.min_free_bytes = 0;
  }
  void Enter() {
    harness_ = std::make_unique<Harness>(options_, disk_);
    harness_->recorder().EnterRoom("room", "me");
    harness_->Open(SourceKind::kLocal, "me", kRate, Counting);
  }
  // The path is kept by the caller.
  static vr::TaskRequest Request(const std::string& path, uint32_t cycle_time_s) {
    vr::TaskRequest request;
    request.file_path = path.c_str();
    request.sample_rate_hz = kRate;
    request.cycle_time_s = cycle_time_s;
    return request;
  }
  void Begin(int cycle_time_s, const std::string& name = "a.wav") {
    Enter();
    const vr::CallResult started = harness_->Start(captures_ / name, cycle_time_s, kRate);
    ASSERT_TRUE(started.ok()) << started.message;
  }
  void BreakDisk(vr::ErrorCode code = vr::ErrorCode::kIoError) { disk_.FailAt(disk_.operations() + 1, code, true); }
  void MendDisk() { disk_.FailAt(0, vr::ErrorCode::kIoError, false); }
  std::string Path(const std::string& name) const { return captures_ / name; }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
  vr::test::FaultyFileSystem disk_{vr::PlatformFileSystem()};
  vr::RecorderOptions options_;
  std::unique_ptr<Harness> harness_;
};

TEST_F(RecorderRing, HoldsMoreThanMemoryToTheSample) {
  Begin(200);
  harness_->Run(250.0);
  const vr::RecorderStats stats = harness_->recorder().stats();
  EXPECT_NEAR(stats.buffered_s, 200, 1);
  EXPECT_GE(stats.durable_s, 249);
  EXPECT_GE(stats.ring_bytes, 200u * kRate * 2);
  EXPECT_LE(stats.buffer_capacity_bytes, 80u * kRate * 2) << "about a minute";
  uint64_t id = 0;
  ASSERT_TRUE(harness_->Dump(0, Path("d.wav"), &id).ok());
  ASSERT_TRUE(harness_->Dump(120.5, Path("e.wav")).ok());
  harness_->Run(1.0);
  ASSERT_NE(FindEvent(harness_->TakeEvents(), EventKind::kDumpDone, id), nullptr);
  ExpectCounting(Path("d.wav"), 50 * kRate, 200 * kRate);
  ExpectCounting(Path("e.wav"), 250 * kRate - 1205 * kRate / 10, 1205 * kRate / 10);
  harness_->recorder().Stop();
  harness_->Settle();
  ExpectCounting(Path("a.wav"), 51 * kRate, 200 * kRate);
  EXPECT_EQ(ReadText(Path("a.wav.json")).find("\"why\""), std::string::npos);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

TEST_F(RecorderRing, NeitherLosesNorRepeatsASampleWithClear) {
  Begin(200);
  harness_->Run(100.0);
  vr::DumpRequest request;
  request.clear = true;
  request.path = Path("d1.wav");
  uint64_t id = 0;
  ASSERT_TRUE(harness_->recorder().Dump(request, &id).ok());
  harness_->Run(70.0);
  request.path = Path("d2.wav");
  ASSERT_TRUE(harness_->recorder().Dump(request, &id).ok());
  harness_->Run(2.0);
  ExpectCounting(Path("d1.wav"), 0, 100 * kRate);
  ExpectCounting(Path("d2.wav"), 100 * kRate, 70 * kRate);
}

TEST_F(RecorderRing, IsRefusedWhenItsSpaceIsNotThereAndTheTaskBeforeItGoesOn) {
  // An hour of 48 kHz in stereo is 691 MB; a third of it may be taken.
  options_.min_free_bytes = std::filesystem::space(rings_.path()).available - (uint64_t{230} << 20);
  Begin(20);
  harness_->Run(10.0);
  ASSERT_TRUE(harness_->Start(Path("b.wav"), 3600, 48000, 2).ok());
  harness_->Run(5.0);
  const auto events = harness_->TakeEvents();
  const auto refused = std::find_if(events.begin(), events.end(), [](const vr::Event& event) {
    return event.kind == EventKind::kTask && event.code == static_cast<int>(vr::TaskCode::kOpenFileFailed);
  });
  ASSERT_NE(refused, events.end());
  EXPECT_NE(refused->text.find("minFreeBytes"), std::string::npos) << refused->text;
  harness_->recorder().Stop();
  harness_->Settle();
  ExpectCounting(Path("a.wav"), 0, 15 * kRate);
  EXPECT_FALSE(std::filesystem::exists(Path("b.wav")));
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

// The whole window is there although the disk was away for less than memory lasts.
TEST_F(RecorderRing, AShortFailureLosesNothing) {
  Begin(200);
  harness_->Run(100.0);
  harness_->TakeEvents();
  BreakDisk();
  harness_->Run(40.0);
  EXPECT_EQ(harness_->recorder().stats().degraded, vr::Degraded::kDisk);
  auto events = harness_->TakeEvents();
  ASSERT_EQ(Count(events, EventKind::kDegraded), 1u);
  EXPECT_EQ(FindEvent(events, EventKind::kDegraded)->code, static_cast<int>(vr::Degraded::kDisk));
  EXPECT_EQ(Count(events, EventKind::kTask), 0u);
  MendDisk();
  harness_->Run(35.0);
  events = harness_->TakeEvents();
  ASSERT_EQ(Count(events, EventKind::kRestored), 1u);
  EXPECT_EQ(FindEvent(events, EventKind::kRestored)->code, static_cast<int>(vr::Degraded::kDisk));
  EXPECT_EQ(harness_->recorder().stats().degraded, vr::Degraded::kNone);
  harness_->recorder().Stop();
  harness_->Settle();
  ExpectCounting(Path("a.wav"), 0, 175 * kRate);
  EXPECT_EQ(ReadText(Path("a.wav.json")).find("\"why\""), std::string::npos);
}

// What neither disk nor memory has is silence, and the sidecar says so; nothing is shifted.
TEST_F(RecorderRing, ALongFailureLeavesATrueHole) {
  Begin(300);
  harness_->Run(50.0);
  BreakDisk(vr::ErrorCode::kDiskFull);
  harness_->Run(120.0);
  MendDisk();
  harness_->Run(60.0);
  harness_->recorder().Stop();
  harness_->Settle();
  const WavFile wav = ReadWav(Path("a.wav"));
  ASSERT_EQ(wav.samples.size(), 230u * kRate);
  int64_t silent = 0;
  int64_t first_silent = -1;
  for (int64_t i = 0; i < 230 * kRate; ++i) {
    const int16_t sample = wav.samples[static_cast<size_t>(i)];
    if (sample == 0) {
      if (first_silent < 0) first_silent = i;
      ++silent;
      ASSERT_EQ(i, first_silent + silent - 1) << "one hole";
      continue;
    }
    ASSERT_EQ(sample, Counting(i)) << i;
  }
  EXPECT_GE(first_silent, 49 * kRate);
  EXPECT_GT(silent, 20 * kRate);
  EXPECT_LE(first_silent + silent, 170 * kRate);
  const std::string sidecar = ReadText(Path("a.wav.json"));
  EXPECT_NE(sidecar.find("\"disk\""), std::string::npos);
  EXPECT_NE(sidecar.find("\"firstFrame\": " + std::to_string(first_silent)), std::string::npos);
  EXPECT_NE(sidecar.find("\"frames\": " + std::to_string(silent)), std::string::npos);
}

TEST_F(RecorderRing, AFailedSyncIsAFailureOfTheDisk) {
  Begin(100);
  harness_->Run(20.0);
  harness_->TakeEvents();
  bool armed = true;
  disk_.SetHook([&](const std::string& operation) {
    if (armed && operation == "sync") {
      armed = false;
      disk_.FailAt(disk_.operations() + 1, vr::ErrorCode::kIoError, false);
    }
  });
  harness_->Run(40.0);
  EXPECT_FALSE(armed);
  const auto events = harness_->TakeEvents();
  EXPECT_EQ(Count(events, EventKind::kDegraded), 1u);
  EXPECT_EQ(Count(events, EventKind::kRestored), 1u);
  disk_.SetHook(nullptr);
  harness_->recorder().Stop();
  harness_->Settle();
  ExpectCounting(Path("a.wav"), 0, 60 * kRate);
}

// Captures that cannot be written hold their audio on disk, up to the bound; then the newest is in memory only, until
// they are written or given up.
TEST_F(RecorderRing, DumpsThatWaitMayFillItButNeverLoseAnything) {
  Begin(100);
  harness_->Run(0.1);
  const uint64_t ring_bytes = harness_->recorder().stats().ring_bytes;
  std::vector<uint64_t> ids(6);
  for (size_t i = 0; i < ids.size(); ++i) {
    harness_->Run(100.0);
    ASSERT_TRUE(harness_->Dump(100, captures_ / ("missing/" + std::to_string(i) + ".wav"), &ids[i]).ok());
  }
  harness_->Run(1.0);
  auto events = harness_->TakeEvents();
  EXPECT_EQ(Count(events, EventKind::kDumpCaptured), ids.size());
  EXPECT_EQ(Count(events, EventKind::kDumpFailed), ids.size());
  const vr::Event* degraded = FindEvent(events, EventKind::kDegraded);
  ASSERT_NE(degraded, nullptr);
  EXPECT_EQ(degraded->code, static_cast<int>(vr::Degraded::kPinned));
  EXPECT_GT(harness_->recorder().stats().ring_bytes, ring_bytes);
  EXPECT_LE(harness_->recorder().stats().ring_bytes, 2 * ring_bytes);

  std::filesystem::create_directory(captures_ / "missing");
  for (const uint64_t id : ids) ASSERT_TRUE(harness_->recorder().Retry(id, "").ok());
  harness_->Run(10.0);
  events = harness_->TakeEvents();
  EXPECT_EQ(Count(events, EventKind::kDumpDone), ids.size());
  EXPECT_EQ(Count(events, EventKind::kRestored), 1u);
  for (size_t i = 0; i < ids.size(); ++i) {
    const WavFile wav = ReadWav(captures_ / ("missing/" + std::to_string(i) + ".wav"));
    ASSERT_EQ(wav.samples.size(), 100u * kRate);
    for (int64_t frame = 0; frame < 100 * kRate; ++frame) {
      const int16_t sample = wav.samples[static_cast<size_t>(frame)];
      if (sample == 0) {
        ASSERT_GE(i, 2u) << "within the bound nothing is missing";
        continue;
      }
      ASSERT_EQ(sample, Counting((static_cast<int64_t>(i) * 1000 + 1) * kRate / 10 + frame)) << i << " " << frame;
    }
  }
  EXPECT_EQ(harness_->recorder().stats().captures_failed, 0u);
}

TEST_F(RecorderRing, ADumpThatFailsIsExactOnAnotherDiskLater) {
  Begin(100);
  harness_->Run(90.0);
  uint64_t id = 0;
  ASSERT_TRUE(harness_->Dump(80, captures_ / "missing/d.wav", &id).ok());
  harness_->Run(300.0);
  ASSERT_TRUE(harness_->recorder().Retry(id, Path("d.wav")).ok());
  harness_->Run(0.1);
  ASSERT_NE(FindEvent(harness_->TakeEvents(), EventKind::kDumpDone, id), nullptr);
  ExpectCounting(Path("d.wav"), 10 * kRate, 80 * kRate);
}

TEST_F(RecorderRing, FailedCapturesStayOnDiskWhenTheRecorderEnds) {
  Begin(100);
  harness_->Run(90.0);
  uint64_t id = 0;
  ASSERT_TRUE(harness_->Dump(80, captures_ / "missing/d.wav", &id).ok());
  harness_->Run(2.0);
  harness_->recorder().Stop();
  harness_->Settle();
  harness_.reset();
  EXPECT_FALSE(rings_.names().empty());
  std::filesystem::create_directory(captures_ / "missing");
  const auto events = RecoverLeft(options_);
  ASSERT_EQ(Count(events, EventKind::kRecovered), 1u);
  ExpectCounting(captures_ / "missing/d.wav", 10 * kRate, 80 * kRate);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

TEST_F(RecorderRing, AnAfterTimeBeyondTheBufferIsHeldWhole) {
  Begin(30);
  harness_->Run(40.0);
  vr::DumpRequest request;
  request.last_s = 30;
  request.after_s = 100;
  request.path = Path("d.wav");
  uint64_t id = 0;
  ASSERT_TRUE(harness_->recorder().Dump(request, &id).ok());
  int reads = 0;
  disk_.SetHook([&reads](const std::string& operation) { reads += operation == "read-at" ? 1 : 0; });
  harness_->Run(101.0);
  disk_.SetHook(nullptr);
  ASSERT_NE(FindEvent(harness_->TakeEvents(), EventKind::kDumpDone, id), nullptr);
  ExpectCounting(Path("d.wav"), 10 * kRate, 130 * kRate);
  EXPECT_LE(reads, 30) << "four megabytes in segments of one: what came step by step is read once";
}

// The log of a recording in real time is a help for a recovery; without it the recording goes on.
TEST_F(RecorderRing, ARealTimeTaskDoesNotNeedItsLog) {
  bool armed = true;
  disk_.SetHook([&](const std::string& operation) {
    if (armed && operation == "open-blocks") {
      armed = false;
      disk_.FailAt(disk_.operations() + 1, vr::ErrorCode::kIoError, false);
    }
  });
  Begin(0);
  harness_->Run(5.0);
  EXPECT_FALSE(armed);
  harness_->recorder().Stop();
  harness_->Settle();
  const auto events = harness_->TakeEvents();
  EXPECT_EQ(Count(events, EventKind::kDegraded), 1u);
  ExpectCounting(Path("a.wav"), 0, 5 * kRate);
  EXPECT_NE(ReadText(Path("a.wav.json")).find("features are missing"), std::string::npos);
}

TEST_F(RecorderRing, MemoryCanBeAskedFor) {
  Enter();
  const std::string path = Path("a.wav");
  vr::TaskRequest request = Request(path, 100);
  request.durability = 0;
  ASSERT_TRUE(harness_->Start(request).ok());
  harness_->Run(90.0);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
  harness_->recorder().Stop();
  harness_->Settle();
  ExpectCounting(path, 0, 90 * kRate);
  request.durability = 1;
  options_.recovery_folder.clear();
  Harness without(options_);
  without.recorder().EnterRoom("room", "me");
  EXPECT_EQ(without.Start(request).code, vr::CallCode::kInvalidParameter) << "there is no recovery folder";
}

// What is less than promised has several reasons at times; each ends by itself.
TEST_F(RecorderRing, OneReasonWhyLessIsKeptDoesNotHideAnother) {
  options_.max_tracks = 1;
  Enter();
  const std::string path = Path("a.wav");
  vr::TaskRequest request = Request(path, 100);
  request.tracks = 1;
  ASSERT_TRUE(harness_->Start(request).ok());
  harness_->Run(10.0);
  BreakDisk();
  harness_->Run(10.0);
  harness_->Open(vr::SourceKind::kRemote, "x", kRate, Counting);
  harness_->Run(1.0);
  auto events = harness_->TakeEvents();
  EXPECT_EQ(Count(events, EventKind::kDegraded), 2u);
  EXPECT_EQ(harness_->recorder().stats().degraded, vr::Degraded::kDisk) << "the graver one";
  MendDisk();
  harness_->Run(30.0);
  events = harness_->TakeEvents();
  ASSERT_EQ(Count(events, EventKind::kRestored), 1u);
  EXPECT_EQ(FindEvent(events, EventKind::kRestored)->code, static_cast<int>(vr::Degraded::kDisk));
  EXPECT_EQ(harness_->recorder().stats().degraded, vr::Degraded::kTracks);
}

// ---- A recovery folder that somebody else empties, as cleaners of caches do

TEST_F(RecorderRing, WhoseFilesAreRemovedIsToldAndLosesNothingThatMemoryHas) {
#if defined(_WIN32)
  GTEST_SKIP() << "SKIPPED: what is open keeps its name here until it is closed";
#endif
  Begin(200);
  harness_->Run(100.0);
  for (const auto& file : std::filesystem::directory_iterator(rings_.path())) std::filesystem::remove(file.path());
  uint64_t at_once = 0;
  ASSERT_TRUE(harness_->Dump(30, Path("at-once.wav"), &at_once).ok());
  harness_->Run(8.0);
  const std::vector<vr::Event> events = harness_->TakeEvents();
  ASSERT_NE(FindEvent(events, EventKind::kDumpDone, at_once), nullptr);
  const vr::Event* degraded = FindEvent(events, EventKind::kDegraded);
  ASSERT_NE(degraded, nullptr);
  EXPECT_EQ(degraded->code, static_cast<int>(vr::Degraded::kDisk));
  EXPECT_NE(degraded->text.find("is gone"), std::string::npos) << degraded->text;
  ExpectCounting(Path("at-once.wav"), 70 * kRate, 30 * kRate);
  EXPECT_NE(FindEvent(events, EventKind::kRestored), nullptr);
  harness_->Run(62.0);  // the memory has gone round
  ASSERT_TRUE(harness_->Dump(110, Path("later.wav")).ok());
  harness_->Run(1.0);
  ExpectCounting(Path("later.wav"), 60 * kRate, 110 * kRate);
}

TEST_F(RecorderRing, ReturnsWhenItsFolderDoes) {
#if defined(_WIN32)
  GTEST_SKIP() << "SKIPPED: what is open keeps its name here until it is closed";
#endif
  Begin(200);
  harness_->Run(10.0);
  std::filesystem::remove_all(rings_.path());
  harness_->Run(10.0);
  EXPECT_EQ(harness_->recorder().stats().degraded, vr::Degraded::kDisk);
  std::filesystem::create_directory(rings_.path());
  harness_->Run(35.0);
  EXPECT_EQ(harness_->recorder().stats().degraded, vr::Degraded::kNone);
  EXPECT_GE(harness_->recorder().stats().durable_s, 54);
  harness_->recorder().Stop();
  harness_->Settle();
  ExpectCounting(Path("a.wav"), 0, 55 * kRate);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

// A task that is stopped before anybody has noticed.
TEST_F(RecorderRing, WhoseFilesAreRemovedBeforeTheEndGivesWhatMemoryHas) {
  Begin(200);
  harness_->Run(40.0);
  for (const auto& file : std::filesystem::directory_iterator(rings_.path())) std::filesystem::remove(file.path());
  harness_->recorder().Stop();
  harness_->Settle();
  ExpectCounting(Path("a.wav"), 0, 40 * kRate);
}

}  // namespace
}  // namespace vr_test
