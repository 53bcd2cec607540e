#include "hours/long_run.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>

#include "hours/memory_use.h"
#include "support/tell.h"

namespace vr_torture {
namespace {

constexpr int64_t kCellNs = 10 * vr::kNsPerMs;
constexpr double kMarkEveryS = 7.3;
constexpr double kMostMarkerMs = 5;
// After the buffer, the ring and the log have gone round once, nothing may grow any more but the feature tracks of
// those who came since, eight at most, and what an allocator scatters.
constexpr long kMostGrowthKib = 8192;
constexpr long kMostResidentGrowthKib = 16 * 1024;

// Labels that the run knows the time of.
bool IsCounted(const std::string& label) {
  for (const char* counted : {"source-opened", "source-closed", "format-changed", "suspended", "clock-jumped"}) {
    if (label == counted) return true;
  }
  return label.compare(0, 5, "mark-") == 0;
}

}  // namespace

LongRun::LongRun(const Config& config)
    : config_(config), folder_(config.folder), pace_(std::min(1.0, config.hours)), random_(config.seed) {
  for (const char* name : {"/rings", "/captures"}) std::filesystem::create_directories(folder_ + name);
  vr::RecorderOptions options;
  options.virtual_clock = true;
  options.captures_folder = folder_ + "/captures";
  options.recovery_folder = folder_ + "/rings";
  options.name_template = "{reason}";
  options.min_free_bytes = 0;
  recorder_ = std::make_unique<vr::Recorder>(options, vr::PlatformFileSystem());
  recorder_->EnterRoom("room", "me");
  next_sleep_s_ = pace_ * Between(300, 1500);
}

void LongRun::HappenedAt(double at_s, const std::string& label, const std::string& source) {
  events_.push_back({at_s, label, source});
}

void LongRun::Start() {
  const std::string path = folder_ + "/captures/task.wav";
  vr::TaskRequest request;
  request.file_path = path.c_str();
  request.sample_rate_hz = kTaskRateHz;
  request.cycle_time_s = static_cast<uint32_t>(kDumpEveryS);
  recorder_->Start(request);
}

void LongRun::StepTime() {
  recorder_->Advance(kCellNs);
  Deliver(now_s());
  if (now_s() < next_mark_s_) return;
  next_mark_s_ += kMarkEveryS;
  const std::string label = "mark-" + std::to_string(marks_++);
  recorder_->Mark(label, "");
  Happened(label);
}

// The machine sleeps, or somebody sets its clock, in turn: each of them about twice an hour.
void LongRun::MaySleep() {
  if (now_s() < next_sleep_s_) return;
  next_sleep_s_ = now_s() + pace_ * Between(300, 1500);
  const double past_ms = wall_shifts_.empty() ? 0 : wall_shifts_.back().ms;
  if (sleeps_ <= jumps_) {
    const double slept_ms = std::round(Between(2, 3600) * 1e3);
    recorder_->Suspend(std::llround(slept_ms * 1e6));
    wall_shifts_.push_back({now_s(), past_ms + slept_ms});
    // The next step notices it.
    recorder_->Advance(0);
    Happened("suspended");
    ++sleeps_;
  } else {
    const double set_ms = std::round(Between(2, 7200) * (Chance(0.5) ? 1e3 : -1e3));
    recorder_->SetWallClockForward(std::llround(set_ms));
    wall_shifts_.push_back({now_s(), past_ms + set_ms});
    recorder_->Advance(0);
    Happened("clock-jumped");
    ++jumps_;
  }
}

void LongRun::Play() {
  Start();
  const auto began = std::chrono::steady_clock::now();
  const double end_s = config_.hours * 3600;
  double next_dump_s = kDumpEveryS;
  while (now_s() < end_s) {
    StepTime();
    if (std::llround(now_s() * 100) % 100 == 0) {
      MaySleep();
      Change(now_s());
    }
    if (now_s() + 1e-6 < next_dump_s) continue;
    next_dump_s += kDumpEveryS;
    Dump();
    Watch();
    if (config_.tells_progress) TellProgress(now_s() / end_s);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  speed_ = now_s() / took.count();
}

void LongRun::Dump() {
  vr::DumpRequest request;
  request.last_s = kDumpEveryS;
  request.path = folder_ + "/captures/dump.wav";
  uint64_t id = 0;
  const double asked_s = now_s();
  const vr::CallResult accepted = recorder_->Dump(request, &id);
  if (!accepted.ok()) return Wrong("a dump was refused: " + accepted.message);
  // The mix must have passed the end of the window.
  for (int i = 0; i < 50; ++i) StepTime();
  vr::Event event;
  bool done = false;
  while (recorder_->Poll(&event)) {
    done = done || (event.kind == vr::EventKind::kDumpDone && event.capture_id == id);
    const bool bad = event.kind == vr::EventKind::kDegraded || event.kind == vr::EventKind::kDumpFailed ||
                     (event.kind == vr::EventKind::kTask && event.code != 3);
    if (bad) Wrong("after " + std::to_string(now_s()) + " s: " + event.text);
  }
  if (!done) Wrong("the dump of " + std::to_string(asked_s) + " s is not done");
  if (done) CheckDump(asked_s);
  ++dumps_;
}

void LongRun::CheckDump(double asked_s) {
  const std::string path = folder_ + "/captures/dump.wav";
  const Capture capture = ReadCapture(path, nullptr);
  for (const char* tail : {"", ".json", ".features"}) std::filesystem::remove(path + tail);
  const std::string name = "the dump of " + std::to_string(asked_s) + " s";
  if (!capture.problem.empty() || capture.sidecar.is_null()) return Wrong(name + ": " + capture.problem);
  const double from_s = static_cast<double>(capture.sidecar["startMonotonicMs"]) / 1e3;
  const double to_s = from_s + static_cast<double>(capture.mix.samples.size()) / kTaskRateHz;
  if (std::fabs(from_s - (asked_s - kDumpEveryS)) > 1e-4 || std::fabs(to_s - asked_s) > 1e-4) {
    Wrong(name + " is [" + std::to_string(from_s) + ", " + std::to_string(to_s) + ")");
  }
  if (!capture.sidecar["missing"].empty()) Wrong(name + " lacks something");
  CheckWallTime(capture, from_s);
  CheckMarkers(capture, from_s, to_s);
  CheckAudio(capture, from_s);
}

// The wall's clock at the first frame: where it stood at the task's, and all sleeps and jumps before the frame.
void LongRun::CheckWallTime(const Capture& capture, double from_s) {
  double shift_ms = 0;
  for (const WallShift& shift : wall_shifts_) {
    if (shift.at_s <= from_s) shift_ms = shift.ms;
  }
  const double begin_ms = static_cast<double>(capture.sidecar["startedAtUnixMs"]) - from_s * 1e3 - shift_ms;
  if (wall_begin_ms_ < 0) wall_begin_ms_ = begin_ms;
  const double off_ms = begin_ms - wall_begin_ms_;
  if (std::fabs(off_ms) <= kMostMarkerMs) return;
  Wrong("the time of day of " + std::to_string(from_s) + " s is " + std::to_string(off_ms) + " ms off");
}

// Every event of the window stands in the sidecar, once, at its time; and nothing of the kind that did not happen.
void LongRun::CheckMarkers(const Capture& capture, double from_s, double to_s) {
  struct Told {
    double at_s;
    std::string label;
    std::string source;
    bool taken = false;
  };
  std::vector<Told> told;
  for (const auto& marker : capture.sidecar["markers"]) {
    if (!IsCounted(marker["label"])) continue;
    told.push_back({from_s + static_cast<double>(marker["frame"]) / kTaskRateHz, marker["label"], marker["source"]});
  }
  constexpr double kEdgeS = 0.02;  // a marker at the very edge may stand in both windows
  for (const RoomEvent& event : events_) {
    if (event.at_s < from_s + kEdgeS || event.at_s > to_s - kEdgeS) continue;
    const auto match = std::find_if(told.begin(), told.end(), [&](const Told& each) {
      return !each.taken && each.label == event.label && each.source == event.source &&
             std::fabs(each.at_s - event.at_s) < 0.5;
    });
    if (match == told.end()) {
      Wrong(event.label + " " + event.source + " at " + std::to_string(event.at_s) + " s is not in the sidecar");
      continue;
    }
    match->taken = true;
    ++markers_;
    const double off_ms = std::fabs(match->at_s - event.at_s) * 1e3;
    worst_marker_ms_ = std::max(worst_marker_ms_, off_ms);
    if (off_ms > kMostMarkerMs) Wrong(event.label + " is " + std::to_string(off_ms) + " ms off");
  }
  for (const Told& each : told) {
    const bool edge = each.at_s < from_s + 2 * kEdgeS || each.at_s > to_s - 2 * kEdgeS;
    if (!each.taken && !edge) Wrong(each.label + " at " + std::to_string(each.at_s) + " s never happened");
  }
  const double past_s = to_s - 1;
  events_.erase(std::remove_if(events_.begin(), events_.end(), [&](const RoomEvent& e) { return e.at_s < past_s; }),
                events_.end());
}

// The first hour, or the first third of a shorter run, fills what is to be filled.
void LongRun::Watch() {
  const double full_s = std::max(700.0, std::min(3600.0, config_.hours * 3600 / 3));
  if (now_s() < full_s) return;
  const long allocated = AllocatedKib();
  const long resident = ResidentKib();
  if (first_resident_kib_ == 0) {
    first_kib_ = allocated;
    first_resident_kib_ = resident;
    return;
  }
  grown_kib_ = std::max(grown_kib_, allocated - first_kib_);
  const bool grows = allocated - first_kib_ > kMostGrowthKib || resident - first_resident_kib_ > kMostResidentGrowthKib;
  if (grows && (problems_.empty() || problems_.back().find("memory") == std::string::npos)) {
    Wrong("memory grew by " + std::to_string(allocated - first_kib_) + " KiB allocated, " +
          std::to_string(resident - first_resident_kib_) + " KiB resident, after " + std::to_string(now_s()) + " s");
  }
}

}  // namespace vr_torture
