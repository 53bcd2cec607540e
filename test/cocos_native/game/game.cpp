// A game: the engine loads its plugins, a script records, C++ finds the recorder and pushes.
#include <cstdio>

#include "bindings/jswrapper/ScriptEngine.h"
#include "voice_recorder_cocos.h"

extern "C" void cc_load_all_plugins();

namespace {

double Call(se::ScriptEngine& engine, const char* function, const se::ValueArray& args) {
  const auto outcome = engine.Call("VoiceRecorderNative", function, args);
  if (!outcome.is_fine || !outcome.value.isNumber()) {
    std::printf("%s failed: %s\n", function, outcome.reported.empty() ? "not there" : outcome.reported[0].c_str());
    return -1;
  }
  return outcome.value.toDouble();
}

bool Record(se::ScriptEngine& engine) {
  se::ValueArray options = {se::Value(""), se::Value("")};
  for (const double number : {0.0, 0.0, 0.0, 0.0, 268435456.0, 32.0, 100.0}) options.push_back(se::Value(number));
  for (const se::Value& value : {se::Value(false), se::Value(true), se::Value(0), se::Value("")}) {
    options.push_back(value);
  }
  for (const double number : {1073741824.0, 8.0}) options.push_back(se::Value(number));
  if (Call(engine, "Create", options) != VR_OK) return false;
  const double recorder = Call(engine, "LastId", {});
  if (Call(engine, "SetName", {se::Value(recorder), se::Value("room")}) != VR_OK) return false;
  vr_source source = 0;
  if (vr_open_source(vr_cocos_recorder("room"), VR_SOURCE_LOCAL, "me", "", &source) != VR_OK) return false;
  const int16_t samples[160] = {};
  if (vr_source_push(source, samples, 160, VR_SAMPLE_INT16, 16000, 1, 0) != VR_OK) return false;
  return Call(engine, "Advance", {se::Value(recorder), se::Value(100)}) == VR_OK;
}

}  // namespace

int main() {
  cc_load_all_plugins();
  se::ScriptEngine engine;
  if (!engine.start() || !Record(engine)) return 1;
  engine.cleanup();
  vr_cocos_destroy_all();
  std::printf("capabilities %u\n", vr_capabilities());
  return 0;
}
