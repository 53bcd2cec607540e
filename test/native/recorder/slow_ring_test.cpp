// Tasks whose rings take seconds to be made: a worker on its own, whose disk answers when the test lets it.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "native/recorder/harness.h"
#include "recorder/worker.h"
#include "tap/tap_table.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::TaskCode;

constexpr int kCellFrames = kRate / 100;

class SlowRing : public ::testing::Test {
 protected:
  SlowRing() {
    options_.captures_folder = captures_.path();
    options_.recovery_folder = rings_.path();
    options_.min_free_bytes = 0;
    worker_ = std::make_unique<vr::Worker>(
        options_, vr::Worker::Surroundings{clock_, vr::PlatformFileSystem(), events_, control_, streaming_, syncing_,
                                           writing_, results_});
    worker_->SetRoom({"room", "me"});
    source_ = vr::OpenTap(clock_);
    worker_->AddSource({source_, vr::SourceKind::kLocal, "me", "", false}, 0);
  }

  ~SlowRing() override {
    vr::CloseTap(source_);
    worker_->CloseSource(source_, clock_.NowNs());
    worker_->Shutdown(clock_.NowNs());
    disk_answers_ = true;
    for (int i = 0; i < 1000 && !(worker_->idle() && worker_->taps_released()); ++i) Step();
    EXPECT_TRUE(worker_->idle());
  }

  uint64_t Start(const std::string& name, int cycle_time_s, bool durable) {
    vr::TaskConfig config;
    config.file_path = captures_ / name;
    config.sample_rate_hz = kRate;
    config.cycle_time_s = cycle_time_s;
    config.durable = durable;
    vr::TaskMoment moment;
    moment.id = ++last_id_;
    moment.start_ns = clock_.NowNs();
    worker_->StartTaskWhenOpened(config, moment, 0, ++last_id_);
    return moment.id;
  }

  void End() { worker_->EndTaskWhenOpened(clock_.NowNs()); }
  void Pause(bool paused) { worker_->Pause(paused, clock_.NowNs()); }

  // Frame n of the voice is of the room's time n / kRate.
  void Run(double seconds, bool talks = true) {
    for (int64_t cell = std::llround(seconds * 100); cell > 0; --cell) {
      const int64_t begin_ns = clock_.NowNs();
      clock_.Advance(10 * vr::kNsPerMs);
      std::vector<int16_t> block;
      for (int i = 0; i < kCellFrames; ++i) block.push_back(Counting(frame_++));
      const vr::StreamFormat format{kRate, 1, vr::SampleFormat::kInt16};
      if (talks) vr::PushToTap(source_, block.data(), kCellFrames, format, begin_ns);
      Step();
    }
  }

  void Step() {
    results_.RunAll();
    worker_->Step(clock_.NowNs());
    for (bool more = disk_answers_; more;) {
      more = false;
      for (vr::JobQueue* queue : {&streaming_, &syncing_, &writing_, &results_}) more = queue->RunAll() || more;
    }
  }

  void Answer(vr::JobQueue& queue) {
    queue.RunAll();
    results_.RunAll();
  }

  // What a recovery makes of what a kill would leave now.
  std::vector<vr::Event> RecoverCopy() {
    TemporaryFolder left;
    for (const auto& file : std::filesystem::directory_iterator(rings_.path())) {
      std::filesystem::copy_file(file.path(), left / file.path().filename().string());
    }
    vr::RecorderOptions options = options_;
    options.recovery_folder = left.path();
    return RecoverLeft(options);
  }

  // The frames [first, end) of the voice, of which those in [silent, silent_end) are silent.
  void ExpectVoice(const std::string& name, int64_t first, int64_t end, int64_t silent = 0, int64_t silent_end = 0) {
    const WavFile wav = ReadWav(captures_ / name);
    ASSERT_EQ(static_cast<int64_t>(wav.samples.size()), end - first) << name;
    for (int64_t frame = first; frame < end; ++frame) {
      const int16_t expected = frame >= silent && frame < silent_end ? 0 : Counting(frame);
      ASSERT_EQ(wav.samples[static_cast<size_t>(frame - first)], expected) << name << " at " << frame;
    }
  }

