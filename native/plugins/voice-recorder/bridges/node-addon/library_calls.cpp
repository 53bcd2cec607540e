#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "node-addon/arguments.h"
#include "node-addon/calls.h"
#include "node-addon/environment.h"
#include "node-addon/open_capture.h"
#include "node-addon/sample_calls.h"
#include "node-addon/values.h"
#include "voice_recorder_analysis.h"

namespace vr_node {
namespace {

Napi::Value SubmitForText(Napi::Env env, std::function<vra_result(vra_buffer* json)> call) {
  const auto buffer = std::make_shared<Buffer>();
  Work work = [call = std::move(call), buffer](Control&) { return OutcomeOf(call(buffer->get())); };
  return Environment::Of(env).Submit(nullptr, {}, Effort::kShort, std::move(work),
                                     [buffer](Napi::Env finished_in) { return buffer->AsText(finished_in); });
}

// It looks for a decoder in the system, so it is not for the event loop either.
Napi::Value Capabilities(const Napi::CallbackInfo& info) {
  return SubmitForText(info.Env(), [](vra_buffer* json) { return vra_capabilities(json); });
}

// (recoveryFolder, key)
Napi::Value ListRings(const Napi::CallbackInfo& info) {
  Arguments arguments(info);
  const std::string folder = arguments.Text(0, "recoveryFolder");
  const std::vector<uint8_t> key = arguments.KeyOrNone(1, "key");
  if (!arguments.ok()) return info.Env().Undefined();
  return SubmitForText(info.Env(), [folder, key](vra_buffer* json) {
    return vra_list_rings(folder.c_str(), key.empty() ? nullptr : key.data(), json);
  });
}

// (path, key, id, onProgress)
Napi::Value Open(const Napi::CallbackInfo& info) {
  Arguments arguments(info);
  const std::string path = arguments.Text(0, "path");
  const std::vector<uint8_t> key = arguments.KeyOrNone(1, "key");
  const Listener listener = arguments.ListenerAt(2);
  if (!arguments.ok()) return info.Env().Undefined();
  const auto open = std::make_shared<OpenCapture>();
  Work work = [path, key, open](Control& control) {
    vra_open_options options;
    vra_open_options_init(&options);
    options.key = key.empty() ? nullptr : key.data();
    options.progress = control.Progress();
    return open->Open(path.c_str(), options);
  };
  return Environment::Of(info.Env()).Submit(nullptr, listener, Effort::kShort, std::move(work), [open](Napi::Env env) {
    return CaptureObject(env, open);
  });
}

// (id)
Napi::Value Cancel(const Napi::CallbackInfo& info) {
  Arguments arguments(info);
  const uint32_t id = arguments.Unsigned32(0, "id");
  if (arguments.ok()) Environment::Of(info.Env()).Cancel(id);
  return info.Env().Undefined();
}

}  // namespace

void DefineAnalysis(Napi::Object exports) {
  const Napi::Env env = exports.Env();
  exports.Set("abiVersion", Napi::Number::New(env, vra_abi_version()));
  exports.Set("version", Napi::String::New(env, vra_version()));
  Define(exports, "cancel", &Cancel);
  Define(exports, "capabilities", &Capabilities);
  Define(exports, "open", &Open);
  Define(exports, "listRings", &ListRings);
  Define(exports, "spectrogramOfSamples", &SpectrogramOfSamples);
}

}  // namespace vr_node
