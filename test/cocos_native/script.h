// A game's script on the stand-in engine, with the plugin loaded.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bindings/jswrapper/ScriptEngine.h"
#include "voice_recorder.h"

namespace vr::test {

using ArrayType = se::Object::TypedArrayType;
using Outcome = se::ScriptEngine::Outcome;

// An array of script over memory of its own.
template <typename Element>
class ScriptArray {
 public:
  explicit ScriptArray(size_t elements, Element value = Element{})
      : elements(elements, value), object_(TypeOf(Element{}), this->elements.data(), elements * sizeof(Element)) {}
  ScriptArray(const ScriptArray&) = delete;
  ScriptArray& operator=(const ScriptArray&) = delete;

  se::Object* object() { return &object_; }

  std::vector<Element> elements;

 private:
  static ArrayType TypeOf(uint8_t) { return ArrayType::UINT8; }
  static ArrayType TypeOf(int16_t) { return ArrayType::INT16; }
  static ArrayType TypeOf(float) { return ArrayType::FLOAT32; }
  static ArrayType TypeOf(double) { return ArrayType::FLOAT64; }
  se::Object object_;
};

inline se::Value ToScript(double number) {
  return se::Value(number);
}
inline se::Value ToScript(int number) {
  return se::Value(number);
}
inline se::Value ToScript(bool boolean) {
  return se::Value(boolean);
}
inline se::Value ToScript(const char* text) {
  return se::Value(text);
}
inline se::Value ToScript(const std::string& text) {
  return se::Value(text);
}
inline se::Value ToScript(const se::Value& value) {
  return value;
}
template <typename Element>
se::Value ToScript(ScriptArray<Element>& array) {
  return se::Value(array.object());
}

struct PolledEvent {
  int kind = 0;
  int code = 0;
  double capture_id = 0;
  std::string text;
  std::string capture_path;
};

class Script {
 public:
  Script();
  // Whatever a test has left ends with it.
  ~Script();
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;
  // The game restarts: the script engine is cleaned up and made anew, with the plugin's class on it.
  void Restart();
  // What the engine does when the game restarts, up to the new one.
  void CleanUp() { engine_->cleanup(); }

  Outcome CallWith(const std::string& function, const se::ValueArray& args) {
    return engine_->Call("VoiceRecorderNative", function, args);
  }
  template <typename... Args>
  Outcome Call(const std::string& function, Args&&... args) {
    return CallWith(function, {ToScript(std::forward<Args>(args))...});
  }
  // Those that must be accepted by the glue.
  template <typename... Args>
  double Number(const std::string& function, Args&&... args) {
    const Outcome outcome = Call(function, std::forward<Args>(args)...);
    EXPECT_TRUE(outcome.is_fine) << function << ": " << (outcome.reported.empty() ? "" : outcome.reported[0]);
    return outcome.value.isNumber() ? outcome.value.toDouble() : NAN;
  }
  template <typename... Args>
  std::string Text(const std::string& function, Args&&... args) {
    const Outcome outcome = Call(function, std::forward<Args>(args)...);
    EXPECT_TRUE(outcome.is_fine) << function;
    return outcome.value.isString() ? outcome.value.toString() : "(no text)";
  }

  se::ScriptEngine& engine() { return *engine_; }
  double LastId() { return Number("LastId"); }
  std::string LastError() { return Text("LastError"); }

  // A recorder, in a room. Virtual: its clock stands still.
  double CreateRecorder(const std::string& captures_folder = "", bool is_virtual = false);
  // A cycle task that keeps the last seconds as PCM.
  double StartCycle(double recorder, const std::string& path, int seconds = 10);
  // false: there is none.
  bool Poll(double recorder, PolledEvent* event);
  // Polls until one of this kind comes; whether it did. The others are left in *all.
  bool WaitFor(double recorder, vr_event_kind kind, PolledEvent* found, std::vector<PolledEvent>* all = nullptr);

 private:
  std::unique_ptr<se::ScriptEngine> engine_;
};

constexpr int kEventNumbers = 16;
constexpr int kStatsNumbers = 23 + 32 * 14;
constexpr int kSourcesAt = 23;
constexpr int kSourceNumbers = 14;

// The arguments of a Create with defaults.
se::ValueArray CreateArguments(const std::string& captures_folder, bool is_virtual);

}  // namespace vr::test
