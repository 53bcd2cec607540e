// A path that is in use already: nothing that was recorded is lost, however the path is written.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "native/recorder/harness.h"
#include "recorder/path_identity.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

class RecorderOwnFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    harness_.recorder().EnterRoom("room", "me");
    harness_.Open(SourceKind::kLocal, "me", kRate, Counting);
  }

  vr::CallResult StartWithoutOverwrite(const std::string& path, uint32_t cycle_time_s) {
    vr::TaskRequest request;
    request.file_path = path.c_str();
    request.sample_rate_hz = kRate;
    request.cycle_time_s = cycle_time_s;
    request.overwrite = false;
    return harness_.recorder().Start(request);
  }
  std::string Path(const std::string& name) const { return harness_.folder() / name; }

  Harness harness_;
};

TEST_F(RecorderOwnFiles, AreNotStartedAgainWithoutOverwriteAndTheTaskGoesOn) {
  for (const uint32_t next_cycle_s : {0u, 10u}) {
    ASSERT_TRUE(harness_.Start(Path("own.wav"), 10).ok());
    harness_.Run(2.0);
    ASSERT_TRUE(StartWithoutOverwrite(Path("own.wav"), next_cycle_s).ok());
    harness_.Run(1.0);
    EXPECT_EQ(harness_.TakeTaskCodes(), (std::vector<int>{3, 2}));
    harness_.recorder().Stop();
    harness_.Settle();
    EXPECT_EQ(harness_.TakeTaskCodes(), (std::vector<int>{5}));
    EXPECT_EQ(ReadWav(Path("own.wav")).samples.size(), 3u * kRate);
    EXPECT_TRUE(std::filesystem::exists(Path("own.wav.json")));
    std::filesystem::remove(Path("own.wav"));
  }
}

TEST_F(RecorderOwnFiles, AreFinishedFirstHoweverTheirPathIsWritten) {
  ASSERT_TRUE(harness_.Start(Path("al.wav"), 0).ok());
  harness_.Run(3.0);
  ASSERT_TRUE(harness_.Start(Path("./al.wav"), 0).ok());
  harness_.Run(1.0);
  harness_.recorder().Stop();
  harness_.Settle();
  std::vector<double> lengths;
  for (const vr::Event& event : harness_.TakeEvents()) {
    if (event.capture.has_value()) lengths.push_back(event.capture->duration_s);
  }
  EXPECT_EQ(lengths, (std::vector<double>{3.0, 1.0}));
  EXPECT_EQ(ReadWav(Path("al.wav")).samples.size(), 1u * kRate);
}

TEST_F(RecorderOwnFiles, AreNoTargetOfADumpOrARetry) {
  ASSERT_TRUE(harness_.Start(Path("own.wav"), 10).ok());
  harness_.Run(3.0);
  uint64_t id = 0;
  ASSERT_TRUE(harness_.Dump(1.0, Path("/own.wav"), &id).ok());
  harness_.Settle();
  EXPECT_NE(FindEvent(harness_.TakeEvents(), EventKind::kDumpFailed, id), nullptr);

  ASSERT_TRUE(harness_.Dump(1.0, Path("missing/d.wav"), &id).ok());
  harness_.Settle();
  ASSERT_TRUE(harness_.recorder().Retry(id, Path("own.wav")).ok());
  harness_.Settle();
  EXPECT_EQ(harness_.recorder().Retry(id, Path("own.ogg")).code, vr::CallCode::kInvalidParameter);
  EXPECT_EQ(FindEvent(harness_.TakeEvents(), EventKind::kDumpDone, id), nullptr);
  EXPECT_EQ(harness_.recorder().stats().captures_failed, 1u);
  ASSERT_TRUE(harness_.recorder().Retry(id, Path("kept.wav")).ok());
  harness_.Settle();
  EXPECT_EQ(ReadWav(Path("kept.wav")).samples.size(), 1u * kRate);
}

TEST_F(RecorderOwnFiles, AreKnownThroughLinks) {
  std::filesystem::create_directory(Path("real"));
  std::error_code error;
  std::filesystem::create_directory_symlink(Path("real"), Path("link"), error);
#if defined(_WIN32)
  if (error) GTEST_SKIP() << "SKIPPED: this library makes no links on Windows";
#endif
  ASSERT_FALSE(error) << error.message();
  EXPECT_EQ(vr::PathIdentity(Path("link/new.wav")), vr::PathIdentity(Path("real//./new.wav")));
  EXPECT_NE(vr::PathIdentity(Path("real/a.wav")), vr::PathIdentity(Path("real/b.wav")));
}

