#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "native/recorder/harness.h"
#include "recorder/capture_log.h"

namespace vr_test {
namespace {

using vr::CallCode;
using vr::EventKind;
using vr::SourceKind;

// The number behind "name": in a sidecar; the tests ask only for names that stand there once.
double Number(const std::string& sidecar, const std::string& name) {
  const size_t at = sidecar.find("\"" + name + "\":");
  if (at == std::string::npos) {
    ADD_FAILURE() << name << " is not in the sidecar";
    return -1;
  }
  return std::strtod(sidecar.c_str() + at + name.size() + 3, nullptr);
}

class RecorderDump : public ::testing::Test {
 protected:
  void Begin(const std::string& name, int cycle_time_s) {
    harness_.recorder().EnterRoom("room", "me");
    source_ = harness_.Open(SourceKind::kLocal, "me", kRate, Counting);
    ASSERT_TRUE(harness_.Start(harness_.folder() / name, cycle_time_s, kRate).ok());
  }
  std::string Path(const std::string& name) const { return harness_.folder() / name; }

  Harness harness_;
  vr::SourceId source_ = 0;
};

// "The last N seconds at T" is [T - N, T) with T the moment of the call. WAV to the sample.
TEST_F(RecorderDump, HoldsExactlyTheSecondsBeforeTheCall) {
  Begin("a.wav", 20);
  harness_.Run(30.0);
  uint64_t id = 0;
  ASSERT_TRUE(harness_.Dump(10.0, Path("d.wav"), &id).ok());
  harness_.Run(1.0);
  const auto events = harness_.TakeEvents();
  ASSERT_NE(FindEvent(events, EventKind::kDumpAccepted, id), nullptr);
  ASSERT_NE(FindEvent(events, EventKind::kDumpCaptured, id), nullptr);
  const vr::Event* done = FindEvent(events, EventKind::kDumpDone, id);
  ASSERT_NE(done, nullptr);
  EXPECT_DOUBLE_EQ(done->capture->duration_s, 10.0);
  EXPECT_EQ(done->capture->origin, vr::CaptureOrigin::kDump);
  ExpectCounting(Path("d.wav"), 20 * kRate, 10 * kRate);
}

TEST_F(RecorderDump, GoesOnWhileItRecordsAndTheCycleFileIsStillWhole) {
  Begin("a.wav", 20);
  harness_.Run(30.0);
  ASSERT_TRUE(harness_.Dump(0, Path("d1.wav")).ok());
  harness_.Run(5.0);
  ASSERT_TRUE(harness_.Dump(0, Path("d2.wav")).ok());
  harness_.recorder().Stop();
  harness_.Settle();
  ExpectCounting(Path("d1.wav"), 10 * kRate, 20 * kRate);
  ExpectCounting(Path("d2.wav"), 15 * kRate, 20 * kRate);
  ExpectCounting(Path("a.wav"), 15 * kRate, 20 * kRate);
}

TEST_F(RecorderDump, KeepsListeningAfterTheCallWhenAsked) {
  Begin("a.wav", 5);
  harness_.Run(10.0);
  vr::DumpRequest request;
  request.last_s = 5;
  request.after_s = 20;  // four times what the buffer holds
  request.path = Path("d.wav");
  uint64_t id = 0;
  ASSERT_TRUE(harness_.recorder().Dump(request, &id).ok());
  harness_.Run(15.0);
  EXPECT_EQ(FindEvent(harness_.TakeEvents(), EventKind::kDumpDone), nullptr);
  harness_.Run(6.0);
  EXPECT_NE(FindEvent(harness_.TakeEvents(), EventKind::kDumpDone), nullptr);
  ExpectCounting(Path("d.wav"), 5 * kRate, 25 * kRate);
}

TEST_F(RecorderDump, NeitherLosesNorRepeatsASampleWithClear) {
  Begin("a.wav", 20);
  harness_.Run(7.0);
  vr::DumpRequest request;
  request.clear = true;
  request.path = Path("d1.wav");
  uint64_t id = 0;
  ASSERT_TRUE(harness_.recorder().Dump(request, &id).ok());
  harness_.Run(3.21);
  request.path = Path("d2.wav");
  ASSERT_TRUE(harness_.recorder().Dump(request, &id).ok());
  harness_.Run(2.0);
  harness_.recorder().Stop();
  harness_.Settle();
  const int64_t second = static_cast<int64_t>(3.21 * kRate);
  ExpectCounting(Path("d1.wav"), 0, 7 * kRate);
  ExpectCounting(Path("d2.wav"), 7 * kRate, second);
  ExpectCounting(Path("a.wav"), 7 * kRate + second, 2 * kRate);
}

// AAC: "whole frames, at most 3 frames (3072 samples) longer in all", valid ranges meet exactly with clear.
TEST_F(RecorderDump, SaysWhereTheValidAudioOfAnAacFileLies) {
  Begin("a.aac", 20);
  harness_.Run(30.0);
  vr::DumpRequest request;
  request.last_s = 10;
  request.clear = true;
  request.path = Path("d.aac");
  uint64_t id = 0;
  ASSERT_TRUE(harness_.recorder().Dump(request, &id).ok());
  harness_.Run(1.0);
  const int64_t frames = AdtsFrames(Path("d.aac"));
  const std::string sidecar = ReadText(Path("d.aac.json"));
  EXPECT_EQ(Number(sidecar, "validFrames"), 10.0 * kRate);
  EXPECT_EQ(Number(sidecar, "fileFrames"), static_cast<double>(frames));
  EXPECT_GE(frames, 10 * kRate);
  EXPECT_LE(frames, 10 * kRate + 3072);
  EXPECT_LE(Number(sidecar, "validStart") + 10.0 * kRate, static_cast<double>(frames));
}

TEST_F(RecorderDump, IsNeverShorterAtTheVeryFirstSecondOfATask) {
  Begin("a.aac", 20);
  harness_.Run(0.5);
  ASSERT_TRUE(harness_.Dump(0, Path("d.aac")).ok());
  harness_.Run(1.0);
  const std::string sidecar = ReadText(Path("d.aac.json"));
  EXPECT_EQ(Number(sidecar, "validFrames"), 0.5 * kRate);
  EXPECT_LE(Number(sidecar, "validStart") + 0.5 * kRate, static_cast<double>(AdtsFrames(Path("d.aac"))));
}

TEST_F(RecorderDump, FinishesWhenTheRoomIsLeftInItsMidst) {
  Begin("a.wav", 20);
  harness_.Run(10.0);
  vr::DumpRequest request;
  request.after_s = 30;
  request.path = Path("d.wav");
  uint64_t id = 0;
  ASSERT_TRUE(harness_.recorder().Dump(request, &id).ok());
  harness_.Run(2.0);
  harness_.recorder().LeaveRoom();
  harness_.Settle();
  EXPECT_NE(FindEvent(harness_.TakeEvents(), EventKind::kDumpDone, id), nullptr);
  ExpectCounting(Path("d.wav"), 0, 12 * kRate);
}

TEST_F(RecorderDump, IsNamedByTheTemplateAndNeverReplaces) {
  Begin("a.wav", 20);
  harness_.Run(2.0);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(harness_.Dump(1.0, "").ok());
  harness_.Settle();
  const auto names = harness_.folder().names();
  for (const char* name : {"dump.wav", "dump-2.wav", "dump-3.wav", "dump-3.wav.json", "dump-3.wav.features"}) {
    EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
  }
}

TEST_F(RecorderDump, RefusesAnExistingPathUnlessToldToReplaceIt) {
  Begin("a.wav", 20);
  harness_.Run(2.0);
  std::ofstream(Path("d.wav")) << "precious";
  uint64_t id = 0;
  ASSERT_TRUE(harness_.Dump(1.0, Path("d.wav"), &id).ok());
  harness_.Settle();
  EXPECT_NE(FindEvent(harness_.TakeEvents(), EventKind::kDumpFailed, id), nullptr);
  EXPECT_EQ(ReadText(Path("d.wav")), "precious");

  ASSERT_TRUE(harness_.recorder().Retry(id, Path("e.wav")).ok());
  harness_.Settle();
  EXPECT_NE(FindEvent(harness_.TakeEvents(), EventKind::kDumpDone, id), nullptr);
  ExpectCounting(Path("e.wav"), kRate, kRate);
}

TEST_F(RecorderDump, RefusesWhatItCannotMean) {
  Begin("a.wav", 20);
  harness_.Run(1.0);
  EXPECT_EQ(harness_.Dump(20.5, Path("d.wav")).code, CallCode::kInvalidParameter);
  EXPECT_EQ(harness_.Dump(-1, Path("d.wav")).code, CallCode::kInvalidParameter);
  EXPECT_EQ(harness_.Dump(1, "relative.wav").code, CallCode::kInvalidParameter);
  EXPECT_EQ(harness_.Dump(1, Path("d.mp3")).code, CallCode::kInvalidParameter);
  EXPECT_EQ(harness_.Dump(1, Path("a.wav")).code, CallCode::kInvalidParameter);
  harness_.recorder().Stop();
  EXPECT_EQ(harness_.Dump(1, Path("d.wav")).code, CallCode::kInvalidState);
}

// "From a PCM buffer .aac is possible too"; the other way would only pretend.
TEST_F(RecorderDump, OfPcmMayBeAacButNotTheOtherWayRound) {
  Begin("a.wav", 20);
  harness_.Run(10.0);
  uint64_t id = 0;
  ASSERT_TRUE(harness_.Dump(3, Path("d.aac"), &id).ok());
  harness_.Run(1.0);
  const auto events = harness_.TakeEvents();
  const vr::Event* done = FindEvent(events, EventKind::kDumpDone, id);
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->capture->format.codec, vr::Codec::kAacLc);
  EXPECT_DOUBLE_EQ(done->capture->duration_s, 3.0);
  const int64_t valid_start = static_cast<int64_t>(Number(ReadText(Path("d.aac.json")), "validStart"));
  EXPECT_GE(AdtsFrames(Path("d.aac")), valid_start + 3 * kRate);
  harness_.recorder().Stop();
  harness_.Settle();

