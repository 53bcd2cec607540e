// The plugin as the engine sees it: an entry that it calls once, and a class that is put on the global object of each
// script engine that it makes.
#include "bindings/sebind/sebind.h"
#include "cocos/ending.h"
#include "cocos/exported.h"
#include "cocos/session.h"
#include "plugins/Plugins.h"
#include "plugins/bus/EventBus.h"

namespace vr_cocos {
namespace {

struct VoiceRecorderNative {};

// The engine asserts that `new` of a class works, so it does, and makes an object that can do nothing.
bool Construct(se::State&) {
  SE_REPORT_ERROR("VoiceRecorderNative: its functions are static; there is nothing to construct");
  return true;
}

void Close() {
  TheSession() = Session{};
  try {
    EndRecorders(false);
  } catch (...) {
    SE_REPORT_ERROR("VoiceRecorderNative: out of memory; recorders go on without a script");
  }
}

bool Register(se::Object* global) {
  sebind::class_<VoiceRecorderNative> native("VoiceRecorderNative");
  native.constructor(&Construct);
  size_t count = 0;
  const Exported* functions = ExportedFunctions(&count);
  for (size_t i = 0; i < count; ++i) native.staticFunction(functions[i].name, functions[i].function);
  native.install(global);
  TheSession() = Session{};
  TheSession().is_open = true;
  // The engine forgets its hooks after each clean-up.
  se::ScriptEngine::getInstance()->addBeforeCleanupHook(&Close);
  return true;
}

void Load() {
  static cc::plugin::Listener listener(cc::plugin::BusType::SCRIPT_ENGINE);
  static const bool is_listening = [] {
    listener.receive([](cc::plugin::ScriptEngineEvent event) {
      if (event != cc::plugin::ScriptEngineEvent::POST_INIT) return;
      se::ScriptEngine::getInstance()->addRegisterCallback(&Register);
    });
    return true;
  }();
  static_cast<void>(is_listening);
}

}  // namespace
}  // namespace vr_cocos

CC_PLUGIN_ENTRY(voice_recorder_cocos, vr_cocos::Load)