  std::vector<vr::Event> TakeEvents() {
    std::vector<vr::Event> events;
    for (vr::Event event; events_.Take(&event);) events.push_back(std::move(event));
    return events;
  }

  std::vector<int> TaskCodes(uint64_t task_id) {
    std::vector<int> codes;
    for (const vr::Event& event : TakeEvents()) {
      if (event.kind == EventKind::kTask && event.task_id == task_id) codes.push_back(event.code);
    }
    return codes;
  }

  TemporaryFolder captures_;
  TemporaryFolder rings_;
  vr::RecorderOptions options_;
  vr::VirtualClock clock_;
  vr::EventQueue events_;
  vr::ControlState control_;
  vr::JobQueue streaming_;
  vr::JobQueue syncing_;
  vr::JobQueue writing_;
  vr::JobQueue results_;
  std::unique_ptr<vr::Worker> worker_;
  vr::SourceId source_ = 0;
  int64_t frame_ = 0;
  uint64_t last_id_ = 0;
  bool disk_answers_ = true;
};

TEST_F(SlowRing, OfATaskThatIsEndedMeanwhileEndsAtTheCall) {
  disk_answers_ = false;
  const uint64_t task = Start("a.wav", 10, true);
  Run(1.0);
  End();
  Run(3.0);
  disk_answers_ = true;
  Run(0.5);
  EXPECT_EQ(TaskCodes(task), (std::vector<int>{3, 5}));
  ExpectVoice("a.wav", 0, kRate);
}

TEST_F(SlowRing, OfATaskThatIsPausedMeanwhileIsSilentFromTheCallOn) {
  disk_answers_ = false;
  Start("a.wav", 10, true);
  Run(1.0);
  Pause(true);
  Run(3.0);
  disk_answers_ = true;
  Run(0.5);
  Pause(false);
  Run(0.5);
  End();
  Run(0.5);
  ExpectVoice("a.wav", 0, 5 * kRate, kRate, 9 * kRate / 2);
}

TEST_F(SlowRing, OfTheNextTaskDoesNotMakeTheOneBeforeItLonger) {
  for (const int cycle_time_s : {0, 10}) {
    disk_answers_ = true;
    const int64_t first = frame_;
    Start("a.wav", cycle_time_s, false);
    Run(1.0);
    disk_answers_ = false;
    Start("b.wav", 10, true);
    Run(1.5);
    disk_answers_ = true;
    Run(0.5);
    End();
    Run(0.5);
    ExpectVoice("a.wav", first, first + kRate);
    ExpectVoice("b.wav", first + kRate, first + 3 * kRate);
  }
}

// Longer than the mixer lets blocks wait: a task that goes on after all has lost none of them.
TEST_F(SlowRing, ThatCannotBeMadeAfterAWhileCostsTheTaskBeforeItNothing) {
  Start("a.wav", 10, false);
  Run(1.0);
  disk_answers_ = false;
  std::filesystem::rename(rings_.path(), rings_.path() + "-gone");
  const uint64_t next = Start("b.wav", 10, true);
  Run(2.0);
  Pause(true);
  Run(2.0);
  Pause(false);
  Run(1.0);
  disk_answers_ = true;
  Run(0.5);
  EXPECT_EQ(TaskCodes(next), std::vector<int>{2});
  End();
  Run(0.5);
  std::filesystem::rename(rings_.path() + "-gone", rings_.path());
  ExpectVoice("a.wav", 0, 13 * kRate / 2, 3 * kRate, 5 * kRate);
}

// The start that waits has not come to anything when the calls after it are made.
TEST_F(SlowRing, HoldsUpAStartToWhichAPauseAndAStopAreDone) {
  disk_answers_ = false;
  Start("a.wav", 10, true);
  Run(1.0);
  const uint64_t next = Start("b.wav", 10, true);
  Run(1.0);
  Pause(true);
  Run(1.0);
  disk_answers_ = true;
  Run(0.5);
  End();
  Run(0.5);
  EXPECT_EQ(TaskCodes(next), (std::vector<int>{3, 5}));
  ExpectVoice("a.wav", 0, kRate);
  EXPECT_EQ(ReadWav(captures_ / "b.wav").samples, std::vector<int16_t>(5 * kRate / 2));
}

