// What a push costs while 15 minutes are being dumped, again and again. An audio thread (SCHED_FIFO where permitted)
// pushes 10 ms blocks at one a millisecond:
//   tap          a worker drains it into the overwriting cycle buffer, a dump copies what is pinned there
//   mutex ring   an overwriting ring whose mutex the dump holds for the whole copy
// Both dumps copy the same bytes into the same memory and rest for a millisecond in between.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "cycle/cycle_buffer.h"
#include "json_report.h"
#include "push_timing.h"
#include "tap/tap_table.h"

namespace vr::bench {
namespace {

constexpr int kRuns = 5;
constexpr Pace kPace = {1'000'000, 2000, 2'500'000'000};
constexpr int64_t kKeepFrames = int64_t{900} * 48000;
constexpr size_t kRingBlocks = static_cast<size_t>(kKeepFrames) / kBlockFrames;
constexpr size_t kRingBytes = kRingBlocks * kBlockBytes;  // 172.8 MB
constexpr auto kWorkerPeriod = std::chrono::milliseconds(5);
constexpr auto kRestBetweenDumps = std::chrono::milliseconds(1);

// Calls dump on an ordinary thread until it goes out of scope.
template <typename Dump>
class RepeatedDump {
 public:
  explicit RepeatedDump(Dump dump)
      : thread_([this, dump] {
          while (!stop_.load()) {
            dump();
            count_.fetch_add(1);
            std::this_thread::sleep_for(kRestBetweenDumps);
          }
        }) {}
  ~RepeatedDump() { Stop(); }
  int Stop() {
    stop_.store(true);
    if (thread_.joinable()) thread_.join();
    return count_.load();
  }

 private:
  std::atomic<bool> stop_{false};
  std::atomic<int> count_{0};
  std::thread thread_;
};

class TapDesign {
 public:
  explicit TapDesign(std::unique_ptr<CycleBuffer> buffer) : buffer_(std::move(buffer)), id_(OpenTap(clock_)) {
    for (size_t i = 0; i < kRingBlocks; ++i) Append(NoiseBlock().samples, kBlockFrames);
    worker_ = std::thread([this] { Work(); });
  }
  ~TapDesign() {
    stop_.store(true);
    worker_.join();
    CloseTap(id_);
    Drain();
    ReleaseTap(id_);
  }
  void Push() { PushToTap(id_, NoiseBlock().samples, kBlockFrames, kBlockFormat, NowNs()); }
  uint64_t dropped() const { return CountersOfTap(id_).dropped; }
  int64_t lost_frames() const { return buffer_->lost_frames(); }

  void Dump(uint8_t* destination) {
    const CyclePin pin = RequestPin();
    size_t room = kRingBytes;
    for (const ByteView& view : pin.views()) {
      const size_t size_bytes = std::min(view.size_bytes, room);
      std::memcpy(destination, view.data, size_bytes);
      destination += size_bytes;
      room -= size_bytes;
    }
  }

 private:
  void Work() {
    while (!stop_.load()) {
      Drain();
      AnswerPinRequest();
      std::this_thread::sleep_for(kWorkerPeriod);
    }
    AnswerPinRequest();
  }
  void Drain() {
    for (TapBlock block; FrontOfTap(id_, &block); PopTap(id_)) Append(block.samples, block.frames);
  }
  void Append(const void* samples, int frames) {
    EncodedBlock block;
    block.first_frame = next_frame_;
    block.frames = frames;
    block.data = static_cast<const uint8_t*>(samples);
    block.size_bytes = static_cast<size_t>(frames) * kBlockFormat.bytes_per_frame();
    buffer_->Append(block);
    next_frame_ += frames;
  }
  // The worker alone may pin; dumping and working threads meet here, the audio thread does not.
  void AnswerPinRequest() {
    const std::lock_guard<std::mutex> lock(pin_mutex_);
    if (!is_pin_wanted_) return;
    pin_ = buffer_->Pin(buffer_->end_frame() - kKeepFrames, buffer_->end_frame());
    is_pin_wanted_ = false;
    is_pinned_.notify_one();
  }
  CyclePin RequestPin() {
    std::unique_lock<std::mutex> lock(pin_mutex_);
    is_pin_wanted_ = true;
    is_pinned_.wait(lock, [this] { return !is_pin_wanted_; });
    return std::move(pin_);
  }

  MonotonicClock clock_;
  std::unique_ptr<CycleBuffer> buffer_;
  SourceId id_;
  int64_t next_frame_ = 0;
  std::atomic<bool> stop_{false};
  std::mutex pin_mutex_;
  std::condition_variable is_pinned_;
  bool is_pin_wanted_ = false;
  CyclePin pin_;
  std::thread worker_;
};

class MutexRingDesign {
 public:
  void Push() {
    const std::lock_guard<std::mutex> lock(mutex_);
    ring_[next_] = NoiseBlock();
    next_ = next_ + 1 == kRingBlocks ? 0 : next_ + 1;
  }
  void Dump(uint8_t* destination) {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::memcpy(destination, ring_.data(), kRingBytes);
  }

 private:
  std::mutex mutex_;
  std::vector<Block> ring_ = std::vector<Block>(kRingBlocks, NoiseBlock());
  size_t next_ = 0;
};

// Of one way to push: each run's percentiles.
struct Runs {
  std::vector<double> median, p99_9, worst;
  int dumps = 0;
  void Add(const std::vector<int64_t>& latencies_ns) {
    const Percentiles percentiles = PercentilesOf(latencies_ns);
    median.push_back(percentiles.median);
    p99_9.push_back(percentiles.p99_9);
    worst.push_back(percentiles.worst);
  }
};

template <typename Design>
void RunOnce(Design* design, uint8_t* dump_destination, Runs* runs) {
  const auto push = [design] { design->Push(); };
  if (dump_destination == nullptr) {
    runs->Add(PacedLatencies(kPace, push, [] {}));
    return;
  }
  const auto dump = [design, dump_destination] { design->Dump(dump_destination); };
  RepeatedDump<decltype(dump)> dumps(dump);
  runs->Add(PacedLatencies(kPace, push, [] {}));
  runs->dumps += dumps.Stop();
}

void Report(const Runs& idle, const Runs& dumped, const Runs& mutex, JsonReport* report) {
  const std::string kIdle = "the same tap, idle";
  const std::string kMutex = "mutex held for the copy";
  const auto add = [&](const std::string& what, std::vector<double> Runs::* field, const char* idle_goal,
                       const char* mutex_goal) {
    const double value = MedianOf(dumped.*field);
    report->AddBeside("push under dump, " + what, value, "ns", kIdle, MedianOf(idle.*field), idle_goal);
    report->AddBeside("push under dump, " + what, value, "ns", kMutex, MedianOf(mutex.*field), mutex_goal);
  };
  add("median", &Runs::median, "", "");
  add("p99.9", &Runs::p99_9, "<= 5", "<= 0.01");
  add("worst", &Runs::worst, "", "");
  report->AddBeside("dumps of 172.8 MB meanwhile", dumped.dumps, "", kMutex, mutex.dumps);
}

int Run(int argc, char** argv) {
  const std::string json_path = TakeJsonPath(&argc, argv);
  CycleConfig config;
  config.keep_frames = kKeepFrames;
  config.sample_rate_hz = kBlockFormat.sample_rate_hz;
  config.bytes_per_second = kBlockBytes * 100;
  config.bytes_per_frame = static_cast<int>(kBlockFormat.bytes_per_frame());
  config.max_bytes = 2 * CycleBuffer::CapacityBytes(config);
  auto buffer = CycleBuffer::Make(config);
  if (!buffer.ok()) {
    std::fprintf(stderr, "no cycle buffer: %s\n", buffer.status().message().c_str());
    return 2;
  }
  std::vector<uint8_t> destination(kRingBytes, 1);
  TapDesign tap(std::move(buffer.value()));
  MutexRingDesign mutex_ring;
  Runs idle, dumped, mutex;
  for (int run = 0; run < kRuns; ++run) {
    RunOnce(&tap, nullptr, &idle);
    RunOnce(&tap, destination.data(), &dumped);
    RunOnce(&mutex_ring, destination.data(), &mutex);
  }
  JsonReport report;
  if (!MayBecomeRealtime()) report.StopJudging("SCHED_FIFO is not permitted: goals are not judged");
  report.Note("median of 5 runs of 2000 pushes; a run of the mutex ring ends after 2.5 s");
  Report(idle, dumped, mutex, &report);
  report.Add("blocks the tap refused", static_cast<double>(tap.dropped()), "", "<= 0");
  report.Add("frames the cycle buffer lost", static_cast<double>(tap.lost_frames()), "", "<= 0");
  return report.Finish(json_path);
}

}  // namespace
}  // namespace vr::bench

int main(int argc, char** argv) {
  return vr::bench::Run(argc, argv);
}
