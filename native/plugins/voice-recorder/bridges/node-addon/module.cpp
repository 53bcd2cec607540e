// The module, once in each environment that loads it.
#include <napi.h>

#include "node-addon/calls.h"
#include "node-addon/environment.h"
#include "node-addon/values.h"

namespace {

// process.exit() runs no cleanup hooks in the main environment, and ends the process while threads work. So the end is
// heard from script.
void CloseOnExit(Napi::Env env) {
  const Napi::Value process = env.Global().Get("process");
  if (!process.IsObject()) return;
  const Napi::Value once = process.As<Napi::Object>().Get("once");
  if (!once.IsFunction()) return;
  const auto close =
      Napi::Function::New(env, [](const Napi::CallbackInfo& info) { vr_node::Environment::Of(info.Env()).Close(); });
  once.As<Napi::Function>().Call(process, {Napi::String::New(env, "exit"), close});
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new vr_node::Environment(env));
  CloseOnExit(env);
  vr_node::DefineAnalysis(exports);
  vr_node::DefineRecorder(exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(voice_recorder_node, Init)
