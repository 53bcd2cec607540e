// Stands in for the engine's script engine: callbacks that register classes, hooks before it is cleaned up, and what
// scripts do, which is to call static functions by name.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bindings/jswrapper/Object.h"

namespace se {

class ScriptEngine {
 public:
  using RegisterCallback = bool (*)(Object*);

  // The one that lives, or null.
  static ScriptEngine* getInstance();

  ScriptEngine();
  ~ScriptEngine();
  ScriptEngine(const ScriptEngine&) = delete;
  ScriptEngine& operator=(const ScriptEngine&) = delete;

  // Sends POST_INIT to the plugins, then calls what has been added; they are forgotten then.
  bool start();
  // Calls the hooks, which are forgotten then, and drops all objects.
  void cleanup();

  void addRegisterCallback(RegisterCallback callback);
  void addBeforeCleanupHook(const std::function<void()>& hook);

  Object* getGlobalObject() { return global_.get(); }
  // An object that lives until the clean-up.
  Object* Keep(std::unique_ptr<Object> object);

  // ---- What a script does.
  struct Outcome {
    bool was_invoked = false;           // the class and its function are there
    bool is_fine = false;               // what the function answered to the engine
    Value value;                        // what the script sees: undefined after a failure
    std::vector<std::string> reported;  // errors logged meanwhile
  };
  Outcome Call(const std::string& name, const std::string& function, const ValueArray& args);
  Outcome New(const std::string& name, const ValueArray& args);

  // Ends the process when this is not the script thread.
  static void DemandScriptThread();
  // A line of the engine's log of errors.
  static void Report(const std::string& message);
  static void ReportFormat(const char* format, ...) __attribute__((format(printf, 1, 2)));

 private:
  Outcome Invoke(Object::Function function, const ValueArray& args);

  bool is_valid_ = false;
  std::thread::id thread_;
  std::unique_ptr<Object> global_;
  std::vector<std::unique_ptr<Object>> kept_;
  std::vector<RegisterCallback> register_callbacks_;
  std::vector<std::function<void()>> before_cleanup_;
  std::vector<std::string> reported_;
};

}  // namespace se

#define SE_REPORT_ERROR(...) se::ScriptEngine::ReportFormat(__VA_ARGS__)
