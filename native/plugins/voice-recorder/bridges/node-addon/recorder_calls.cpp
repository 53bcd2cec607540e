#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "node-addon/arguments.h"
#include "node-addon/calls.h"
#include "node-addon/environment.h"
#include "node-addon/recovery_run.h"
#include "node-addon/values.h"
#include "voice_recorder.h"

namespace vr_node {
namespace {

const char* OriginOf(int32_t origin) {
  switch (origin) {
    case VR_ORIGIN_DUMP:
      return "dump";
    case VR_ORIGIN_RECOVERED:
      return "recovered";
    default:
      return "task";
  }
}

Napi::Object ObjectOf(Napi::Env env, const RecoveredFile& file) {
  const Napi::Object object = Napi::Object::New(env);
  const Napi::Array tracks = Napi::Array::New(env);
  for (size_t i = 0; i < file.track_paths.size(); ++i) tracks.Set(static_cast<uint32_t>(i), file.track_paths[i]);
  object.Set("filePath", file.file_path);
  object.Set("sidecarPath", file.sidecar_path);
  object.Set("format", file.is_aac ? "aac" : "wav");
  object.Set("sampleRate", file.sample_rate_hz);
  object.Set("channels", file.channels);
  object.Set("durationSeconds", file.duration_s);
  object.Set("startedAtUnixMs", static_cast<double>(file.started_at_unix_ms));
  object.Set("reason", file.reason);
  object.Set("origin", OriginOf(file.origin));
  object.Set("sizeBytes", static_cast<double>(file.size_bytes));
  object.Set("peakDbfs", file.peak_dbfs);
  object.Set("trackPaths", tracks);
  object.Set("missing", file.missing);
  return object;
}

Napi::Value ObjectOf(Napi::Env env, const RecoveryReport& report) {
  const Napi::Array captures = Napi::Array::New(env);
  const Napi::Array problems = Napi::Array::New(env);
  for (const RecoveredFile& file : report.captures) captures.Set(captures.Length(), ObjectOf(env, file));
  for (const RecoveryProblem& problem : report.problems) {
    const Napi::Object object = Napi::Object::New(env);
    object.Set("path", problem.path);
    object.Set("reason", problem.reason);
    problems.Set(problems.Length(), object);
  }
  const Napi::Object object = Napi::Object::New(env);
  object.Set("captures", captures);
  object.Set("problems", problems);
  return object;
}

// (recoveryFolder, capturesFolder, nameTemplate, key, id, onProgress)
Napi::Value Recover(const Napi::CallbackInfo& info) {
  Arguments arguments(info);
  LeftFolders folders{arguments.Text(0, "recoveryFolder"), arguments.Text(1, "capturesFolder"),
                      arguments.TextOrNone(2, "nameTemplate")};
  const std::vector<uint8_t> key = arguments.KeyOrNone(3, "encryptionKey");
  const Listener listener = arguments.ListenerAt(4);
  if (!arguments.ok()) return info.Env().Undefined();
  const auto report = std::make_shared<RecoveryReport>();
  Work work = [folders, key, report](Control& control) { return RunRecovery(folders, key, control, report.get()); };
  return Environment::Of(info.Env()).Submit(nullptr, listener, Effort::kPass, std::move(work), [report](Napi::Env env) {
    return ObjectOf(env, *report);
  });
}

// (recoveryFolder, capturesFolder, id)
Napi::Value Wipe(const Napi::CallbackInfo& info) {
  Arguments arguments(info);
  const LeftFolders folders{arguments.Text(0, "recoveryFolder"), arguments.Text(1, "capturesFolder"), ""};
  const Listener listener = arguments.ListenerAt(2);
  if (!arguments.ok()) return info.Env().Undefined();
  Work work = [folders](Control& control) { return RunWipe(folders, control); };
  return Environment::Of(info.Env()).Submit(nullptr, listener, Effort::kPass, std::move(work), [](Napi::Env env) {
    return env.Undefined();
  });
}

}  // namespace

void DefineRecorder(Napi::Object exports) {
  const Napi::Env env = exports.Env();
  exports.Set("recorderVersion", Napi::String::New(env, vr_version()));
  exports.Set("recorderFingerprint", Napi::String::New(env, vr_source_fingerprint()));
  Define(exports, "recover", &Recover);
  Define(exports, "wipe", &Wipe);
}

}  // namespace vr_node