// What a kill leaves before its last file is written has nothing from after the call either.
TEST_F(SlowRing, OfATaskThatIsEndedMeanwhileHoldsNothingFromAfterTheCall) {
  disk_answers_ = false;
  Start("a.wav", 10, true);
  Run(1.0);
  End();
  Run(2.0);
  Answer(streaming_);
  Step();
  Answer(streaming_);
  const std::vector<vr::Event> events = RecoverCopy();
  const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
  ASSERT_NE(recovered, nullptr);
  EXPECT_LE(recovered->capture->duration_s, 1.0);
}

TEST_F(SlowRing, OfARecordingThatEndsMeanwhileTakesItsLastFeatures) {
  disk_answers_ = false;
  Start("a.wav", 0, true);
  Run(1.0);
  End();
  Run(0.5, false);
  disk_answers_ = true;
  Run(0.5);
  const std::vector<uint8_t> bytes = ReadBytes(captures_ / "a.wav.features");
  uint64_t cells = 0;
  uint64_t first = 0;
  std::memcpy(&cells, &bytes[16], 8);
  std::memcpy(&first, &bytes[48], 8);  // of the mix
  ASSERT_EQ(cells, 100u);
  for (uint64_t cell = 0; cell < cells; ++cell) {
    EXPECT_EQ(bytes[first + 8 * cell + 7] & 0x80, 0) << "cell " << cell << " is a gap";
  }
}

// ---- Rings that are made anew after a wipe

TEST_F(SlowRing, AfterAWipeTakesTheEndOfATaskThatStopsMeanwhile) {
  const uint64_t task = Start("a.wav", 10, true);
  Run(1.0);
  disk_answers_ = false;
  worker_->WipeWhenOpened(clock_.NowNs());
  Run(1.0);
  End();
  Run(0.5);
  disk_answers_ = true;
  Run(0.5);
  EXPECT_EQ(TaskCodes(task), (std::vector<int>{3, 5}));
  ExpectVoice("a.wav", kRate, 2 * kRate);
}

TEST_F(SlowRing, AfterAWipeKnowsOfADumpThatWasAskedForMeanwhile) {
  Start("a.wav", 10, true);
  Run(1.0);
  disk_answers_ = false;
  worker_->WipeWhenOpened(clock_.NowNs());
  Run(1.0);
  vr::DumpTarget target;
  target.capture_id = ++last_id_;
  target.path = captures_ / "d.wav";
  target.reason = "dump";
  vr::DumpRequest request;
  request.after_s = 5;
  worker_->DumpWhenOpened(target, clock_.NowNs(), request);
  Run(0.5);
  disk_answers_ = true;
  Run(2.0);
  const std::vector<vr::Event> events = RecoverCopy();
  const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
  ASSERT_NE(recovered, nullptr);
  EXPECT_EQ(recovered->path, target.path);
}

// What the one before was to have has gone by the time its end is known: it has what is there.
TEST_F(SlowRing, ThatTakesVeryLongLeavesTheTaskBeforeWhatItStillHas) {
  const uint64_t first = Start("a.wav", 5, false);
  Run(10.0);
  disk_answers_ = false;
  Start("b.wav", 5, true);
  Run(15.0);
  disk_answers_ = true;
  Run(2.0);
  EXPECT_EQ(TaskCodes(first), (std::vector<int>{3, 5}));
  const WavFile wav = ReadWav(captures_ / "a.wav");
  ASSERT_EQ(wav.samples.size(), 5u * kRate);
  EXPECT_EQ(std::count(wav.samples.begin(), wav.samples.end(), 0), 0);
}

// A recording in real time that is stopped meanwhile has nothing of what is said after that.
TEST_F(SlowRing, ThatTakesVeryLongLetsARecordingEndAtAStop) {
  Start("a.wav", 0, false);
  Run(4.0);
  disk_answers_ = false;
  Start("b.wav", 5, true);
  Run(1.0);
  End();
  Run(8.0);
  disk_answers_ = true;
  Run(2.0);
  EXPECT_LE(ReadWav(captures_ / "a.wav").samples.size(), 5u * kRate);
  EXPECT_GE(ReadWav(captures_ / "a.wav").samples.size(), 4u * kRate);
}

}  // namespace
}  // namespace vr_test
