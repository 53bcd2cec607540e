// The recorder with its own threads on the real clock. Nothing here depends on how long anything takes.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "native/recorder/harness.h"
#include "tap/tap_table.h"

namespace vr_test {
namespace {

using std::chrono::milliseconds;

std::unique_ptr<vr::Recorder> RealRecorder(const TemporaryFolder& folder) {
  vr::RecorderOptions options;
  options.captures_folder = folder.path();
  options.name_template = "{reason}";
  return std::make_unique<vr::Recorder>(options, vr::PlatformFileSystem());
}

vr::CallResult Start(vr::Recorder& recorder, const std::string& path, uint32_t cycle_time_s) {
  vr::TaskRequest request;
  request.file_path = path.c_str();
  request.cycle_time_s = cycle_time_s;
  request.sample_rate_hz = 16000;
  return recorder.Start(request);
}

// Waits for an event of this kind and, for tasks, this code.
vr::Event Await(vr::Recorder& recorder, vr::EventKind kind, int code = 0) {
  vr::Event event;
  for (int i = 0; i < 6000; ++i) {
    while (recorder.Poll(&event)) {
      if (event.kind == kind && (code == 0 || event.code == code)) return event;
    }
    std::this_thread::sleep_for(milliseconds(5));
  }
  ADD_FAILURE() << "the event did not come";
  return {};
}

// Pushes 10 ms blocks, about one each 10 ms, until told to stop.
class Producer {
 public:
  explicit Producer(vr::SourceId id) : thread_([this, id] { Run(id); }) {}
  ~Producer() {
    stop_.store(true);
    thread_.join();
  }
  uint64_t refused() const { return refused_.load(); }

 private:
  void Run(vr::SourceId id) {
    std::vector<int16_t> block(160, 1234);
    const vr::StreamFormat format{16000, 1, vr::SampleFormat::kInt16};
    while (!stop_.load()) {
      if (vr::PushToTap(id, block.data(), 160, format, vr::kNoCaptureTime) != vr::PushResult::kTaken) ++refused_;
      std::this_thread::sleep_for(milliseconds(10));
    }
  }

  std::atomic<bool> stop_{false};
  std::atomic<uint64_t> refused_{0};
  std::thread thread_;
};

TEST(RecorderThreads, RecordDumpAndFinishWhileProducersRun) {
  TemporaryFolder folder;
  auto recorder = RealRecorder(folder);
  ASSERT_TRUE(recorder->EnterRoom("room", "me").ok());
  vr::SourceId local = 0;
  vr::SourceId remote = 0;
  ASSERT_TRUE(recorder->OpenSource(vr::SourceKind::kLocal, "me", "", &local).ok());
  ASSERT_TRUE(recorder->OpenSource(vr::SourceKind::kRemote, "you", "", &remote).ok());
  Producer one(local);
  Producer two(remote);
  ASSERT_TRUE(Start(*recorder, folder / "a.aac", 10).ok());
  Await(*recorder, vr::EventKind::kTask, 3);
  std::this_thread::sleep_for(milliseconds(700));
  uint64_t id = 0;
  vr::DumpRequest request;
  ASSERT_TRUE(recorder->Dump(request, &id).ok());
  const vr::Event done = Await(*recorder, vr::EventKind::kDumpDone);
  EXPECT_EQ(done.capture_id, id);
  EXPECT_GT(AdtsFrames(done.path), 0);
  ASSERT_TRUE(recorder->Stop().ok());
  const vr::Event finished = Await(*recorder, vr::EventKind::kTask, 5);
  ASSERT_TRUE(finished.capture.has_value());
  EXPECT_GE(finished.capture->duration_s, 0.7);
  EXPECT_GT(finished.capture->peak_dbfs, -30.0);
  EXPECT_EQ(recorder->stats().blocks_dropped, 0u);
}

TEST(RecorderThreads, CloseASourceWhileItsThreadPushes) {
  TemporaryFolder folder;
  auto recorder = RealRecorder(folder);
  recorder->EnterRoom("room", "me");
  ASSERT_TRUE(Start(*recorder, folder / "a.wav", 0).ok());
  for (int i = 0; i < 20; ++i) {
    vr::SourceId id = 0;
    ASSERT_TRUE(recorder->OpenSource(vr::SourceKind::kRemote, "user" + std::to_string(i), "", &id).ok());
    Producer producer(id);
    std::this_thread::sleep_for(milliseconds(15));
    ASSERT_TRUE(recorder->CloseSource(id).ok());
    std::this_thread::sleep_for(milliseconds(15));
  }
  ASSERT_TRUE(recorder->Stop().ok());
  Await(*recorder, vr::EventKind::kTask, 5);
}

TEST(RecorderThreads, DestroyARecorderWhileProducersPush) {
  TemporaryFolder folder;
  auto recorder = RealRecorder(folder);
  recorder->EnterRoom("room", "me");
  vr::SourceId id = 0;
  ASSERT_TRUE(recorder->OpenSource(vr::SourceKind::kLocal, "me", "", &id).ok());
  Producer producer(id);
  ASSERT_TRUE(Start(*recorder, folder / "a.wav", 5).ok());
  std::this_thread::sleep_for(milliseconds(300));
  recorder.reset();
  EXPECT_GT(ReadWav(folder / "a.wav").samples.size(), 0u);
  std::this_thread::sleep_for(milliseconds(30));
  EXPECT_GT(producer.refused(), 0u);
}

TEST(RecorderThreads, TakeCallsFromManyThreads) {
  TemporaryFolder folder;
  auto recorder = RealRecorder(folder);
  recorder->EnterRoom("room", "me");
  std::vector<std::thread> callers;
  for (int t = 0; t < 4; ++t) {
    callers.emplace_back([&recorder, &folder, t] {
      for (int i = 0; i < 25; ++i) {
        const std::string name = std::to_string(t) + "-" + std::to_string(i) + ".wav";
        Start(*recorder, folder / name, i % 2 == 0 ? 5 : 0);
        recorder->Mark("m", "");
        uint64_t id = 0;
        recorder->Dump({}, &id);
        recorder->stats();
        recorder->Stop();
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  recorder.reset();
}

}  // namespace
}  // namespace vr_test
