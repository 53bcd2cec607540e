// Dumps, as a recorder is asked for them.
#include <cmath>
#include <utility>

#include "recorder/recorder.h"
#include "writer/capture_writer.h"
#include "writer/name_template.h"

namespace vr {
namespace {

constexpr double kMinLastS = 0.001;

CallResult NoCapture() {
  return CallResult::WrongState("there is no capture of this number: give the one of an event that said it failed");
}

}  // namespace

CallResult Recorder::CheckDump(const DumpRequest& request, const TaskView& task) const {
  if (!std::isfinite(request.last_s) || request.last_s < 0 || (request.last_s > 0 && request.last_s < kMinLastS)) {
    return CallResult::Invalid("lastSeconds must be 0 (everything) or at least 0.001");
  }
  if (!std::isfinite(request.after_s) || request.after_s < 0 || request.after_s > kMaxAfterS) {
    return CallResult::Invalid("afterSeconds must be 0 to 600");
  }
  if (request.hotkey.size() > kMaxTextBytes) return CallResult::Invalid("hotkey must be at most 4096 bytes");
  if (request.reason.size() > kMaxTextBytes) return CallResult::Invalid("reason must be at most 4096 bytes");
  if (!task.active || task.cycle_time_s == 0) {
    return CallResult::WrongState("no cycle recording runs: start one with cycleTime above 0");
  }
  if (request.last_s > task.cycle_time_s) {
    return CallResult::Invalid("lastSeconds must be at most the cycleTime of " + std::to_string(task.cycle_time_s) +
                               " s, got " + std::to_string(request.last_s));
  }
  const double window_s = (request.last_s > 0 ? request.last_s : task.cycle_time_s) + request.after_s;
  if (request.after_s > 0 && window_s > task.longest_dump_s) {
    return CallResult::Invalid("lastSeconds and afterSeconds must be at most " +
                               std::to_string(static_cast<int>(task.longest_dump_s)) +
                               " together, which maxBufferBytes can hold, got " + std::to_string(window_s));
  }
  if (request.path.empty()) {
    if (!options_.captures_folder.empty()) return CallResult::Ok();
    return CallResult::Invalid("dump needs a filePath, because the recorder has no capturesFolder");
  }
  const std::string problem = PathProblem(request.path.c_str());
  if (!problem.empty()) return CallResult::Invalid(problem);
  Codec codec = Codec::kPcm16;
  if (!CodecOfPath(request.path, &codec)) return CallResult::Invalid("filePath must end in .wav or .aac");
  if (codec != task.codec && task.codec == Codec::kAacLc) {
    return CallResult::Invalid("the task keeps AAC, which a dump cannot turn into WAV: filePath must end in .aac");
  }
  if (codec != task.codec && !HasEncoder(codec)) {
    return {CallCode::kNotSupported, "this build has no AAC encoder: dump to .wav"};
  }
  if (request.path == task.file_path) {
    return CallResult::Invalid("filePath is the task's own file, which would replace the dump when the task ends");
  }
  return CallResult::Ok();
}

std::string Recorder::DumpPath(const DumpRequest& request, const TaskView& task) {
  if (!request.path.empty()) return request.path;
  NameFields fields;
  fields.unix_ms = clock_->WallUnixMs();
  fields.room = room_id_;
  fields.user = user_id_;
  fields.reason = request.reason.empty() ? "dump" : request.reason;
  fields.count = ++dump_count_;
  std::string folder = options_.captures_folder;
  if (folder.back() != '/' && folder.back() != '\\') folder += '/';
  return folder + ExpandNameTemplate(options_.name_template, fields) + (task.codec == Codec::kPcm16 ? ".wav" : ".aac");
}

CallResult Recorder::Dump(const DumpRequest& request, uint64_t* capture_id) {
  std::lock_guard<std::mutex> lock(mutex_);
  const TaskView task = control_.expected();
  CallResult checked = CheckDump(request, task);
  if (!checked.ok()) return checked;
  const int64_t now_ns = NowNs();
  DumpTarget target;
  target.capture_id = ++last_id_;
  target.path = DumpPath(request, task);
  target.existing = request.overwrite ? ExistingTarget::kReplace : ExistingTarget::kRefuse;
  if (request.path.empty()) target.existing = ExistingTarget::kCountUp;
  target.reason = request.reason.empty() ? "dump" : request.reason;
  *capture_id = target.capture_id;

  Event accepted;
  accepted.kind = EventKind::kDumpAccepted;
  accepted.capture_id = target.capture_id;
  accepted.time_ns = now_ns;
  accepted.path = target.path;
  events_.Add(std::move(accepted));
  Post([this, target, now_ns, request] { worker_.DumpWhenOpened(target, now_ns, request); });
  return CallResult::Ok();
}

CallResult Recorder::Retry(uint64_t capture_id, const std::string& path) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!path.empty()) {
    const std::string problem = PathProblem(path.c_str());
    if (!problem.empty()) return CallResult::Invalid(problem);
    Codec codec = Codec::kPcm16;
    if (!CodecOfPath(path, &codec)) return CallResult::Invalid("filePath must end in .wav or .aac");
  }
  if (capture_id == 0 || capture_id > last_id_) return NoCapture();
  Post([this, capture_id, path] { worker_.Retry(capture_id, path); });
  return CallResult::Ok();
}

CallResult Recorder::Discard(uint64_t capture_id) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (capture_id == 0 || capture_id > last_id_) return NoCapture();
  Post([this, capture_id] { worker_.Discard(capture_id); });
  return CallResult::Ok();
}

}  // namespace vr
