#include "faults/checks.h"

#include <algorithm>
#include <filesystem>

namespace vr_torture {
namespace {

constexpr double kHangS = 5;
// What a process that dies may take with it: the mix's delay, a slot, and what AAC holds back.
constexpr int64_t kNewestFrames = kRateHz * 45 / 100;

std::string Frames(int64_t frames) {
  return std::to_string(frames) + " frames";
}

bool IsInTheMaking(const std::string& name) {
  return name.find(".part") != std::string::npos || name.find(".tmp") != std::string::npos;
}

}  // namespace

CaseCheck::CaseCheck(const Case& the_case, const Folders& folders, const Facts& life, ToldSound* sound)
    : case_(the_case), setup_(Setups()[the_case.setup]), folders_(folders), life_(life), sound_(sound) {}

// An interrupted call is called again, and what was done by half is completed: nobody notices.
bool CaseCheck::FaultShows() const {
  const FaultKind kind = case_.fault.kind;
  return life_.fired[0] != '\0' && kind != FaultKind::kInterrupted && kind != FaultKind::kShort;
}

Comparison CaseCheck::Look(const std::string& path) {
  const Capture capture = ReadCapture(path, key());
  const std::string name = std::filesystem::path(path).filename().string();
  if (capture.problem.empty() && capture.sidecar.is_null()) lacks_.push_back(name + " has no sidecar");
  Comparison compared;
  if (capture.problem.empty() && capture.sidecar.is_null()) {
    compared.from = -1;
    return compared;
  }
  compared = Compare(capture, sound_, life_.start_ns);
  if (!compared.problem.empty()) Wrong(name + ": " + compared.problem);
  if (!capture.sidecar.is_null() && capture.sidecar["features"].is_null()) lacks_.push_back(name + " has no features");
  return compared;
}

void CaseCheck::CheckCalls() {
  if (life_.wrong[0] != '\0') Wrong(life_.wrong);
  if (life_.forbidden_calls > 0) {
    Wrong(std::to_string(life_.forbidden_calls) + " calls to files on the game's thread: " + life_.forbidden_call);
  }
  if (life_.slowest_call_s > kHangS) Wrong("a call took " + std::to_string(life_.slowest_call_s) + " s");
}

void CaseCheck::CheckFinishedCycle() {
  std::string path = FilePath(setup_, folders_);
  if (life_.ended_early) {
    if (life_.final_capture == 0) return Wrong("the task ended early without a capture to retry");
    path = folders_.captures + "/retried" + Suffix();
  }
  if (!Exists(path)) return Wrong("the file of the task is not there");
  const Comparison file = Look(path);
  if (file.from < 0 || !file.problem.empty()) return;
  const int64_t wanted = std::min<int64_t>(life_.told_frames, int64_t{kCycleS} * kRateHz);
  if (file.frames != wanted || file.from != life_.told_frames - wanted) {
    Wrong("the file has " + Frames(file.frames) + " from " + std::to_string(file.from) + ", not " + Frames(wanted) +
          " from " + std::to_string(life_.told_frames - wanted));
  }
  if (file.missing > 0 || file.has_track_holes) Wrong("the file lacks " + Frames(file.missing));
}

void CaseCheck::CheckRecoveredCycle() {
  const std::string path = folders_.captures + "/recovered" + Suffix();
  if (Exists(folders_.captures + "/recovered-2" + Suffix())) Wrong("recovered twice");
  const bool task_is_written = Exists(FilePath(setup_, folders_));
  if (!Exists(path)) {
    if (life_.durable_frames > 0 && !task_is_written) Wrong("nothing was recovered");
    return CheckDumps(task_is_written ? life_.told_frames : life_.durable_frames);
  }
  const Comparison rest = Look(path);
  if (rest.from < 0 || !rest.problem.empty()) return CheckDumps(life_.durable_frames);
  const int64_t end = rest.from + rest.frames;
  if (end < life_.durable_frames) Wrong(Frames(life_.durable_frames - end) + " that were acknowledged are lost");
  for (const Span& hole : rest.holes) {
    if (rest.from + hole.first < life_.durable_frames) Wrong("a hole in what was acknowledged: " + Frames(hole.frames));
  }
  const bool disk_worked = case_.ending == Ending::kDie;
  if (disk_worked && rest.missing > 0) Wrong("a hole though the disk worked again: " + Frames(rest.missing));
  if (disk_worked && case_.phase != Phase::kFinish && end + kNewestFrames < life_.told_frames) {
    Wrong("the newest " + Frames(life_.told_frames - end) + " are lost though the disk worked again");
  }
  const int64_t wanted = std::min<int64_t>(end, int64_t{kCycleS} * kRateHz);
  if (rest.frames != wanted) Wrong("recovered are " + Frames(rest.frames) + " of " + Frames(wanted));
  CheckDumps(end);
}

void CaseCheck::CheckDumps(int64_t recovered_end) {
  for (const Facts::Dump& dump : life_.dumps) {
    if (dump.asked) CheckDump(dump, recovered_end);
  }
}

void CaseCheck::CheckDump(const Facts::Dump& dump, int64_t recovered_end) {
  const std::string path = dump.retried ? dump.retry_path : dump.path;
  const std::string name = std::filesystem::path(path).filename().string();
  if (!Exists(path)) {
    // A pin that could not be written is told as a warning; the audio is in the rest then.
    const bool untold_pin = case_.phase == Phase::kDump && life_.said;
    const bool begun = dump.from_frame < recovered_end;
    if (!dies() || (dump.captured && begun && !untold_pin)) Wrong("the dump " + name + " is not there");
    return;
  }
  const Comparison file = Look(path);
  if (file.from < 0 || !file.problem.empty()) return;
  const int64_t to = dies() && !dump.done ? std::min(dump.to_frame, recovered_end) : dump.to_frame;
  if (file.from != dump.from_frame || file.from + file.frames != to) {
    Wrong(name + " is [" + std::to_string(file.from) + ", " + std::to_string(file.from + file.frames) + "), not [" +
          std::to_string(dump.from_frame) + ", " + std::to_string(to) + ")");
  }
  const bool may_lack = case_.ending == Ending::kDieAtOnce;
  if ((file.missing > 0 || (file.has_track_holes && !dies())) && !may_lack)
    Wrong(name + " lacks " + Frames(file.missing));
}

void CaseCheck::CheckRealTime() {
  const std::string path = FilePath(setup_, folders_);
  if (!Exists(path)) {
    if (life_.file_bytes > 0) Wrong("the file is gone");
    return;
  }
  const Capture capture = ReadCapture(path, key());
  if (capture.sidecar.is_null() && !(dies() && setup_.in_memory)) lacks_.push_back("the file has no sidecar");
  int64_t frames = 0;
  const std::string problem = CompareFromStart(capture.mix, "mix", sound_, &frames);
  // A disk that fails for good before anything is written does not let anybody take the beginning away either.
  if (!problem.empty() && life_.file_bytes == 0 && case_.ending == Ending::kDieAtOnce) return;
  if (!problem.empty()) return Wrong("the file: " + problem);
  if (capture.mix.rest_bytes > 0 && !(life_.ended_early && life_.said)) {
    Wrong(std::to_string(capture.mix.rest_bytes) + " bytes behind the end of the file's audio");
  }
  uint64_t bytes = 0;
  for (const std::string& name : NamesIn(folders_.files)) {
    const bool audio = name.compare(0, 4, "task") == 0 && name.substr(name.size() - 4) == Suffix();
    if (audio) bytes += std::filesystem::file_size(folders_.files + "/" + name);
  }
  if (bytes < life_.file_bytes) Wrong(std::to_string(life_.file_bytes - bytes) + " bytes that were written are lost");
  const int64_t more = frames - life_.told_frames;  // the last block of AAC is a whole one
  if (life_.finished && !dies() && (more < 0 || more >= (setup_.aac ? kAacFrames : 1))) {
    Wrong("the file has " + Frames(frames) + " of " + Frames(life_.told_frames));
  }
  const bool dies_working = case_.ending == Ending::kDie && !life_.ended_early && case_.phase != Phase::kFinish;
  if (dies_working && !setup_.in_memory && frames + kRateHz < life_.told_frames) {
    Wrong("the newest " + Frames(life_.told_frames - frames) + " are lost");
  }
  if (!capture.sidecar.is_null()) {
    const Comparison compared = Compare(capture, sound_, life_.start_ns);
    if (!compared.problem.empty() && !life_.said) Wrong("the file with its sidecar: " + compared.problem);
  }
}

// "An event says what happened": what lacks without one is wrong.
void CaseCheck::CheckSilence() {
  for (const std::string& folder : {folders_.files, folders_.captures, folders_.rings}) {
    for (const std::string& name : NamesIn(folder)) {
      if (IsInTheMaking(name) && !dies()) lacks_.push_back(name + " is left behind");
    }
  }
  if (!FaultShows() && life_.said) Wrong("an event told of something though nothing failed");
  if (life_.said || (dies() && FaultShows())) return;
  for (const std::string& lack : lacks_) Wrong(lack + ", and no event said so");
}

void CaseCheck::Check() {
  sound_->SetTold(life_.told_frames);
  CheckCalls();
  if (setup_.real_time) {
    CheckRealTime();
  } else if (!dies()) {
    CheckFinishedCycle();
    CheckDumps(life_.told_frames);
  } else if (!setup_.in_memory) {
    CheckRecoveredCycle();
  }
  CheckSilence();
}

void CaseCheck::CheckRecovery(const Facts& recovery, bool again) {
  if (recovery.wrong[0] != '\0') Wrong(recovery.wrong);
  if (recovery.forbidden_calls > 0) Wrong("recovery touches files on the game's thread");
  // A log that could not be removed tells of a file that the second start has replaced.
  const bool expected = life_.restarted && setup_.real_time && recovery.problems == 1;
  if (recovery.problems > 0 && !expected) Wrong("a recovery on a disk that works told of problems");
  if (again && recovery.recovered > 0) Wrong("a second recovery recovered something");
  const std::vector<std::string> left = NamesIn(folders_.rings);
  if (!left.empty()) Wrong("a recovery left " + left.front());
}

}  // namespace vr_torture