  ASSERT_TRUE(harness_.Start(Path("b.aac"), 20, kRate).ok());
  harness_.Run(2.0);
  EXPECT_EQ(harness_.Dump(1, Path("e.wav")).code, CallCode::kInvalidParameter);
}

TEST_F(RecorderDump, KeepsItsMarkersAtTheirTimes) {
  Begin("a.wav", 20);
  harness_.Run(5.0);
  ASSERT_TRUE(harness_.recorder().Mark("boss fight", "{\"wave\": 3}").ok());
  harness_.Run(5.0);
  ASSERT_TRUE(harness_.Dump(8.0, Path("d.wav")).ok());
  harness_.Run(1.0);
  const std::string sidecar = ReadText(Path("d.wav.json"));
  const size_t at = sidecar.find("boss fight");
  ASSERT_NE(at, std::string::npos);
  EXPECT_NE(sidecar.find("\"wave\""), std::string::npos);
  EXPECT_NE(sidecar.find("48000"), std::string::npos) << "3 s after the beginning, in frames";
}

// A recording that began at a dump's path since the call is not replaced by it; the dump's audio is kept.
TEST_F(RecorderDump, DoesNotReplaceARecordingThatBeganAtItsPath) {
  Begin("a.wav", 10);
  harness_.Run(3.0);
  vr::DumpRequest request;
  request.path = Path("p.wav");
  request.after_s = 5;
  request.overwrite = true;
  uint64_t id = 0;
  ASSERT_TRUE(harness_.recorder().Dump(request, &id).ok());
  harness_.Run(1.0);
  ASSERT_TRUE(harness_.Start(Path("p.wav"), 0, kRate).ok());
  harness_.Run(2.0);
  harness_.recorder().Stop();
  harness_.Settle();
  ExpectCounting(Path("p.wav"), 4 * kRate, 2 * kRate);
  const auto events = harness_.TakeEvents();
  const vr::Event* failed = FindEvent(events, EventKind::kDumpFailed, id);
  ASSERT_NE(failed, nullptr);
  EXPECT_EQ(failed->code, 0) << "its audio is kept";
  ASSERT_TRUE(harness_.recorder().Retry(id, Path("q.wav")).ok());
  harness_.Run(1.0);
  ExpectCounting(Path("q.wav"), 0, 4 * kRate);
}

// A buffer of a minute in memory that may grow to so much.
class RecorderDumpMemory : public ::testing::Test {
 protected:
  void Begin(uint64_t max_buffer_bytes, int tracks = 0) {
    vr::RecorderOptions options;
    options.max_buffer_bytes = max_buffer_bytes;
    harness_ = std::make_unique<Harness>(options);
    harness_->recorder().EnterRoom("room", "me");
    harness_->Open(SourceKind::kLocal, "me", kRate, Counting);
    const std::string path = harness_->folder() / "a.wav";
    vr::TaskRequest task;
    task.file_path = path.c_str();
    task.sample_rate_hz = kRate;
    task.cycle_time_s = 60;
    task.tracks = tracks;
    ASSERT_TRUE(harness_->Start(task).ok());
  }

