// What the ring on disk costs: its writing threads, the push beside it, the time until a dump cannot be lost any more,
// and a recovery of 15 minutes. 48 kHz stereo PCM.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "json_report.h"
#include "push_timing.h"
#include "virtual_room.h"

namespace vr::bench {
namespace {

constexpr uint32_t kCycleS = 900;
constexpr int kDumps = 51;
constexpr int kPushRuns = 5;
constexpr Pace kPushPace = {2'000'000, 1500, 6'000'000'000};
constexpr Pace kRoomPace = {10'000'000, 2000, 30'000'000'000};  // 20 s as they are
constexpr int kRecoveries = 5;

void Must(vr_status status, const char* what) {
  if (status == VR_OK) return;
  std::fprintf(stderr, "%s failed: %d %s\n", what, static_cast<int>(status), vr_last_error());
  std::exit(4);
}

// A recorder on the real clock with one voice; in memory or on disk.
class RealRoom {
 public:
  explicit RealRoom(bool on_disk) {
    vr_recorder_options options;
    vr_recorder_options_init(&options);
    options.captures_folder = captures_.path().c_str();
    options.recovery_folder = on_disk ? rings_.path().c_str() : nullptr;
    options.min_free_bytes = 0;
    Must(vr_recorder_create(&options, &recorder_), "create");
    Must(vr_enter_room(recorder_, "bench", "me"), "enter");
    Must(vr_open_source(recorder_, VR_SOURCE_LOCAL, "me", "", &source_), "open source");
    vr_task_config task;
    vr_task_config_init(&task);
    const std::string path = captures_.path() + "/a.wav";
    task.file_path = path.c_str();
    task.cycle_time_s = kCycleS;
    task.sample_rate_hz = 48000;
    task.channels = 2;
    Must(vr_start_audio_recording_with_config(recorder_, &task), "start");
    while (!Await(VR_EVENT_TASK)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ~RealRoom() { vr_recorder_destroy(recorder_); }

  void Push() {
    vr_source_push(source_, NoiseBlock().samples, kBlockFrames, VR_SAMPLE_INT16, 48000, 2, vr_now_ns(recorder_));
  }
  bool Await(vr_event_kind kind) {
    vr_event event;
    event.struct_size = sizeof event;
    while (vr_poll_event(recorder_, &event) != 0) {
      if (event.kind == kind) return true;
    }
    return false;
  }
  vr_recorder recorder() const { return recorder_; }
  vr_stats Stats() const {
    vr_stats stats{};
    stats.struct_size = sizeof stats;
    Must(vr_get_stats(recorder_, &stats), "stats");
    return stats;
  }

 private:
  BenchFolder captures_;
  BenchFolder rings_;
  vr_recorder recorder_ = 0;
  vr_source source_ = 0;
};

// CPU time of the threads of this process whose name begins so, in seconds.
double CpuOfThreads(const std::string& name) {
  double seconds = 0;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::string comm;
    std::ifstream(task.path() / "comm") >> comm;
    double run_ns = 0;
    std::ifstream(task.path() / "schedstat") >> run_ns;
    if (comm == name) seconds += run_ns / 1e9;
  }
  return seconds;
}

// The physical bound: the same number of slots, written one after the other with nothing else.
double CpuOfBareWrites(double slots_per_s, double seconds) {
  BenchFolder folder;
  const int file = ::open((folder.path() + "/bare").c_str(), O_CREAT | O_RDWR, 0600);
  const std::vector<char> slot(4096, 'x');
  const auto slots = static_cast<int64_t>(slots_per_s * seconds);
  if (file < 0 || ::posix_fallocate(file, 0, slots * 4096) != 0) std::exit(4);
  double cpu = 0;
  std::thread([&] {
    const double before = ThreadCpuSeconds();
    const double per_wake = slots_per_s / 50;
    double due = 0;
    for (int64_t done = 0; done < slots;) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      due += per_wake;
      for (; done < static_cast<int64_t>(due) && done < slots; ++done) {
        if (::pwrite(file, slot.data(), slot.size(), done * 4096) != 4096) std::exit(4);
      }
    }
    cpu = ThreadCpuSeconds() - before;
  }).join();
  ::close(file);
  return cpu / seconds;
}

void MeasureThreads(JsonReport* report) {
  RealRoom room(true);
  const double streaming = CpuOfThreads("vr-streaming");
  const double syncing = CpuOfThreads("vr-syncing");
  const double before = WallSeconds();
  PacedLatencies(kRoomPace, [&] { room.Push(); }, [] {});
  const double seconds = WallSeconds() - before;
  const double share = (CpuOfThreads("vr-streaming") - streaming) / seconds;
  const double sync_share = (CpuOfThreads("vr-syncing") - syncing) / seconds;
  const double slots_per_s = 192000.0 / 4032 + 10;  // full ones of audio, and those of the log
  report->AddBeside("ring, 48 kHz stereo PCM: streaming thread's share of one core", share * 100, "%",
                    "bare pwrite of as many slots", CpuOfBareWrites(slots_per_s, 5) * 100);
  report->Add("ring: streaming and syncing thread together", (share + sync_share) * 100, "%", "<= 0.3");
  report->Add("ring: audio that was not on disk at the end, mix delay included",
              (room.Stats().recorded_s - room.Stats().durable_s) * 1e3 + 200, "ms");
}

void MeasurePush(JsonReport* report) {
  std::vector<double> median[2];
  std::vector<double> p99_9[2];
  RealRoom memory(false);
  RealRoom disk(true);
  for (int run = 0; run < kPushRuns; ++run) {
    for (RealRoom* room : {&memory, &disk}) {
      const Percentiles times = PercentilesOf(PacedLatencies(kPushPace, [&] { room->Push(); }, [] {}));
      median[room == &disk].push_back(times.median);
      p99_9[room == &disk].push_back(times.p99_9);
    }
  }
  report->AddBeside("push beside a ring on disk, median", MedianOf(median[1]), "ns", "the same in memory",
                    MedianOf(median[0]), "<= 1.25");
  report->AddBeside("push beside a ring on disk, p99.9", MedianOf(p99_9[1]), "ns", "the same in memory",
                    MedianOf(p99_9[0]), "<= 5");
}

void MeasureCaptured(JsonReport* report) {
  RealRoom room(true);
  PacedLatencies({10'000'000, 300, 5'000'000'000}, [&] { room.Push(); }, [] {});
  std::vector<double> call_ms;
  std::vector<double> captured_ms;
  for (int i = 0; i < kDumps; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(7 * (i % 4)));
    const double before = WallSeconds();
    Must(vr_dump(room.recorder(), nullptr, nullptr), "dump");
    call_ms.push_back((WallSeconds() - before) * 1e3);
    while (!room.Await(VR_EVENT_DUMP_CAPTURED) && WallSeconds() - before < 5) {
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    captured_ms.push_back((WallSeconds() - before) * 1e3);
  }
  report->Add("dump from a ring on disk: captured after the call, median", Median(captured_ms), "ms", "<= 10");
  report->Add("dump from a ring on disk: captured after the call, worst",
              *std::max_element(captured_ms.begin(), captured_ms.end()), "ms");
  report->Add("dump from a ring on disk: the caller is held, worst", *std::max_element(call_ms.begin(), call_ms.end()),
              "ms");
}

// A process that fills the ring and is gone without a word.
void LeaveFullRing(const std::string& captures, const std::string& rings) {
  const pid_t child = ::fork();
  if (child == 0) {
    auto* room = new VirtualRoom(captures, rings.c_str());
    room->Add(VR_SOURCE_LOCAL, "me", 48000, 2);
    room->Start("a.wav", kCycleS, 48000, 2);
    room->Run(kCycleS + 60);
    ::_exit(0);
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child || status != 0) std::exit(4);
}

void MeasureRecovery(JsonReport* report) {
  std::vector<double> recover_ms;
  std::vector<double> dd_ms;
  for (int run = 0; run < kRecoveries; ++run) {
    BenchFolder captures;
    BenchFolder rings;
    LeaveFullRing(captures.path(), rings.path());
    VirtualRoom room(captures.path(), rings.path().c_str());
    // On the virtual clock one call does all of it; what the disk takes afterwards, behind the event, is not measured.
    const double before = WallSeconds();
    double told = 0;
    std::thread listener([&] {
      while (!room.Await(VR_EVENT_RECOVERED) && WallSeconds() - before < 60) {
        std::this_thread::sleep_for(std::chrono::microseconds(200));
      }
      told = WallSeconds();
    });
    Must(vr_recover(room.recorder(), nullptr), "recover");
    room.Advance(0.02);
    listener.join();
    recover_ms.push_back((told - before) * 1e3);
    if (told - before >= 60) {
      std::fprintf(stderr, "nothing was recovered\n");
      std::exit(4);
    }
    std::string wav;
    for (const auto& entry : std::filesystem::directory_iterator(captures.path())) {
      if (entry.path().extension() == ".wav") wav = entry.path();
    }
    const double dd_before = WallSeconds();
    const std::string command = "dd bs=1M if='" + wav + "' of='" + captures.path() + "/copy' 2>/dev/null";
    if (std::system(command.c_str()) == 0) dd_ms.push_back((WallSeconds() - dd_before) * 1e3);
  }
  report->AddBeside("recovery of a full ring of 15 min, 48 kHz stereo PCM", Median(recover_ms), "ms",
                    "dd bs=1M of the recovered file", Median(dd_ms));
  report->Add("recovery of a full ring of 15 min, median", Median(recover_ms), "ms", "<= 500");
}

int Run(int argc, char** argv) {
  const std::string json_path = TakeJsonPath(&argc, argv);
  JsonReport report;
  if (!MayBecomeRealtime()) report.StopJudging("SCHED_FIFO is not permitted: goals are not judged");
  MeasureRecovery(&report);
  MeasureCaptured(&report);
  MeasurePush(&report);
  MeasureThreads(&report);
  return report.Finish(json_path);
}

}  // namespace
}  // namespace vr::bench

int main(int argc, char** argv) {
  return vr::bench::Run(argc, argv);
}
