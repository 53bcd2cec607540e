#include "faults/life.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "support/capture_reader.h"

namespace vr_torture {
namespace {

constexpr int64_t kNsInMs = 1'000'000;
constexpr int64_t kCellNs = 10 * kNsInMs;
constexpr int kCellFrames = kRateHz / 100;
// The ring of kCycleS goes round after 90 s: three segments of 30.
constexpr double kBeforeWrapS = 89.3;
constexpr double kWrapS = 1.5;
constexpr double kWriteS = 1.2;
constexpr double kLongestRetryS = 34;
// Of a dump that was under way: no fault is needed for that.
constexpr const char* kDumpCutShort = "before the dump had heard all it was to";

template <size_t size>
void Copy(const std::string& from, char (&to)[size]) {
  std::snprintf(to, size, "%s", from.c_str());
}

}  // namespace

const uint8_t* TheKey() {
  static const uint8_t* key = reinterpret_cast<const uint8_t*>("an old key that nobody uses twice");
  return key;
}

std::string FilePath(const Setup& setup, const Folders& folders) {
  return folders.files + "/task" + (setup.aac ? ".aac" : ".wav");
}

Life::Life(const Case& the_case, const Folders& folders, Facts* facts)
    : case_(the_case), setup_(Setups()[the_case.setup]), folders_(folders), facts_(facts) {}

template <typename Call>
auto Life::Game(Call call) {
  const auto before = std::chrono::steady_clock::now();
  FaultyDisk::Forbid(true);
  const auto answer = call();
  FaultyDisk::Forbid(false);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
  facts_->slowest_call_s = std::max(facts_->slowest_call_s, took.count());
  return answer;
}

void Life::Make() {
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.captures_folder = folders_.captures.c_str();
  options.recovery_folder = setup_.in_memory ? nullptr : folders_.rings.c_str();
  options.name_template = "{reason}";
  options.min_free_bytes = 0;
  options.virtual_clock = 1;
  options.log_level = VR_LOG_WARNING;
  if (Game([&] { return vr_recorder_create(&options, &recorder_); }) != VR_OK) facts_->Wrong("no recorder");
  Game([&] { return vr_enter_room(recorder_, "room", "me"); });
}

// ---- Time

void Life::Run(double seconds) {
  const auto cells = static_cast<int>(std::lround(seconds * 100));
  int16_t block[kCellFrames];
  for (int cell = 0; cell < cells; ++cell) {
    const int64_t begin_ns = vr_now_ns(recorder_);
    vr_advance(recorder_, kCellNs);
    for (const Voice& voice : voices_) {
      const int64_t first = (begin_ns - facts_->start_ns) / kCellNs * kCellFrames;
      for (int i = 0; i < kCellFrames; ++i) block[i] = voice.signal.At(first + i);
      const vr_status pushed =
          Game([&] { return vr_source_push(voice.source, block, kCellFrames, VR_SAMPLE_INT16, kRateHz, 1, begin_ns); });
      if (pushed != VR_OK) facts_->Wrong("a push was refused");
      facts_->told_frames = first + kCellFrames;
    }
    if (cell % 10 == 9) Read();
  }
  Read();
}

void Life::RunSilent(double seconds) {
  vr_advance(recorder_, static_cast<int64_t>(seconds * 1e9));
  Read();
}

// ---- What is told

Facts::Dump* Life::DumpOf(uint64_t id) {
  for (Facts::Dump& dump : facts_->dumps) {
    if (dump.asked && dump.id == id) return &dump;
  }
  return nullptr;
}

void Life::ReadTask(const vr_event& event) {
  if (event.code == VR_TASK_START) facts_->started = true;
  if (event.code == VR_TASK_OPEN_FILE_FAILED) facts_->refused = true;
  if (event.code == VR_TASK_FINISH) facts_->finished = true;
  if (event.code == VR_TASK_ERROR) {
    facts_->ended_early = true;
    facts_->final_capture = event.capture_id;
  }
  if (event.code == VR_TASK_OPEN_FILE_FAILED || event.code == VR_TASK_ERROR) facts_->Say();
}

void Life::Read() {
  vr_event event;
  event.struct_size = sizeof event;
  while (Game([&] { return vr_poll_event(recorder_, &event); }) == 1) {
    Facts::Dump* dump = DumpOf(event.capture_id);
    switch (event.kind) {
      case VR_EVENT_TASK:
        ReadTask(event);
        break;
      case VR_EVENT_DUMP_CAPTURED:
        if (dump != nullptr) dump->captured = true;
        break;
      case VR_EVENT_DUMP_DONE:
        if (dump != nullptr) dump->done = true;
        break;
      case VR_EVENT_DUMP_FAILED:
        if (dump != nullptr) dump->failed = true;
        facts_->Say();
        break;
      case VR_EVENT_DEGRADED:
      case VR_EVENT_RECOVERY_PROBLEM:
      case VR_EVENT_LOG:
        facts_->Say();
        if (std::getenv("VR_TORTURE_KEEP") != nullptr) std::fprintf(stderr, "  event %d: %s\n", event.kind, event.text);
        if (event.kind == VR_EVENT_RECOVERY_PROBLEM) ++facts_->problems;
        break;
      case VR_EVENT_RECOVERED:
        ++facts_->recovered;
        if (event.text[0] != '\0' && std::strstr(event.text, kDumpCutShort) == nullptr) facts_->Say();
        break;
      default:
        break;
    }
    if (event.capture != nullptr && event.capture->sidecar_path[0] == '\0') {
      facts_->sidecar_lost = true;
      facts_->Say();
    }
  }
}

void Life::NoteAcknowledged() {
  vr_stats stats;
  stats.struct_size = sizeof stats;
  if (Game([&] { return vr_get_stats(recorder_, &stats); }) != VR_OK) return;
  facts_->durable_frames = std::llround(stats.durable_s * kRateHz);
  facts_->file_bytes = stats.file_bytes;
}

// ---- Phases

void Life::Begin(Phase phase) {
  if (case_.phase != phase) return;
  FaultyDisk::Arm(case_.fault);
}

void Life::End(Phase phase) {
  if (case_.phase != phase) return;
  Copy(FaultyDisk::Fired(), facts_->fired);
  for (int kind = 0; kind < kFaultKinds; ++kind) facts_->calls[kind] = FaultyDisk::Calls(static_cast<FaultKind>(kind));
  NoteAcknowledged();
  if (!DiesIn(phase)) FaultyDisk::Heal();
}

bool Life::Start() {
  const std::string path = FilePath(setup_, folders_);
  vr_task_config task;
  vr_task_config_init(&task);
  task.file_path = path.c_str();
  task.sample_rate_hz = kRateHz;
  task.cycle_time_s = setup_.real_time ? 0 : kCycleS;
  task.tracks = setup_.two ? VR_TRACKS_SEPARATE : VR_TRACKS_MIX;
  task.encryption_key = setup_.sealed ? TheKey() : nullptr;
  facts_->start_ns = vr_now_ns(recorder_);
  facts_->told_frames = 0;
  facts_->started = facts_->refused = facts_->finished = facts_->ended_early = false;
  if (Game([&] { return vr_start_audio_recording_with_config(recorder_, &task); }) != VR_OK) {
    facts_->Wrong("the start was refused");
  }
  Run(0.5);
  return facts_->started && !facts_->ended_early;
}

// "fails cleanly at start if the space is not there": a disk that fails from then on may keep what cannot be removed.
void Life::CheckNothingIsLeft() {
  if (case_.fault.for_good) return;
  for (const std::string& folder : {folders_.rings, folders_.files, folders_.captures}) {
    for (const std::string& name : NamesIn(folder)) {
      if (folder == folders_.rings || name.compare(0, 4, "task") == 0)
        facts_->Wrong("a start that failed left " + name);
    }
  }
}

void Life::Dump(int index, double last_s, double after_s) {
  Facts::Dump& dump = facts_->dumps[index];
  const std::string suffix = setup_.aac ? ".aac" : ".wav";
  Copy(folders_.files + "/dump" + std::to_string(index) + suffix, dump.path);
  Copy(folders_.captures + "/retried" + std::to_string(index) + suffix, dump.retry_path);
  const int64_t now = (vr_now_ns(recorder_) - facts_->start_ns) / kCellNs * kCellFrames;
  dump.from_frame = std::max<int64_t>(0, now - std::llround((last_s > 0 ? last_s : kCycleS) * kRateHz));
  dump.to_frame = now + std::llround(after_s * kRateHz);
  vr_dump_request request;
  vr_dump_request_init(&request);
  request.last_seconds = last_s;
  request.after_seconds = after_s;
  request.file_path = dump.path;
  if (Game([&] { return vr_dump(recorder_, &request, &dump.id); }) != VR_OK) facts_->Wrong("a dump was refused");
  dump.asked = true;
}

// "returns when it can", and what is said meanwhile stays.
void Life::ExpectRecovery() {
  Run(4);
  vr_stats stats;
  stats.struct_size = sizeof stats;
  vr_get_stats(recorder_, &stats);
  if (stats.degraded == VR_DEGRADED_DISK) Run(kLongestRetryS);
  vr_get_stats(recorder_, &stats);
  if (stats.degraded == VR_DEGRADED_DISK) facts_->Wrong("the ring did not return to the disk that works again");
  NoteAcknowledged();
}

void Life::RetryDumps() {
  for (Facts::Dump& dump : facts_->dumps) {
    if (!dump.failed || dump.done) continue;
    dump.retried = true;
    if (Game([&] { return vr_capture_retry(recorder_, dump.id, dump.retry_path); }) != VR_OK) {
      facts_->Wrong("a retry was refused");
    }
    Run(0.5);
    if (!dump.done) facts_->Wrong("a retried dump is not done");
  }
}

void Life::Finish() {
  Begin(Phase::kFinish);
  if (!facts_->ended_early) Game([&] { return vr_stop_audio_recording(recorder_); });
  RunSilent(2);
  End(Phase::kFinish);
  if (DiesIn(Phase::kFinish)) return;
  RunSilent(1);
  if (!facts_->finished && !facts_->ended_early) facts_->Wrong("the task never ended");
  if (facts_->ended_early && facts_->final_capture != 0) {
    const std::string path = folders_.captures + "/retried" + (setup_.aac ? ".aac" : ".wav");
    facts_->retried_final = true;
    vr_capture_retry(recorder_, facts_->final_capture, path.c_str());
    RunSilent(1);
  }
}

void Life::Live() {
  Make();
  voices_.push_back({0, CountingSignal(setup_.two ? kLocalTop : kFullTop)});
  Game([&] { return vr_open_source(recorder_, VR_SOURCE_LOCAL, "me", "microphone", &voices_[0].source); });
  if (setup_.two) {
    voices_.push_back({0, CountingSignal(kRemoteTop)});
    Game([&] { return vr_open_source(recorder_, VR_SOURCE_REMOTE, "you", "", &voices_[1].source); });
  }
  Begin(Phase::kStart);
  const bool started = Start();
  End(Phase::kStart);
  if (DiesIn(Phase::kStart)) return;
  if (!started) {
    if (!facts_->refused && !facts_->ended_early) facts_->Wrong("a start without any answer");
    if (facts_->refused) CheckNothingIsLeft();
    facts_->restarted = true;
    if (!Start()) return facts_->Wrong("a second start failed though the disk works");
  }
  Begin(Phase::kWrite);
  Run(kWriteS);
  End(Phase::kWrite);
  if (DiesIn(Phase::kWrite)) return;
  if (case_.phase == Phase::kWrap) {
    Run(kBeforeWrapS - 0.5 - kWriteS);
    Begin(Phase::kWrap);
    Run(kWrapS);
    End(Phase::kWrap);
    if (DiesIn(Phase::kWrap)) return;
  }
  if (case_.phase == Phase::kWrite || case_.phase == Phase::kWrap) ExpectRecovery();
  if (!setup_.real_time) {
    Begin(Phase::kDump);
    Dump(0, 0, 0);
    Run(0.2);
    Dump(1, 0.5, 0.3);
    Run(1.5);
    End(Phase::kDump);
    if (DiesIn(Phase::kDump)) return;
    if (case_.phase == Phase::kDump) ExpectRecovery();
  }
  if (case_.ending == Ending::kDie && case_.phase != Phase::kFinish) {
    // One more, so that the process dies while it is under way.
    if (!setup_.real_time) Dump(2, 1, 5);
    Run(0.3);
    return NoteAcknowledged();
  }
  RetryDumps();
  Finish();
  if (case_.ending != Ending::kFinish) return;
  FaultyDisk::Forbid(false);
  vr_recorder_destroy(recorder_);
}

void Life::Recover() {
  Make();
  Begin(Phase::kRecover);
  facts_->recovered = facts_->problems = 0;
  if (Game([&] { return vr_recover(recorder_, setup_.sealed ? TheKey() : nullptr); }) != VR_OK) {
    facts_->Wrong("a recovery was refused");
  }
  RunSilent(0.1);
  End(Phase::kRecover);
  FaultyDisk::Heal();
  vr_recorder_destroy(recorder_);
}

}  // namespace vr_torture