TEST_F(RecorderOwnFiles, OfADumpTakeTheFormatOfTheTaskThatReallyRuns) {
  ASSERT_TRUE(harness_.Start(Path("run.aac"), 10).ok());
  harness_.Run(2.0);
  ASSERT_TRUE(harness_.Start(Path("missing/y.wav"), 10).ok());  // event 2 to come
  uint64_t by_template = 0;
  uint64_t by_path = 0;
  ASSERT_TRUE(harness_.Dump(1.0, "", &by_template).ok());
  ASSERT_TRUE(harness_.Dump(1.0, Path("b.wav"), &by_path).ok());
  harness_.Settle();
  const auto events = harness_.TakeEvents();
  const vr::Event* done = FindEvent(events, EventKind::kDumpDone, by_template);
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->path, Path("dump.aac"));
  EXPECT_NE(FindEvent(events, EventKind::kDumpFailed, by_path), nullptr);
}

TEST_F(RecorderOwnFiles, NeverRepeatWhatWasClearedEvenWhenDumpsOverlap) {
  ASSERT_TRUE(harness_.Start(Path("a.wav"), 20).ok());
  harness_.Run(10.0);
  vr::DumpRequest request;
  request.last_s = 5;
  request.after_s = 10;
  request.clear = true;
  request.path = Path("first.wav");
  uint64_t first = 0;
  ASSERT_TRUE(harness_.recorder().Dump(request, &first).ok());
  harness_.Run(1.0);
  request.after_s = 0;
  request.path = Path("second.wav");
  uint64_t second = 0;
  ASSERT_TRUE(harness_.recorder().Dump(request, &second).ok());
  harness_.Run(11.0);
  ASSERT_TRUE(harness_.Dump(0, Path("third.wav")).ok());
  harness_.Run(1.0);
  EXPECT_NE(FindEvent(harness_.TakeEvents(), EventKind::kDumpFailed, second), nullptr);
  EXPECT_EQ(ReadWav(Path("first.wav")).samples.size(), 15u * kRate);
  const WavFile third = ReadWav(Path("third.wav"));
  ASSERT_EQ(third.samples.size(), 2u * kRate);
  EXPECT_EQ(third.samples.front(), Counting(20 * kRate));
}

TEST_F(RecorderOwnFiles, DescribeASourceThatCameAfterManyHadLeft) {
  ASSERT_TRUE(harness_.Start(Path("a.wav"), 30).ok());
  for (int i = 0; i < 12; ++i) {
    const vr::SourceId id = harness_.Open(SourceKind::kRemote, "guest" + std::to_string(i), kRate, Counting);
    harness_.Run(0.2);
    harness_.Close(id);
  }
  harness_.Open(SourceKind::kRemote, "last", kRate, Counting);
  harness_.Run(1.0);
  ASSERT_TRUE(harness_.Dump(1.0, Path("d.wav")).ok());
  harness_.Run(1.0);
  const std::vector<uint8_t> bytes = ReadBytes(Path("d.wav.json"));
  const std::string sidecar(bytes.begin(), bytes.end());
  EXPECT_NE(sidecar.find("\"last\""), std::string::npos);
  EXPECT_EQ(sidecar.find("\"peakDbfs\": -120"), std::string::npos) << sidecar;
}

TEST_F(RecorderOwnFiles, BoundTheMarkersOfATask) {
  ASSERT_TRUE(harness_.Start(Path("a.wav"), 0).ok());
  const std::string data = "\"" + std::string(60 * 1024, 'x') + "\"";
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(harness_.recorder().Mark("m", data).ok());
  harness_.Run(1.0);
  harness_.recorder().Stop();
  harness_.Settle();
  EXPECT_LT(std::filesystem::file_size(Path("a.wav.json")), 5u << 20);
}

TEST_F(RecorderOwnFiles, LeaveTheCountOfGapsAsItWasOverTheEndOfATask) {
  const vr::SourceId id = harness_.Open(SourceKind::kRemote, "you", kRate, Counting);
  ASSERT_TRUE(harness_.Start(Path("a.wav"), 10).ok());
  harness_.Run(1.0);
  harness_.Pause(id, true);
  harness_.Run(0.5);
  harness_.Pause(id, false);
  harness_.Run(1.0);
  harness_.recorder().Stop();
  uint64_t most = 0;
  for (int step = 0; step < 100; ++step) {
    harness_.Run(0.01);
    for (const vr::SourceStats& source : harness_.recorder().stats().sources) {
      if (source.source.id != id) continue;
      EXPECT_GE(source.gaps, most);
      most = std::max(most, source.gaps);
    }
  }
  EXPECT_EQ(most, 1u);
}

}  // namespace
}  // namespace vr_test