  std::unique_ptr<Harness> harness_;
};

// "captured" promises what is still to come, so what there is no room for is refused at the call.
TEST_F(RecorderDumpMemory, ThatIsTooSmallForAnAfterTimeRefusesIt) {
  Begin(8 << 20);  // four minutes
  harness_->Run(61.0);
  vr::DumpRequest request;
  request.path = harness_->folder() / "d.wav";
  request.after_s = 300;
  uint64_t id = 0;
  const vr::CallResult refused = harness_->recorder().Dump(request, &id);
  EXPECT_EQ(refused.code, vr::CallCode::kInvalidParameter);
  EXPECT_NE(refused.message.find("maxBufferBytes"), std::string::npos) << refused.message;
  request.after_s = 190;
  ASSERT_TRUE(harness_->recorder().Dump(request, &id).ok());
  harness_->Run(195.0);
  const WavFile wav = ReadWav(harness_->folder() / "d.wav");
  ASSERT_EQ(wav.samples.size(), 250u * kRate);
  EXPECT_EQ(BreakInCounting(wav.samples, kRate), "");
}

// All streams of a task share the bound.
TEST_F(RecorderDumpMemory, OfTracksIsWithinTheBoundOfTheTask) {
  constexpr uint64_t kBoundBytes = 24 << 20;
  Begin(kBoundBytes, 1);
  uint64_t most = 0;
  for (int i = 0; i < 12; ++i) {
    harness_->Run(60.0);
    ASSERT_TRUE(harness_->Dump(60, harness_->folder() / "missing/d.wav").ok());
    most = std::max(most, harness_->recorder().stats().buffer_capacity_bytes);
  }
  EXPECT_GT(most, uint64_t{12} << 20) << "it has grown";
  EXPECT_LE(most, kBoundBytes + (uint64_t{1} << 20)) << "with the feature tracks";
}

// Dumps that cannot be written hold all that memory may have; once they are given up it is whole again, which is told.
TEST_F(RecorderDumpMemory, ThatIsFullOfDumpsIsToldAndSoIsTheEndOfIt) {
  Begin(8 << 20);  // four minutes
  std::vector<uint64_t> ids(4);
  for (uint64_t& id : ids) {
    harness_->Run(60.0);
    ASSERT_TRUE(harness_->Dump(60, harness_->folder() / "missing/d.wav", &id).ok());
  }
  harness_->Run(60.0);
  auto events = harness_->TakeEvents();
  const vr::Event* degraded = FindEvent(events, EventKind::kDegraded);
  ASSERT_NE(degraded, nullptr);
  EXPECT_EQ(degraded->code, static_cast<int>(vr::Degraded::kPinned));
  EXPECT_EQ(FindEvent(events, EventKind::kRestored), nullptr);
  for (const uint64_t id : ids) ASSERT_TRUE(harness_->recorder().Discard(id).ok());
  harness_->Run(130.0);
  events = harness_->TakeEvents();
  const vr::Event* restored = FindEvent(events, EventKind::kRestored);
  ASSERT_NE(restored, nullptr);
  EXPECT_EQ(restored->code, static_cast<int>(vr::Degraded::kPinned));
  EXPECT_EQ(harness_->recorder().stats().degraded, vr::Degraded::kNone);
}

// A ring may lag behind by so much before its disk counts as too slow, and a dump is described when its audio is there.
TEST(CaptureLog, KnowsAFullWindowTenSecondsAfterItsEnd) {
  vr::CaptureLogConfig config;
  config.sample_rate_hz = kRate;
  config.keep_cells = 500;
  vr::CaptureLog log(config);
  ASSERT_TRUE(log.Allocate());
  const vr::FeatureWord loud = vr::PackFeature({-1000, 1000, -30.0, 0, 0, false});
  for (int64_t cell = 0; cell < 1500; ++cell) log.OnFeature(0, cell, loud);
  vr::CaptureInfo info;
  log.Describe(0, 5 * kRate, &info);
  EXPECT_EQ(info.features.at(0).words, std::vector<vr::FeatureWord>(500, loud));
}

}  // namespace
}  // namespace vr_test
